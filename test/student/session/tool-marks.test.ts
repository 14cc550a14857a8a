import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { NO_MARKS, NOTE_SIZE, readMarks, writeMarks } from '../../../src/shared/contract/student-marks.ts';
import { allowedSwitches, isAllowed } from '../../../src/student/session/allowed-tools.ts';
import { Attempt } from '../../../src/student/session/attempt.ts';
import { ToolMarks, toolMarksOf } from '../../../src/student/session/tool-marks.ts';
import { MemoryPort } from '../../support/memory-port.ts';
import { sampleItems, sampleSnapshot } from '../../support/sample-test.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function open(marks?: string) {
  const snapshot = { ...sampleSnapshot, marks };
  const port = new MemoryPort(snapshot, sampleItems);
  const attempt = new Attempt({ snapshot, item: sampleItems[0] ?? null, later: () => () => {} });
  return { attempt, port, marks: toolMarksOf(attempt), connect: () => attempt.connect(port, port.snapshot) };
}
const q1 = { itemId: 'item-1', questionId: 'q' };
const q2 = { itemId: 'item-2', questionId: 'q' };

test('an option that was crossed out before anything was connected is saved with the place', async () => {
  const { marks, port, connect } = open();
  marks.crossOut(q1, 2, true);
  marks.crossOut(q1, 0, true);
  marks.crossOut(q2, 1, true);
  connect();
  await settle();
  expect(readMarks(port.snapshot.marks).crossedOut).toEqual([
    ['item-1', 'q', [0, 2]],
    ['item-2', 'q', [1]],
  ]);
});

test('what is not crossed out any more leaves nothing behind', () => {
  const { marks } = open();
  marks.crossOut(q1, 2, true);
  marks.crossOut(q1, 2, false);
  expect([marks.crossedOut(q1), marks.marks.value.crossedOut]).toEqual([[], []]);
});

test('marks that a claim brought are shown', async () => {
  const { marks, port, connect } = open();
  connect();
  await settle();
  port.change({ marks: writeMarks({ ...NO_MARKS, crossedOut: [['item-1', 'q', [3]]], open: ['lineReader'] }) ?? '' });
  expect([marks.crossedOut(q1), marks.isOn('lineReader')]).toEqual([[3], true]);
});

test('another tab that writes takes no mark from this one', async () => {
  const { marks, port, connect } = open();
  connect();
  await settle();
  port.change({}, false);
  marks.crossOut(q1, 2, true);
  expect(marks.crossedOut(q1)).toEqual([]);
});

test('more than travels is refused, and what was marked before stays', () => {
  const marks = new ToolMarks({ toolMarks: signal(undefined), setToolMarks: () => {}, canChange: () => true });
  const highlights = Array.from({ length: 31 }, (_, at) => ({
    id: `h${at}`,
    item: 'item-1',
    words: 'w',
    text: 'p',
    from: 0,
    to: 1,
    colour: 'yellow' as const,
    note: 'x'.repeat(NOTE_SIZE),
  }));
  expect(marks.change({ highlights })).toBe(false);
  expect(marks.change({ highlights: highlights.slice(0, 10) })).toBe(true);
});

test('the config says which tools there are, and rows of an earlier app allow none', () => {
  const allowing = (tools?: string[]) => ({ config: { ...sampleSnapshot.config, tools } });
  expect(allowedSwitches(allowing())).toEqual([]);
  expect(allowedSwitches(allowing(['scientificCalculator', 'answerEliminator', 'a tool of a newer server']))).toEqual([
    'answerEliminator',
    'calculator',
  ]);
  expect(isAllowed(allowing(['notes']), 'highlighter')).toBe(false);
});
