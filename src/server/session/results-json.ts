import type { ItemKey } from '../../shared/contract/item-key.ts';
import type { Results, Score } from '../../shared/contract/score.ts';

/** So many different scores of an item are kept: rules can give any number. */
const MOST_KEPT = 20;

interface Written {
  score: Score;
  text: string;
}

/** Of each item of an exam: what was written of it, by the points that were reached. */
const writtenOf = new WeakMap<readonly ItemKey[], Array<Map<number, Written>>>();

/**
 * `JSON.stringify(results)`. A class reaches the same few scores of an item over and over, and their texts are kept: writing
 * them anew is more work than scoring.
 * @param keys those that were scored
 */
export function resultsJson(keys: readonly ItemKey[], { items, objectives, points }: Results): string {
  const written = writtenOf.get(keys) ?? keys.map(() => new Map<number, Written>());
  writtenOf.set(keys, written);
  const texts = items.map((item, at) => itemText(item, written[at])).join(',');
  return `{"items":[${texts}],"objectives":${JSON.stringify(objectives)},"points":${JSON.stringify(points)}}`;
}

function itemText(item: Results['items'][number], written = new Map<number, Written>()): string {
  const { score } = item;
  const known = written.get(score.actual);
  if (known && isSame(known.score, score)) return known.text;
  const text = JSON.stringify(item);
  if (written.size < MOST_KEPT) written.set(score.actual, { score, text });
  return text;
}

const isSame = (one: Score, other: Score): boolean =>
  one.isScorable === other.isScorable && one.min === other.min && one.max === other.max;
