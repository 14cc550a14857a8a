import { z } from 'zod/mini';
import type { ItemKey } from '../../shared/contract/item-key.ts';
import { type Results, results, type Score } from '../../shared/contract/score.ts';

/*
 * The results of a run as its row holds them, without the names that the API gives every number: with them 40 items are three
 * kilobytes, of which a page of the embedded store holds one, and every submit of a class wrote a page of its own
 * (docs/decisions/0040).
 *
 *   { "items": [[id, score], …], "objectives": { key: [id, score, scores], … }, "points": score }
 *   score: [actual, max] of what is scorable from 0; [actual, max, min, isScorable] of all else
 */

/** So many different scores of an item are kept: rules can give any number. */
const MOST_KEPT = 20;

interface Written {
  score: Score;
  text: string;
}

/** Of each item of an exam: what was written of it, by the points that were reached. */
const writtenOf = new WeakMap<readonly ItemKey[], Array<Map<number, Written>>>();

/**
 * A class reaches the same few scores of an item over and over, and their texts are kept: writing them anew is more work than
 * scoring.
 * @param keys those that were scored
 */
export function storedResults(keys: readonly ItemKey[], { items, objectives, points }: Results): string {
  const written = writtenOf.get(keys) ?? keys.map(() => new Map<number, Written>());
  writtenOf.set(keys, written);
  const texts = items.map((item, at) => itemText(item, written[at])).join(',');
  const sums = Object.entries(objectives).map(([key, { id, score, scores }]) => [
    key,
    [id, packed(score), scores.map(packed)],
  ]);
  return `{"items":[${texts}],"objectives":${JSON.stringify(Object.fromEntries(sums))},"points":${JSON.stringify(packed(points))}}`;
}

function itemText({ id, score }: Results['items'][number], written = new Map<number, Written>()): string {
  const known = written.get(score.actual);
  if (known && isSame(known.score, score)) return known.text;
  const text = JSON.stringify([id, packed(score)]);
  if (written.size < MOST_KEPT) written.set(score.actual, { score, text });
  return text;
}

const isSame = (one: Score, other: Score): boolean =>
  one.isScorable === other.isScorable && one.min === other.min && one.max === other.max;

const packed = ({ actual, isScorable, min, max }: Score) =>
  isScorable && min === 0 ? [actual, max] : [actual, max, min, isScorable];

const storedScore = z.union([
  z.pipe(
    z.tuple([z.number(), z.number()]),
    z.transform(([actual, max]): Score => ({ actual, isScorable: true, min: 0, max })),
  ),
  z.pipe(
    z.tuple([z.number(), z.number(), z.number(), z.boolean()]),
    z.transform(([actual, max, min, isScorable]): Score => ({ actual, isScorable, min, max })),
  ),
]);
const storedItem = z.pipe(
  z.tuple([z.string(), storedScore]),
  z.transform(([id, score]) => ({ id, score })),
);
const storedObjective = z.pipe(
  z.tuple([z.string(), storedScore, z.array(storedScore)]),
  z.transform(([id, score, scores]) => ({ id, score, scores })),
);

/** The second is as the API has them, which is how rows of before this form hold them. */
const stored = z.union([
  z.object({
    items: z.array(storedItem),
    objectives: z.record(z.string(), storedObjective),
    points: storedScore,
  }),
  results,
]);

/** @throws SyntaxError or ZodError for what is none: the store wrote it, so the store is broken */
export function readResults(json: string): Results {
  return stored.parse(JSON.parse(json));
}
