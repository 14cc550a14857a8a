import type { ItemKey } from '../contract/item-key.ts';
import type { Response } from '../contract/response.ts';
import type { Results, Score } from '../contract/score.ts';
import { addScores } from './add-scores.ts';
import { alignedItems } from './aligned-items.ts';
import { scoreQuestion } from './score-question.ts';
import { scoreByRules } from './score-rules.ts';

/** By item, then by question; absent and null are both no response. What the keys do not name is not looked at. */
export type ResponsesToScore = Readonly<Record<string, Readonly<Record<string, Response | null>>>>;

/** The response to a question; null is none. */
type ResponseTo = (itemId: string, questionId: string) => Response | null;

/**
 * The `results` of an attempt: items in the order of `keys`; per objective the whole score of each item aligned to it,
 * in the same order, and their sum; `points` over all items. Pure and exact, the same on both sides.
 * @param seed what chance in the rules of items follows from: the session and the attempt (`attemptSeed`)
 */
export const scoreExam = (keys: readonly ItemKey[], responses: ResponsesToScore, seed = ''): Results =>
  scoreResponses(keys, (itemId, id) => own(own(responses, itemId) ?? NOTHING, id) ?? null, seed);

/** The same of responses that are kept in another form. */
export function scoreResponses(keys: readonly ItemKey[], responseTo: ResponseTo, seed: string): Results {
  const scores = keys.map((item) => scoreItem(item, responseTo, seed));
  return {
    items: keys.map(({ id }, at) => ({ id, score: scores[at] ?? NO_SCORE })),
    objectives: scoreObjectives(keys, scores),
    points: addScores(scores),
  };
}

const NO_SCORE: Score = { actual: 0, isScorable: true, min: 0, max: 0 };

function scoreObjectives(keys: readonly ItemKey[], scores: readonly Score[]): Results['objectives'] {
  const objectives: Results['objectives'] = {};
  for (const { id, items } of alignedItems(keys)) {
    const own = items.map((at) => scores[at] ?? NO_SCORE);
    const objective = { id, score: addScores(own), scores: own };
    // Only this name would set a prototype, where every other one makes a member.
    if (id === '__proto__') Object.defineProperty(objectives, id, { ...MEMBER, value: objective });
    else objectives[id] = objective;
  }
  return objectives;
}

const MEMBER = { configurable: true, enumerable: true, writable: true };

function scoreItem(item: ItemKey, responseTo: ResponseTo, seed: string): Score {
  const { id: itemId, questions, processing } = item;
  if (processing) {
    return scoreByRules({ ...item, processing }, (id) => responseTo(itemId, id), `${seed} ${itemId}`);
  }
  const only = questions[0];
  if (only && questions.length === 1) return scoreQuestion(only, responseTo(itemId, only.id));
  return addScores(questions.map((key) => scoreQuestion(key, responseTo(itemId, key.id))));
}

const NOTHING = {};

/** `constructor` is a good id, and every object inherits one. */
const own = <Value>(record: Readonly<Record<string, Value>>, id: string): Value | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined;
