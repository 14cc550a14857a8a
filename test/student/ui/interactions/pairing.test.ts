/*
 * Oracle: the limits themselves, counted anew over the pairs after every step of any sequence of joins, moves and removals.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  join,
  type Pair,
  type PairLimits,
  pairsOf,
  pairsResponse,
  removed,
  same,
  uses,
} from '../../../../src/student/ui/interactions/pairing.ts';

const limit = fc.nat(3);
const directed = fc.record({
  sources: fc.array(limit, { minLength: 1, maxLength: 5 }),
  targets: fc.array(limit, { minLength: 1, maxLength: 5 }),
  maxAssociations: limit,
});
const undirected = fc.record({
  sources: fc.array(limit, { minLength: 2, maxLength: 6 }),
  targets: fc.constant(null),
  maxAssociations: limit,
});
const limits: fc.Arbitrary<PairLimits> = fc.oneof(directed, undirected);
/** Each step: two ends, and whether the pair that is there before the others is moved, or removed. */
const steps = fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom('join', 'move', 'remove')), { maxLength: 30 });

const most = (max: number) => (max === 0 ? Number.POSITIVE_INFINITY : max);

function expectWithinLimits({ sources, targets, maxAssociations }: PairLimits, pairs: readonly Pair[]) {
  expect(new Set(pairs.map(({ source, target }) => `${source} ${target}`)).size).toBe(pairs.length);
  expect(pairs.length).toBeLessThanOrEqual(most(maxAssociations));
  sources.forEach((max, index) => {
    expect(uses(pairs, index, targets ? 'source' : 'either')).toBeLessThanOrEqual(most(max));
  });
  targets?.forEach((max, index) => {
    expect(uses(pairs, index, 'target')).toBeLessThanOrEqual(most(max));
  });
}

function play(
  limits: PairLimits,
  moves: Array<[number, number, string]>,
  check: (before: Pair[], after: Pair[], added: Pair) => void,
) {
  const count = (limits.targets ?? limits.sources).length;
  let pairs: Pair[] = [];
  for (const [from, to, what] of moves) {
    const added = { source: from % limits.sources.length, target: to % count };
    const first = pairs[0];
    if (what === 'remove') {
      if (first) pairs = removed(pairs, first);
      continue;
    }
    const joined = join(limits, pairs, added, what === 'move' ? first : undefined);
    if ('refused' in joined) continue;
    check(pairs, joined.pairs, added);
    pairs = joined.pairs;
  }
  return pairs;
}

const has = (pairs: readonly Pair[], { source, target }: Pair) =>
  pairs.some((pair) => same(pair, { source, target }) || same(pair, { source: target, target: source }));

describe('putting two together', () => {
  test('never goes beyond a limit, and never makes the same pair twice', () => {
    fc.assert(
      fc.property(limits, steps, (limits, moves) => {
        play(limits, moves, (_, after) => expectWithinLimits(limits, after));
      }),
    );
  });

  test('makes the pair, or says what is in its way and changes nothing', () => {
    fc.assert(
      fc.property(limits, steps, (limits, moves) => {
        play(limits, moves, (before, after, added) => {
          expect(has(after, added)).toBe(true);
          // Nothing comes that was not asked for.
          expect(after.filter((pair) => !has(before, pair)).length).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  test('gives the same value whatever the order in which the pairs were made', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(4)), { selector: String }),
        fc.boolean(),
        (ends, oneList) => {
          const free = { sources: [0, 0, 0, 0, 0], targets: oneList ? null : [0, 0, 0, 0, 0], maxAssociations: 0 };
          const all = (list: typeof ends) =>
            list.reduce<Pair[]>((pairs, [source, target]) => {
              const joined = join(free, pairs, { source, target });
              return 'pairs' in joined ? joined.pairs : pairs;
            }, []);
          expect(all([...ends].reverse())).toEqual(all(ends));
        },
      ),
    );
  });

  test('a pair without direction has its smaller index first', () => {
    const limits = { sources: [1, 1, 1], targets: null, maxAssociations: 0 };
    expect(join(limits, [], { source: 2, target: 0 })).toEqual({ pairs: [{ source: 0, target: 2 }] });
    expect(join(limits, [], { source: 1, target: 1 })).toEqual({ refused: 'itself' });
  });

  test('what may be used once moves to its new place, and what was there comes out', () => {
    const limits = { sources: [1, 1], targets: [1, 1], maxAssociations: 0 };
    const pairs = [
      { source: 0, target: 0 },
      { source: 1, target: 1 },
    ];
    expect(join(limits, pairs, { source: 0, target: 1 })).toEqual({ pairs: [{ source: 0, target: 1 }] });
  });

  test('what may be used twice and is, refuses a third, and says how often it may', () => {
    const limits = { sources: [2], targets: [1, 1, 1], maxAssociations: 0 };
    const pairs = [
      { source: 0, target: 0 },
      { source: 0, target: 1 },
    ];
    expect(join(limits, pairs, { source: 0, target: 2 })).toEqual({ refused: 'source', max: 2 });
    expect(join(limits, pairs, { source: 0, target: 2 }, { source: 0, target: 1 })).toEqual({
      pairs: [
        { source: 0, target: 0 },
        { source: 0, target: 2 },
      ],
    });
  });

  test('more pairs than there may be are refused; a single one takes the place of the one before', () => {
    const free = { sources: [1, 1], targets: [1, 1] };
    const pairs = [{ source: 0, target: 0 }];
    const pair = { source: 1, target: 1 };
    expect(join({ ...free, maxAssociations: 1 }, pairs, pair)).toEqual({ pairs: [pair] });
    const three = { sources: [1, 1, 1], targets: [1, 1, 1], maxAssociations: 2 };
    expect(join(three, [...pairs, pair], { source: 2, target: 2 })).toEqual({ refused: 'all', max: 2 });
  });
});

test('a response is read as it was written, and no pairs are no response', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ source: fc.nat(9), target: fc.nat(9) })), (pairs) => {
      expect(pairsOf(pairsResponse(pairs))).toEqual(pairs);
      expect(pairsResponse(pairs) === null).toBe(pairs.length === 0);
    }),
  );
  expect(pairsOf({ value: 'text' })).toEqual([]);
});
