import type { ItemKey } from '../contract/item-key.ts';
import type { Response } from '../contract/response.ts';
import type { Results, Score } from '../contract/score.ts';
import { addScores } from './add-scores.ts';
import { scoreQuestion } from './score-question.ts';
import { scoreByRules } from './score-rules.ts';

/** By item, then by question; absent and null are both no response. What the keys do not name is not looked at. */
export type ResponsesToScore = Readonly<Record<string, Readonly<Record<string, Response | null>>>>;

/**
 * The `results` of an attempt: items in the order of `keys`; per objective the whole score of each item aligned to it,
 * in the same order, and their sum; `points` over all items. Pure and exact, the same on both sides.
 * @param seed what chance in the rules of items follows from: the session and the attempt (`attemptSeed`)
 */
export function scoreExam(keys: readonly ItemKey[], responses: ResponsesToScore, seed = ''): Results {
  const items: Results['items'] = [];
  const aligned = new Map<string, Score[]>();
  for (const item of keys) {
    const score = scoreItem(item, responses, seed);
    items.push({ id: item.id, score });
    // An item that names an objective twice is aligned to it once.
    for (const id of new Set(item.alignmentIds)) aligned.set(id, [...(aligned.get(id) ?? []), score]);
  }
  const objectives = [...aligned].map(([id, scores]) => [id, { id, score: addScores(scores), scores }] as const);
  // fromEntries defines members, so that no id can reach a prototype.
  return { items, objectives: Object.fromEntries(objectives), points: addScores(items.map(({ score }) => score)) };
}

function scoreItem(item: ItemKey, responses: ResponsesToScore, seed: string): Score {
  const given = own(responses, item.id) ?? {};
  const { processing } = item;
  if (processing) {
    return scoreByRules({ ...item, processing }, (id) => own(given, id) ?? null, `${seed} ${item.id}`);
  }
  return addScores(item.questions.map((key) => scoreQuestion(key, own(given, key.id) ?? null)));
}

/** `constructor` is a good id, and every object inherits one. */
const own = <Value>(record: Readonly<Record<string, Value>>, id: string): Value | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined;
