import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreChoice } from '../../../src/shared/scoring/choice.ts';
import { anyChoiceKey, choiceKey, selected, selectionOf } from './keys.ts';

const actual = (...given: Parameters<typeof scoreChoice>) => scoreChoice(...given).actual;

describe('a question with one choice', () => {
  test('is right when the key is chosen, and nothing else is', () => {
    expect(scoreChoice(choiceKey(), selected(2))).toEqual({ actual: 1, isScorable: true, min: 0, max: 1 });
    expect(scoreChoice(choiceKey(), selected(1))).toEqual({ actual: 0, isScorable: true, min: 0, max: 1 });
    expect(actual(choiceKey(), selected(2, 1))).toBe(0);
  });

  test('takes any of its keys, and one only', () => {
    const key = choiceKey({ keys: [1, 3] });
    expect([0, 1, 2, 3].map((index) => actual(key, selected(index)))).toEqual([0, 1, 0, 1]);
    expect(actual(key, selected(1, 3))).toBe(0);
  });
});

test('a question with several choices is right only when the chosen set equals the key set', () => {
  fc.assert(
    fc.property(
      anyChoiceKey('unmapped').chain((key) => fc.tuple(fc.constant({ ...key, maxChoices: 0 }), selectionOf(key))),
      ([key, chosen]) => {
        const bits = (indexes: readonly number[]) => indexes.reduce((mask, index) => mask | (1 << index), 0);
        const isRight = chosen.length > 0 && bits(chosen) === bits(key.keys);
        expect(actual(key, selected(...chosen))).toBe(isRight ? key.maxScore : 0);
      },
    ),
  );
});

test('the points are the ones that were authored', () => {
  expect(scoreChoice(choiceKey({ maxScore: 2.5 }), selected(2))).toEqual({
    actual: 2.5,
    isScorable: true,
    min: 0,
    max: 2.5,
  });
});

describe('any choice question', () => {
  const keyAndSelection = () => anyChoiceKey().chain((key) => fc.tuple(fc.constant(key), selectionOf(key)));

  test('does not look at the order in which options were chosen', () => {
    fc.assert(
      fc.property(
        keyAndSelection().chain(([key, chosen]) =>
          fc.tuple(fc.constant(key), fc.constant(chosen), fc.shuffledSubarray(chosen, { minLength: chosen.length })),
        ),
        ([key, chosen, shuffled]) => {
          expect(scoreChoice(key, selected(...shuffled))).toEqual(scoreChoice(key, selected(...chosen)));
        },
      ),
    );
  });

  test('scores 0 without a response, whatever its defaults and bounds', () => {
    fc.assert(
      fc.property(anyChoiceKey(), (key) => {
        for (const none of [null, { options: [] }]) expect(actual(key, none)).toBe(0);
      }),
    );
  });

  test('never scores below its minimum', () => {
    fc.assert(
      fc.property(keyAndSelection(), ([key, chosen]) => {
        const score = scoreChoice(key, selected(...chosen));
        expect(score.actual).toBeGreaterThanOrEqual(score.min);
      }),
    );
  });

  test('changes neither the key nor the response', () => {
    fc.assert(
      fc.property(keyAndSelection(), ([key, chosen]) => {
        const response = selected(...chosen);
        const before = JSON.stringify([key, response]);
        expect(scoreChoice(key, response)).toEqual(scoreChoice(key, response));
        expect(JSON.stringify([key, response])).toBe(before);
      }),
    );
  });
});
