import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byTitle } from '../../src/console/by-title.ts';

const test = (examName: string, id = examName) => ({ id, examName });
const ordered = (...titles: string[]) =>
  titles
    .map((title) => test(title))
    .sort(byTitle)
    .map(({ examName }) => examName);

it('puts tests in the order of their titles, whatever their ids are', () => {
  const tests = [test('Science', '1'), test('Fractions', '3'), test('Saving and spending', '2')];
  expect(tests.sort(byTitle).map(({ examName }) => examName)).toEqual(['Fractions', 'Saving and spending', 'Science']);
});

it('counts numbers, and sorts capitals and accents as words are sorted', () => {
  expect(ordered('Unit 10', 'Unit 9', 'Unit 2b', 'Unit 2a')).toEqual(['Unit 2a', 'Unit 2b', 'Unit 9', 'Unit 10']);
  expect(ordered('Zoo', 'Été', 'essay', 'Ecology', 'fables')).toEqual(['Ecology', 'essay', 'Été', 'fables', 'Zoo']);
});

it('gives any tests one order, by id where titles are the same to the eye', () => {
  const title = fc.constantFrom('Unit 2', 'Unit 02', 'unit 2', 'Unit 10', 'Été', 'E\u0301te\u0301', '');
  const tests = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), examName: title }), {
    selector: ({ id }) => id,
  });
  fc.assert(
    fc.property(tests, (some) => {
      const there = [...some].sort(byTitle);
      expect([...some].reverse().sort(byTitle)).toEqual(there);
    }),
  );
  expect([test('Été', 'b'), test('E\u0301te\u0301', 'a')].sort(byTitle).map(({ id }) => id)).toEqual(['a', 'b']);
});
