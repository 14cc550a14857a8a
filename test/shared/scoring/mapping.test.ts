import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChoiceKey } from '../../../src/shared/contract/item-key.ts';
import { scoreChoice } from '../../../src/shared/scoring/choice.ts';
import { anyChoiceKey, choiceKey, hundredths, selected, selectionOf } from './keys.ts';

type Mapping = NonNullable<ChoiceKey['mapping']>;

const mapped = (mapping: Partial<Mapping>, changes: Partial<ChoiceKey> = {}) =>
  choiceKey({ maxChoices: 0, keys: [], mapping: { entries: [], defaultValue: 0, ...mapping }, ...changes });
const entries = (...values: number[]) => values.map((mappedValue, index) => ({ index, mappedValue }));
const actual = (key: ChoiceKey, ...chosen: number[]) => scoreChoice(key, selected(...chosen)).actual;

/** The oracle: `map_response` in whole hundredths. */
function inHundredths({ entries, defaultValue, lowerBound, upperBound }: Mapping, chosen: readonly number[]): bigint {
  if (chosen.length === 0) return 0n;
  const worth = (index: number) => entries.find((entry) => entry.index === index)?.mappedValue ?? defaultValue;
  const sum = chosen.reduce((all, index) => all + hundredths(worth(index)), 0n);
  if (lowerBound !== undefined && sum < hundredths(lowerBound)) return hundredths(lowerBound);
  if (upperBound !== undefined && sum > hundredths(upperBound)) return hundredths(upperBound);
  return sum;
}

const mappedKey = () => anyChoiceKey('mapped').filter((key) => key.mapping !== undefined);

test('the mapped values of what was chosen are added up exactly, defaults included, and clamped to the bounds', () => {
  fc.assert(
    fc.property(
      mappedKey().chain((key) => fc.tuple(fc.constant(key), selectionOf(key))),
      ([key, chosen]) => {
        const expected = key.mapping && inHundredths(key.mapping, chosen);
        expect(hundredths(actual(key, ...chosen))).toBe(expected);
      },
    ),
  );
});

test('the minimum is the least that any selection scores, and the maximum is the authored one', () => {
  fc.assert(
    fc.property(mappedKey(), (key) => {
      const selections = Array.from({ length: 2 ** key.optionCount }, (_, mask) =>
        Array.from({ length: key.optionCount }, (_, index) => index).filter((index) => mask & (1 << index)),
      );
      const { min, max } = scoreChoice(key, null);
      expect(min).toBe(Math.min(...selections.map((chosen) => actual(key, ...chosen))));
      expect(max).toBe(key.maxScore);
    }),
  );
});

test('ten tenths are one', () => {
  const key = mapped({ entries: entries(...new Array(10).fill(0.1)) }, { optionCount: 10 });
  expect(actual(key, 0, 1, 2)).toBe(0.3);
  expect(actual(key, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)).toBe(1);
});

describe('map_response', () => {
  test('gives the default for an option without an entry', () => {
    const key = mapped({ entries: entries(1), defaultValue: -0.5 });
    expect(actual(key, 0, 3)).toBe(0.5);
    expect(actual(key, 2, 3)).toBe(-1);
  });

  test('may go below zero without a lower bound, and not with one', () => {
    expect(actual(mapped({ entries: entries(1, -2) }), 1)).toBe(-2);
    expect(actual(mapped({ entries: entries(1, -2), lowerBound: 0 }), 1)).toBe(0);
    expect(actual(mapped({ entries: entries(1, -2), lowerBound: -1 }), 1)).toBe(-1);
  });

  test('clamps the sum, not each value', () => {
    const key = mapped({ entries: entries(3, -2, 3), lowerBound: 0, upperBound: 3 });
    expect(actual(key, 0, 1)).toBe(1);
    expect(actual(key, 0, 1, 2)).toBe(3);
  });

  test('of no response is 0, although the lower bound is 2', () => {
    const key = mapped({ entries: entries(1), lowerBound: 2 });
    expect(scoreChoice(key, null).actual).toBe(0);
    expect(actual(key, 0)).toBe(2);
  });

  test('counts an option once however often it is named', () => {
    expect(actual(mapped({ entries: entries(1.5, 1) }), 0, 1, 0, 0)).toBe(2.5);
  });

  test('does not look at maxChoices', () => {
    expect(actual(mapped({ entries: entries(1, 1) }, { maxChoices: 1 }), 0, 1)).toBe(2);
  });

  test('takes the first of two entries for one option', () => {
    const key = mapped({
      entries: [
        { index: 0, mappedValue: 1 },
        { index: 0, mappedValue: 0.5 },
      ],
    });
    expect(actual(key, 0)).toBe(1);
  });

  test('gives a mapped 0 as 0, not the default', () => {
    expect(actual(mapped({ entries: entries(0), defaultValue: 5 }), 0)).toBe(0);
  });
});
