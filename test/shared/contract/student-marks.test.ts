/* Oracle: what was written is read again, whatever was marked; and nothing that is read is larger than travels. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MARKS_SIZE, sessionView } from '../../../src/shared/contract/session-view.ts';
import {
  HIGHLIGHT_COLOURS,
  NO_MARKS,
  NOTE_SIZE,
  readMarks,
  type StudentHighlight,
  writeMarks,
} from '../../../src/shared/contract/student-marks.ts';

const highlight = (part: Partial<StudentHighlight> = {}): StudentHighlight => ({
  id: 'h1',
  item: 'item-1',
  words: 'Cole',
  text: 'passage p',
  from: 0,
  to: 4,
  colour: 'yellow',
  ...part,
});

const marks = fc.record({
  crossedOut: fc.array(
    fc.tuple(fc.constantFrom('item-1', 'item-2'), fc.constantFrom('q1', 'q2'), fc.array(fc.nat(200))),
  ),
  highlights: fc.array(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 40 }),
      item: fc.constantFrom('item-1', 'item-2'),
      words: fc.string({ maxLength: 80 }),
      text: fc.string({ maxLength: 100 }),
      from: fc.nat(),
      to: fc.nat(),
      colour: fc.constantFrom(...HIGHLIGHT_COLOURS),
      note: fc.string({ maxLength: 300, unit: 'binary' }),
    }),
  ),
  open: fc.array(fc.string({ maxLength: 40 }), { maxLength: 20 }),
});

test('marks are read again as they were written, and travel in the view', () => {
  fc.assert(
    fc.property(marks, (made) => {
      const text = writeMarks(made);
      expect(readMarks(text ?? undefined)).toEqual(made);
      expect(sessionView.safeParse({ marks: text }).success).toBe(true);
    }),
  );
});

test('more than travels is not written', () => {
  const notes = Array.from({ length: 31 }, (_, at) => highlight({ id: `h${at}`, note: 'x'.repeat(NOTE_SIZE) }));
  expect(writeMarks({ ...NO_MARKS, highlights: notes })).toBeNull();
  expect(writeMarks({ ...NO_MARKS, highlights: notes.slice(0, 28) })?.length).toBeLessThanOrEqual(MARKS_SIZE);
  expect(writeMarks({ ...NO_MARKS, highlights: [highlight({ note: 'x'.repeat(NOTE_SIZE + 1) })] })).toBeNull();
});

test.each(['', 'no json', '[]', '{"highlights":[{}]}', '{"open":"all"}'])('%j is read as no marks at all', (text) => {
  expect(readMarks(text)).toEqual(NO_MARKS);
});

test('marks of a newer app are read as far as this one knows them', () => {
  expect(readMarks('{"crossedOut":[["item-1","q1",[2]]],"stickers":[1]}')).toEqual({
    ...NO_MARKS,
    crossedOut: [['item-1', 'q1', [2]]],
  });
});
