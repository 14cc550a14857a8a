import type { PairsResponse, Response } from '../../../shared/contract/response.ts';

export type Pair = PairsResponse['pairs'][number];

/** How often each may be used; 0 is any number. */
export interface PairLimits {
  sources: readonly number[];
  /** Null where a pair has no direction: both of its ends are of `sources`. */
  targets: readonly number[] | null;
  maxAssociations: number;
}

export type Joined =
  | { pairs: Pair[] }
  /** What is used as often as it may be, or cannot go with itself; `max` is the limit. */
  | { refused: 'source' | 'target' | 'all'; max: number }
  | { refused: 'itself' };

/**
 * Puts two together. What may be used once lets go of what it had, as a radio button does; what may be used several times
 * and is used up refuses, for nobody could say which of them the student meant to give up.
 *
 * 1. No pair is there twice; each end is used as often as it may be, and so are all pairs together.
 * 2. Pairs are sorted by source and then target, and one without direction has its smaller index as source: the same
 *    pairs are the same value, however the student came to them.
 *
 * @param moved the pair that the student took one end of, to bring it here
 */
export function join(limits: PairLimits, pairs: readonly Pair[], added: Pair, moved?: Pair): Joined {
  const { sources, targets, maxAssociations } = limits;
  const pair = targets ? added : undirected(added);
  if (!targets && pair.source === pair.target) return { refused: 'itself' };
  let kept = moved ? removed(pairs, moved) : [...pairs];
  if (kept.some((other) => same(other, pair))) return { pairs: kept };
  const ends = [
    { name: 'source', max: sources[pair.source] ?? 0, uses: usesOf(pair.source, 'source', !targets) },
    { name: 'target', max: (targets ?? sources)[pair.target] ?? 0, uses: usesOf(pair.target, 'target', !targets) },
  ] as const;
  for (const { name, max, uses } of ends) {
    if (max === 1) kept = kept.filter((other) => !uses(other));
    else if (max > 0 && kept.filter(uses).length >= max) return { refused: name, max };
  }
  if (maxAssociations === 1) kept = [];
  else if (maxAssociations > 0 && kept.length >= maxAssociations) return { refused: 'all', max: maxAssociations };
  return { pairs: sorted([...kept, pair]) };
}

/** Without one of them. */
export const removed = (pairs: readonly Pair[], pair: Pair): Pair[] => pairs.filter((other) => !same(other, pair));

/** How often one end is used. */
export const uses = (pairs: readonly Pair[], index: number, end: 'source' | 'target' | 'either'): number =>
  pairs.filter(usesOf(index, end === 'either' ? 'source' : end, end === 'either')).length;

export const same = (a: Pair, b: Pair): boolean => a.source === b.source && a.target === b.target;

export const pairsOf = (response: Response | null): readonly Pair[] =>
  response !== null && 'pairs' in response ? response.pairs : [];

export const pairsResponse = (pairs: readonly Pair[]): Response | null =>
  pairs.length === 0 ? null : { pairs: [...pairs] };

const usesOf = (index: number, end: keyof Pair, either: boolean) => (pair: Pair) =>
  either ? pair.source === index || pair.target === index : pair[end] === index;

const undirected = ({ source, target }: Pair): Pair => ({
  source: Math.min(source, target),
  target: Math.max(source, target),
});

const sorted = (pairs: Pair[]) => pairs.sort((a, b) => a.source - b.source || a.target - b.target);
