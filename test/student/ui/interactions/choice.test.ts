import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choiceHint } from '../../../../src/student/ui/interactions/choice.tsx';
import { chosenIndexes, letter, optionsResponse } from '../../../../src/student/ui/interactions/options.ts';

test('options are lettered A to Z, then AA', () => {
  expect([0, 25, 26, 27, 51, 52].map(letter)).toEqual(['A', 'Z', 'AA', 'AB', 'AZ', 'BA']);
});

test('no two options share a letter', () => {
  fc.assert(
    fc.property(fc.nat(499), fc.nat(499), (a, b) => {
      expect(letter(a) === letter(b)).toBe(a === b);
    }),
  );
});

test('the same set of options is the same response, in whatever order they were chosen', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(20)), (indexes) => {
      expect(optionsResponse([...indexes].reverse())).toEqual(optionsResponse(indexes));
      expect(chosenIndexes(optionsResponse(indexes))).toEqual([...indexes].sort((a, b) => a - b));
    }),
  );
});

test('how many to choose is said in words, and only where it needs saying', () => {
  const hint = (minChoices: number, maxChoices: number) => choiceHint({ minChoices, maxChoices });
  expect(hint(0, 1)).toBeNull();
  expect(hint(0, 2)).toBe('Choose up to 2.');
  expect(hint(2, 2)).toBe('Choose 2.');
  expect(hint(1, 3)).toBe('Choose 1 to 3.');
  expect(hint(0, 0)).toBe('Choose as many as you like.');
  expect(hint(2, 0)).toBe('Choose at least 2.');
});
