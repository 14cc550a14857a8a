/*
 * What a page remembers of its uploads may cost a request and must never cost an answer: no history of failures makes a
 * batch empty, larger than the limit, or puts a run off for good. The oracle is a clock that the test turns.
 */
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { BATCH_LIMITS } from '../../../src/student/db/pending-batch.ts';
import { UploadMemory } from '../../../src/student/sync/upload-memory.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-02T09:00:00Z');
let memory: UploadMemory;
beforeEach(() => {
  memory = new UploadMemory();
});

test('a run that nothing is known of is due, with the largest batch', () => {
  expect(memory.isDue('run', 'token', NOW)).toBe(true);
  expect(memory.limit('run')).toBe(BATCH_LIMITS.answers);
  expect(memory.nextDueIn(NOW)).toBeNull();
});

test('a batch that is too large is halved down to one answer, and never to none', () => {
  for (let size = 64; size >= 1; size = Math.floor(size / 2)) memory.halve('run', size);
  expect(memory.limit('run')).toBe(1);
  memory.halve('run', 1);
  memory.halve('run', 0);
  expect(memory.limit('run')).toBe(1);
});

test('each success doubles what is dared, up to the limit again', () => {
  memory.halve('run', 4);
  const dared: number[] = [];
  while (memory.limit('run') < BATCH_LIMITS.answers) {
    memory.succeeded('run');
    dared.push(memory.limit('run'));
  }
  expect(dared.slice(0, 2)).toEqual([4, 8]);
  memory.succeeded('run');
  expect(memory.limit('run')).toBe(BATCH_LIMITS.answers);
});

test('failures are counted in a row for one batch, and begin again with the next, a success or a halving', () => {
  expect([memory.failed('run', 0), memory.failed('run', 0), memory.failed('run', 0)]).toEqual([1, 2, 3]);
  expect(memory.failed('run', 5)).toBe(1);
  memory.succeeded('run');
  expect(memory.failed('run', 5)).toBe(1);
  memory.halve('run', 8);
  expect(memory.failed('run', 5)).toBe(1);
});

test('what is put off is left alone for an hour, and due at its end', () => {
  memory.putOff('run', 'token', NOW);
  expect(memory.isDue('run', 'token', NOW)).toBe(false);
  expect(memory.isDue('run', 'token', NOW + HOUR - 1)).toBe(false);
  expect(memory.isDue('run', 'token', NOW + HOUR)).toBe(true);
  expect(memory.nextDueIn(NOW + 1000)).toBe(HOUR - 1000);
  expect(memory.nextDueIn(NOW + HOUR)).toBeNull();
});

test('another upload token ends the wait: what was refused may be right now', () => {
  memory.putOff('run', 'token', NOW);
  expect(memory.isDue('run', 'fresh', NOW)).toBe(true);
});

test('a changed world ends every wait', () => {
  memory.putOff('one', 'token', NOW);
  memory.putOff('two', 'token', NOW);
  memory.forgetDelays();
  expect([memory.isDue('one', 'token', NOW), memory.isDue('two', 'token', NOW)]).toEqual([true, true]);
  expect(memory.nextDueIn(NOW)).toBeNull();
});

test.each([1, 365, 3650])('a clock that is set back by %i days keeps no run waiting', (days) => {
  memory.putOff('run', 'token', NOW);
  expect(memory.isDue('run', 'token', NOW - days * 24 * HOUR)).toBe(true);
});

test('one run’s troubles are none of another’s', () => {
  memory.halve('poor', 10);
  memory.failed('poor', 3);
  memory.putOff('poor', 'token', NOW);
  expect(memory.limit('rich')).toBe(BATCH_LIMITS.answers);
  expect(memory.isDue('rich', 'token', NOW)).toBe(true);
  expect(memory.failed('rich', 3)).toBe(1);
});

const event = fc.oneof(
  fc.record({ do: fc.constant('succeeded' as const) }),
  fc.record({ do: fc.constant('failed' as const), base: fc.nat(5) }),
  fc.record({ do: fc.constant('halve' as const), size: fc.nat(BATCH_LIMITS.answers) }),
  fc.record({ do: fc.constant('putOff' as const), at: fc.integer({ min: -HOUR * 9000, max: HOUR * 9000 }) }),
  fc.record({ do: fc.constant('forget' as const) }),
);

test('whatever happened, a batch has room for an answer, is never above the limit, and is due within an hour', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 40 }),
      fc.integer({ min: -HOUR * 9000, max: HOUR * 9000 }),
      (events, at) => {
        const after = new UploadMemory();
        for (const one of events) {
          if (one.do === 'succeeded') after.succeeded('run');
          else if (one.do === 'failed') expect(after.failed('run', one.base)).toBeGreaterThan(0);
          else if (one.do === 'halve') after.halve('run', one.size);
          else if (one.do === 'putOff') after.putOff('run', 'token', NOW + one.at);
          else after.forgetDelays();
          const limit = after.limit('run');
          expect(Number.isInteger(limit) && limit >= 1 && limit <= BATCH_LIMITS.answers).toBe(true);
        }
        const now = NOW + at;
        expect(after.isDue('run', 'token', now) || after.isDue('run', 'token', now + HOUR)).toBe(true);
      },
    ),
  );
});
