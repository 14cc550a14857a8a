import type { OutcomeDeclaration } from '../../../shared/contract/processing/declaration.ts';
import type { Processing } from '../../../shared/contract/processing/processing.ts';
import type { Rule } from '../../../shared/contract/processing/rule.ts';
import type { Notes } from '../qti/notes.ts';
import { UnsupportedRule } from '../qti/rules/unsupported-rule.ts';
import { elements, type XmlElement } from '../qti/xml/element.ts';
import { addsUp, conditionRules, mostAdded, setsSomething } from './condition-chain.ts';
import type { Response } from './conditions.ts';
import { type Counter, countersOf, finalScore, inside, scoreOf } from './counters.ts';

const SCORE: OutcomeDeclaration = { identifier: 'SCORE', cardinality: 'single', baseType: 'float' };

interface Scored {
  /** What the whole is worth, where that is said beside the rules: these then count up to their `maxvalue`. */
  points: number | undefined;
  /** Whatever the rules say, because something in it is nothing that they could score. */
  byPerson: boolean;
  notes: Notes;
}

/**
 * The rules of an item.
 * @param responses to the questions that can be answered here
 */
export function readProcessing(
  item: XmlElement,
  responses: readonly Response[],
  { points, byPerson, notes }: Scored,
): Processing {
  const counters = countersOf(item);
  const score = scoreOf(counters);
  const worth = points ?? score.most;
  const declared: Processing = {
    responses: responses.map(({ declaration }) => declaration),
    outcomes: [
      { ...SCORE, ...(score.most && score.most > 0 && worth && { normalMaximum: worth }) },
      ...counters.map(({ name, start }) => ({ ...SCORE, identifier: inside(name), defaultValue: [start] })),
    ],
    rules: [],
  };
  const person = { ...declared, scoredByPerson: true };
  if (byPerson) return person;
  try {
    const { rules, full } = rulesOf(item, responses, { score, notes });
    if (!setsSomething(rules)) {
      notes.simplified(item, 'has no rules that score it: a person does');
      return person;
    }
    const scale = full !== undefined && full > 0 && worth !== undefined ? { from: full, to: worth } : undefined;
    return { ...declared, rules: [...rules, { rule: 'set', outcome: 'SCORE', to: finalScore(score, scale) }] };
  } catch (error) {
    if (!(error instanceof UnsupportedRule)) throw error;
    notes.simplified(error.at, `${error.message}: a person scores this item`);
    return person;
  }
}

/** Thirds of a hundred are 33.33 in real files, and three of them are meant to be all. */
const ROUNDING = 0.005;

/** @returns also the count that is full marks; undefined where nobody says what that is */
function rulesOf(
  item: XmlElement,
  responses: readonly Response[],
  { score, notes }: { score: Counter; notes: Notes },
): { rules: Rule[]; full: number | undefined } {
  const known = new Map(responses.map((one) => [one.declaration.identifier, one]));
  let full = score.most;
  const rules = elements(item, 'resprocessing').flatMap((processing) => {
    const conditions = elements(processing, 'respcondition');
    const adds = addsUp(conditions, known);
    if (adds) {
      notes.simplified(processing, 'the conditions do not say that they go on: each that holds adds its points');
      const added = mostAdded(conditions);
      if (full !== undefined && added < full && full - added < full * ROUNDING) full = added;
    }
    return conditionRules(conditions, known, adds);
  });
  return { rules, full };
}
