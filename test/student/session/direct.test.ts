/*
 * What the student is told while the device cannot save and the server can be reached. Oracle: the words of each answer and of
 * the whole. "Saved on this device" is never said of what is not on it, "Saved on the server" of nothing but what the port said so of.
 */
import { expect, test } from 'vitest';
import { answerOf, isInWindowOnly } from '../../../src/student/session/answers.ts';
import { Attempt } from '../../../src/student/session/attempt.ts';
import type { AttemptAnswer } from '../../../src/student/session/ports.ts';
import { stitch } from '../../../src/student/session/status.ts';
import { MemoryPort } from '../../support/memory-port.ts';
import { sampleItems, sampleSnapshot } from '../../support/sample-test.ts';

const option = (index: number) => ({ options: [{ index }] });
const change = (n: number, index: number) => ({ itemId: `item-${n}`, questionId: 'q', response: option(index) });
const settle = () => new Promise((resolve) => setImmediate(resolve));
const full = { ok: false, reason: 'storage', detail: 'QuotaExceededError' } as const;

const RETRY_MS = 5000;

function open(answers: AttemptAnswer[] = []) {
  const port = new MemoryPort({ ...sampleSnapshot, answers }, sampleItems);
  let retry = () => {};
  const attempt = new Attempt({
    snapshot: port.snapshot,
    later(ms, run) {
      if (ms === RETRY_MS) retry = run;
      return () => {};
    },
  });
  attempt.connect(port, port.snapshot);
  const state = (n: number) => answerOf(attempt.answers.value, `item-${n}`, 'q').state;
  const said = () => [
    attempt.status.value,
    attempt.storageFailure.value !== null,
    isInWindowOnly(attempt.answers.value),
  ];
  return { attempt, port, retry: () => retry(), state, said };
}

const MEMORY = { name: 'attention', reason: 'memory' };
const SERVER = { name: 'server' };

test('an answer that went straight to the server is saved there, and the device still cannot save', async () => {
  const { attempt, port, state, said } = open();
  port.refuse(full);
  port.reaches = 'server';
  attempt.answer(change(1, 2));
  await settle();
  expect(port.direct).toEqual([[change(1, 2)]]);
  expect(state(1)).toBe('server');
  expect(stitch(attempt.answers.value, { itemId: 'item-1', questionId: 'q' })).toBe('knotted');
  expect(said()).toEqual([SERVER, true, false]);
});

test('until the server has it, it is in this window only', async () => {
  const { attempt, port, state, said } = open();
  port.refuse(full);
  port.reaches = 'server';
  let arrive = () => undefined as undefined;
  port.sending = new Promise((resolve) => {
    arrive = () => void resolve();
  });
  attempt.answer(change(1, 2));
  await settle();
  expect([state(1), ...said()]).toEqual(['memory', MEMORY, true, true]);
  arrive();
  await settle();
  expect([state(1), ...said()]).toEqual(['server', SERVER, true, false]);
});

test('a change on the way takes the word back, and goes as well', async () => {
  const { attempt, port, state } = open();
  port.refuse(full);
  port.reaches = 'server';
  let arrive = () => undefined as undefined;
  port.sending = new Promise((resolve) => {
    arrive = () => void resolve();
  });
  attempt.answer(change(1, 2));
  await settle();
  attempt.answer(change(1, 3));
  await settle();
  arrive();
  await settle();
  expect(port.direct).toEqual([[change(1, 2)], [change(1, 3)]]);
  expect(state(1)).toBe('server');
  attempt.answer(change(1, 0));
  expect(state(1)).toBe('memory');
});

test('without a network it is tried again with every try to save', async () => {
  const { attempt, port, retry, state, said } = open();
  port.refuse(full);
  attempt.answer(change(1, 2));
  await settle();
  expect([state(1), ...said()]).toEqual(['memory', MEMORY, true, true]);
  port.reaches = 'server';
  retry();
  await settle();
  expect(state(1)).toBe('server');
});

test('beside answers that are on the device alone neither place is said of all', async () => {
  const { attempt, port, said } = open([{ ...change(3, 0), state: 'device', problem: null }]);
  port.refuse(full);
  port.reaches = 'server';
  attempt.answer(change(1, 2));
  await settle();
  expect(said()[0]).toEqual({ name: 'attention', reason: 'direct' });
});

test('once the device can save again it says so, and the banner is gone', async () => {
  const { attempt, port, retry, state, said } = open();
  port.refuse(full);
  port.reaches = 'server';
  attempt.answer(change(1, 2));
  await settle();
  port.refuse(null);
  retry();
  await settle();
  expect([state(1), ...said()]).toEqual(['device', { name: 'device' }, false, false]);
});

test('a save in between makes what failed since go once more: what the device wrote may count as the later one', async () => {
  const { attempt, port, state } = open();
  let arrive = () => undefined as undefined;
  port.sending = new Promise((resolve) => {
    arrive = () => void resolve();
  });
  port.refuse(full);
  port.reaches = 'server';
  attempt.answer(change(1, 2));
  await settle();
  // The device is busy writing the older value, while the newer one goes to the server.
  port.refuse(null);
  port.hold();
  attempt.saveNow();
  await settle();
  attempt.answer(change(1, 3));
  arrive();
  await settle();
  expect(port.direct).toEqual([[change(1, 2)], [change(1, 3)]]);
  const save = port.save.bind(port);
  port.save = (changes) => {
    port.refuse(full);
    return save(changes);
  };
  port.release();
  await settle();
  expect(state(1)).toBe('server');
  expect(port.direct.slice(2)).toEqual([[change(1, 3)]]);
});

test('a port that throws has sent nothing', async () => {
  const { attempt, port, state } = open();
  port.refuse(full);
  port.reaches = 'server';
  port.sending = Promise.reject(new Error('the database is gone'));
  attempt.answer(change(1, 2));
  await settle();
  expect(state(1)).toBe('memory');
});
