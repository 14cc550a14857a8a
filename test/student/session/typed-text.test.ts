/*
 * When typed text reaches the disk, by a clock that the test moves. Oracle: DESIGN's figures: 300 ms after the last key, at
 * least every 2 s while keys come, and at once on whatever ends the typing; and that nothing is called saved before its
 * commit.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerOf } from '../../../src/student/session/answers.ts';
import { Attempt } from '../../../src/student/session/attempt.ts';
import { MemoryPort } from '../../support/memory-port.ts';
import { sampleItems, sampleSnapshot } from '../../support/sample-test.ts';
import { VirtualTime } from '../sync/virtual-time.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

function open() {
  const clock = new VirtualTime();
  const port = new MemoryPort(sampleSnapshot, sampleItems);
  const attempt = new Attempt({ snapshot: sampleSnapshot, item: sampleItems[0] ?? null, later: clock.later });
  attempt.connect(port, port.snapshot);
  const type = (value: string) =>
    attempt.answer({ itemId: 'item-1', questionId: 'q', response: value === '' ? null : { value } }, { typed: true });
  const saved = () =>
    port.batches.flat().map(({ response }) => (response && 'value' in response && response.value) || '');
  const shown = () => answerOf(attempt.answers.value, 'item-1', 'q');
  return { clock, port, attempt, type, saved, shown };
}

test('a text is saved 300 ms after the last key, once', async () => {
  const { clock, type, saved } = open();
  for (const text of ['c', 'ca', 'cat']) {
    type(text);
    await clock.advance(299);
  }
  expect(saved()).toEqual([]);
  await clock.advance(1);
  expect(saved()).toEqual(['cat']);
  await clock.advance(60_000);
  expect(saved()).toEqual(['cat']);
});

test('somebody who never pauses has their text saved every 2 s', async () => {
  const { clock, type, saved } = open();
  for (let n = 1; n <= 50; n++) {
    type('x'.repeat(n));
    await clock.advance(100);
  }
  expect(saved().map((text) => String(text).length)).toEqual([20, 40]);
});

test('a text is shown at once, and called saved only after its commit', async () => {
  const { clock, port, attempt, type, shown } = open();
  type('cat');
  expect([shown().response, shown().state, attempt.status.value.name]).toEqual([{ value: 'cat' }, 'saving', 'saving']);
  port.hold();
  await clock.advance(300);
  expect([shown().state, attempt.status.value.name]).toEqual(['saving', 'saving']);
  port.release();
  await settle();
  expect([shown().state, attempt.status.value.name]).toEqual(['device', 'device']);
});

test('while somebody types, the pauses are saved without a word, until the field is left', async () => {
  const { clock, attempt, type } = open();
  expect(attempt.isTyping.value).toBe(false);
  type('cat');
  await clock.advance(300);
  expect([attempt.status.value.name, attempt.isTyping.value]).toEqual(['device', true]);
  attempt.saveNow();
  expect(attempt.isTyping.value).toBe(false);
});

test('keys that come while a save is under way take the word "saved" away and wait for their own pause', async () => {
  const { clock, port, type, saved, shown } = open();
  type('c');
  port.hold();
  await clock.advance(300);
  type('ca');
  port.release();
  await settle();
  expect([saved(), shown().response, shown().state]).toEqual([['c'], { value: 'ca' }, 'saving']);
  await clock.advance(300);
  expect([saved(), shown().state]).toEqual([['c', 'ca'], 'device']);
});

const WAYS_OUT: Record<string, (attempt: Attempt) => unknown> = {
  'leaving the field or the page': (attempt) => attempt.saveNow(),
  'another item': (attempt) => attempt.goTo(attempt.questions[1] ?? attempt.place.value),
  'an answer by a click': (attempt) =>
    attempt.answer({ itemId: 'item-2', questionId: 'q', response: { options: [{ index: 0 }] } }),
  'a flag': (attempt) => attempt.toggleFlag('item-1', 'q'),
  submit: (attempt) => attempt.submit(),
  'leaving the test': (attempt) => attempt.close(),
};

test.each(Object.entries(WAYS_OUT))('what was typed is saved at once on %s', async (_, leave) => {
  const { attempt, type, saved } = open();
  type('cat');
  leave(attempt);
  await settle();
  expect(saved()[0]).toBe('cat');
});

test.each(['submit', 'close'] as const)(
  '%s right after a key takes the key along although a save is under way',
  async (way) => {
    const { clock, port, attempt, type, saved } = open();
    type('ca');
    port.hold();
    await clock.advance(300);
    type('cat');
    const left = attempt[way]();
    port.release();
    await left;
    expect(saved()).toEqual(['ca', 'cat']);
  },
);

test('a key that comes while a submit waits for a save leaves none behind that came before the submit', async () => {
  const { clock, port, attempt, type, saved } = open();
  type('ca');
  port.hold();
  await clock.advance(300);
  type('cat');
  // As at the end of the time: the field takes keys until the test is handed in.
  const left = attempt.submit();
  type('cats');
  port.release();
  expect(await left).toEqual({ ok: true });
  expect(saved().at(-1)).toMatch(/^cat/);
});

test('on a full disk the banner stays up while the student types on', async () => {
  const { clock, port, attempt, type, shown } = open();
  port.refuse({ ok: false, reason: 'storage', detail: 'full' });
  type('c');
  await clock.advance(300);
  expect(attempt.storageFailure.value).toBe('full');
  type('ca');
  expect([attempt.storageFailure.value, shown().state]).toEqual(['full', 'memory']);
  port.refuse(null);
  await clock.advance(300);
  expect([attempt.storageFailure.value, shown().state]).toEqual([null, 'device']);
});

test('whatever the rhythm, the last text is saved in the end, and never later than 2 s after its key', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 40 }), async (gaps) => {
      const { clock, type, saved } = open();
      let oldest: number | null = null;
      for (const [n, gap] of gaps.entries()) {
        type(`text ${n}`);
        oldest ??= clock.now;
        for (let ms = 0; ms < gap; ms += 50) {
          await clock.advance(Math.min(50, gap - ms));
          if (saved().at(-1) === `text ${n}`) oldest = null;
          if (oldest !== null) expect(clock.now - oldest).toBeLessThanOrEqual(2000);
        }
      }
      await clock.advance(300);
      expect(saved().at(-1)).toBe(`text ${gaps.length - 1}`);
    }),
    { numRuns: 40 },
  );
});
