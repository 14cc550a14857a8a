import type { ChoiceKey } from '../contract/item-key.ts';
import type { OptionsResponse, Response } from '../contract/response.ts';
import type { Score } from '../contract/score.ts';
import { scoreMapping } from './mapping.ts';

/**
 * Scores one choice question (QTI 3.0 choiceInteraction).
 *
 * - With a `mapping`: `map_response`, see `mapping.ts`. An option counts once however often it is named.
 * - Without, and with `maxChoices` 1: right when one option is chosen and it is a key. Real items hold several keys.
 * - Without, otherwise: `match_correct` of two containers, right when the chosen options are the keys, in any order. An
 *   option that is named twice makes them differ.
 *
 * No response, a response of another form, and one with an index that the question does not have score 0.
 */
export function scoreChoice(key: ChoiceKey, response: Response | null): Score {
  const chosen = chosenOptions(key, response);
  if (key.mapping) return scoreMapping(key.mapping, key, new Set(chosen.map(({ index }) => index)));
  return { actual: isRight(key, chosen) ? key.maxScore : 0, isScorable: true, min: 0, max: key.maxScore };
}

type Chosen = OptionsResponse['options'];

/** As many as there are keys, each of them a key, and none twice: then they are the keys. */
function isRight({ keys, maxChoices }: ChoiceKey, chosen: Chosen): boolean {
  if (chosen.length === 0 || chosen.length !== (maxChoices === 1 ? 1 : countOf(keys))) return false;
  for (let at = 0; at < chosen.length; at++) {
    if (!keys.includes(chosen[at]?.index ?? -1) || isRepeated(chosen, at)) return false;
  }
  return true;
}

/** A key that an author's tool wrote twice is one. */
const countOf = (keys: readonly number[]) => (keys.length < 2 ? keys.length : new Set(keys).size);

function isRepeated(chosen: Chosen, at: number): boolean {
  for (let before = 0; before < at; before++) if (chosen[before]?.index === chosen[at]?.index) return true;
  return false;
}

const NOTHING: Chosen = [];

/** Empty when nothing was chosen, or nothing that this question knows. */
function chosenOptions({ optionCount }: ChoiceKey, response: Response | null): Chosen {
  if (response === null || !('options' in response)) return NOTHING;
  for (const { index } of response.options) {
    if (!Number.isInteger(index) || index < 0 || index >= optionCount) return NOTHING;
  }
  return response.options;
}
