import type { ChoiceKey } from '../contract/item-key.ts';
import type { Response } from '../contract/response.ts';
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
  if (key.mapping) return scoreMapping(key.mapping, key, new Set(chosen));
  return { actual: isRight(key, chosen) ? key.maxScore : 0, isScorable: true, min: 0, max: key.maxScore };
}

function isRight({ keys, maxChoices }: ChoiceKey, chosen: readonly number[]): boolean {
  const missing = new Set(keys);
  const size = maxChoices === 1 ? 1 : missing.size;
  return chosen.length > 0 && chosen.length === size && chosen.every((index) => missing.delete(index));
}

/** Empty when nothing was chosen, or nothing that this question knows. */
function chosenOptions({ optionCount }: ChoiceKey, response: Response | null): number[] {
  if (response === null || !('options' in response)) return [];
  const indexes = response.options.map(({ index }) => index);
  return indexes.every((index) => Number.isInteger(index) && index >= 0 && index < optionCount) ? indexes : [];
}
