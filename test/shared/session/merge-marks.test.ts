/* Oracle: two devices marked apart; nothing that either marked is missing afterwards. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  NO_MARKS,
  NOTE_SIZE,
  readMarks,
  type StudentMarks,
  writeMarks,
} from '../../../src/shared/contract/student-marks.ts';
import { mergeMarks } from '../../../src/shared/session/merge-marks.ts';

const written = (marks: Partial<StudentMarks>) =>
  writeMarks({ ...NO_MARKS, ...marks }) ?? expect.fail('more than travels');
const highlight = (id: string, note = '') => ({
  id,
  item: 'item-1',
  words: 'w',
  text: 'p',
  from: 0,
  to: 4,
  colour: 'green' as const,
  note,
});

const made = fc.record({
  crossedOut: fc.uniqueArray(
    fc.tuple(fc.constantFrom('item-1', 'item-2'), fc.constantFrom('q1', 'q2'), fc.uniqueArray(fc.nat(6))),
    { selector: ([itemId, questionId]) => itemId + questionId },
  ),
  highlights: fc.uniqueArray(
    fc.constantFrom('h1', 'h2', 'h3', 'h4').map((id) => highlight(id)),
    {
      selector: ({ id }) => id,
    },
  ),
});

const struck = ({ crossedOut }: StudentMarks) =>
  crossedOut.flatMap(([itemId, questionId, indexes]) => indexes.map((index) => `${itemId}/${questionId}/${index}`));

test('what was marked on either device is there', () => {
  fc.assert(
    fc.property(made, made, (mine, theirs) => {
      const merged = readMarks(mergeMarks(written(mine), written(theirs)));
      const both = [mine, theirs].map((marks) => ({ ...NO_MARKS, ...marks }));
      expect(new Set(struck(merged))).toEqual(new Set(both.flatMap(struck)));
      expect(merged.highlights.map(({ id }) => id).sort()).toEqual(
        [...new Set(both.flatMap(({ highlights }) => highlights.map(({ id }) => id)))].sort(),
      );
    }),
  );
});

test('a note that was written on this device stands, and so does which tools are open here', () => {
  const mine = written({ highlights: [highlight('h1', 'here')], open: ['lineReader'] });
  const merged = readMarks(mergeMarks(mine, written({ highlights: [highlight('h1', 'there')], open: [] })));
  expect(merged).toMatchObject({ highlights: [{ note: 'here' }], open: ['lineReader'] });
});

test('together more than travels: those of this device', () => {
  const many = (name: string) =>
    written({ highlights: Array.from({ length: 20 }, (_, at) => highlight(`${name}${at}`, 'x'.repeat(NOTE_SIZE))) });
  expect(mergeMarks(many('a'), many('b'))).toBe(many('a'));
});
