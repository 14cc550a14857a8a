import { expect, test } from 'vitest';
import { answerOf } from '../../../src/student/session/answers.ts';
import { Attempt } from '../../../src/student/session/attempt.ts';
import type { AttemptSnapshot } from '../../../src/student/session/ports.ts';
import { stitch } from '../../../src/student/session/status.ts';
import { MemoryPort } from '../../support/memory-port.ts';
import { sampleItems, sampleSnapshot } from '../../support/sample-test.ts';

const option = (index: number) => ({ options: [{ index }] });
const change = (n: number, index: number) => ({ itemId: `item-${n}`, questionId: 'q', response: option(index) });

/** Everything that is ready to run has run. No timer is among it: the tests fire those by hand. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

interface Timer {
  ms: number;
  run(): void;
}

const RETRY_MS = 5000;

function open(part: Partial<AttemptSnapshot> = {}) {
  const snapshot = { ...sampleSnapshot, ...part };
  const port = new MemoryPort(snapshot, sampleItems);
  const timers = new Set<Timer>();
  const attempt = new Attempt({
    snapshot,
    item: sampleItems[0] ?? null,
    later(ms, run) {
      const timer = { ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  });
  const state = (n: number) => answerOf(attempt.answers.value, `item-${n}`, 'q');
  return { attempt, port, timers, state, connect: () => attempt.connect(port, port.snapshot) };
}

test('the first question is there before anything is connected', () => {
  const { attempt } = open();
  expect(attempt.link.value).toBe('connecting');
  expect(attempt.item.value).toMatchObject({ state: 'open', item: { id: 'item-1' } });
});

test('what is chosen before the port is connected is not said to be saved, and is the first thing saved', async () => {
  const { attempt, port, state, connect } = open();
  attempt.answer(change(1, 2));
  attempt.answer(change(1, 0));
  await settle();
  expect(state(1)).toMatchObject({ response: option(0), state: 'saving' });
  expect(attempt.status.value).toEqual({ name: 'saving' });
  connect();
  await settle();
  expect(port.batches).toEqual([[change(1, 0)]]);
  expect(state(1).state).toBe('device');
});

test('a choice is said to be saved after the commit and not before', async () => {
  const { attempt, port, state, connect } = open();
  connect();
  port.hold();
  attempt.answer(change(1, 1));
  await settle();
  expect([
    state(1).state,
    attempt.status.value.name,
    stitch(attempt.answers.value, { itemId: 'item-1', questionId: 'q' }),
  ]).toEqual(['saving', 'saving', 'saving']);
  port.release();
  await settle();
  expect([
    state(1).state,
    attempt.status.value.name,
    stitch(attempt.answers.value, { itemId: 'item-1', questionId: 'q' }),
  ]).toEqual(['device', 'device', 'closed']);
});

test('choices made while a save is under way go into the next one, together and in their latest form', async () => {
  const { attempt, port, connect } = open();
  connect();
  port.hold();
  attempt.answer(change(1, 0));
  await settle();
  attempt.answer(change(1, 1));
  attempt.answer(change(2, 3));
  attempt.answer(change(1, 2));
  port.release();
  await settle();
  expect(port.batches).toEqual([[change(1, 0)], [change(1, 2), change(2, 3)]]);
});

test('a choice made in the very turn in which a save ends is saved too', async () => {
  const { attempt, port, state, connect } = open();
  connect();
  const seen: string[] = [];
  port.subscribe(() => {
    if (seen.push('commit') === 1) attempt.answer(change(2, 1));
  });
  attempt.answer(change(1, 1));
  await settle();
  expect([state(1).state, state(2).state]).toEqual(['device', 'device']);
});

test('the status is that of the worst answer', async () => {
  const { attempt, port, connect } = open();
  connect();
  expect(attempt.status.value).toEqual({ name: 'none' });
  attempt.answer(change(1, 1));
  await settle();
  port.acknowledge();
  expect(attempt.status.value).toEqual({ name: 'server' });
  attempt.answer(change(2, 1));
  await settle();
  expect(attempt.status.value).toEqual({ name: 'device' });
});

test('an answer that the server refused needs attention, with its reason', () => {
  const answers = [{ ...change(1, 1), state: 'attention' as const, problem: 'Please choose again.' }];
  const { attempt, port, connect } = open({ answers });
  connect();
  expect(attempt.status.value).toEqual({ name: 'attention', reason: { words: 'Please choose again.' } });
  port.change({ answers: [] });
  expect(attempt.status.value).toEqual({ name: 'none' });
});

test('a full disk keeps the choice in memory, says so, and is tried again until it is written', async () => {
  const { attempt, port, timers, state, connect } = open();
  connect();
  port.refuse({ ok: false, reason: 'storage', detail: 'QuotaExceededError' });
  attempt.answer(change(1, 1));
  await settle();
  expect(state(1)).toMatchObject({ response: option(1), state: 'memory' });
  expect(attempt.storageFailure.value).toBe('QuotaExceededError');
  expect(attempt.status.value).toEqual({ name: 'attention', reason: 'memory' });

  attempt.answer(change(2, 1));
  await settle();
  expect(port.batches.at(-1)).toEqual([change(1, 1), change(2, 1)]);
  const retries = [...timers].filter(({ ms }) => ms === RETRY_MS);
  expect(retries).toHaveLength(1);

  port.refuse(null);
  retries[0]?.run();
  await settle();
  expect([state(1).state, state(2).state, attempt.storageFailure.value]).toEqual(['device', 'device', null]);
});

test('a port that throws has not saved', async () => {
  const { attempt, port, state, connect } = open();
  connect();
  port.refuse(new Error('the database is gone'));
  attempt.answer(change(1, 1));
  await settle();
  expect(state(1).state).toBe('memory');
  expect(attempt.storageFailure.value).toBe('the database is gone');
});

test('when another tab writes, the choice here stays readable as a copy and nothing can be changed', async () => {
  const { attempt, port, state, connect } = open();
  connect();
  port.refuse({ ok: false, reason: 'tab' });
  attempt.answer(change(1, 1));
  await settle();
  expect(attempt.link.value).toBe('elsewhere');
  expect(state(1)).toMatchObject({ response: null, copy: option(1) });
  attempt.answer(change(2, 1));
  attempt.toggleFlag('item-2', 'q');
  await settle();
  expect(port.batches).toHaveLength(1);
  expect([state(2).response, attempt.flagged.value.size]).toEqual([null, 0]);
});

test('"Continue here" makes this tab the writer and does not turn the copy into the answer', async () => {
  const { attempt, port, state, connect } = open();
  connect();
  port.hold();
  attempt.answer(change(1, 1));
  await settle();
  port.change({ answers: [{ ...change(1, 3), state: 'device', problem: null }] }, false);
  port.release();
  await settle();
  expect(state(1)).toMatchObject({ response: option(3), copy: option(1) });
  await attempt.takeOver();
  expect(attempt.link.value).toBe('writer');
  expect(state(1)).toMatchObject({ response: option(3), copy: option(1) });
  attempt.answer(change(1, 1));
  await settle();
  expect(state(1)).toMatchObject({ response: option(1), state: 'device', copy: undefined });
});

test('clicks from before the connection wait for the token and are saved once this tab has it', async () => {
  const { attempt, port, state, connect } = open();
  attempt.answer(change(1, 1));
  port.writable = false;
  connect();
  await settle();
  expect([port.batches.length, attempt.status.value]).toEqual([0, { name: 'attention', reason: 'elsewhere' }]);
  await attempt.takeOver();
  await settle();
  expect(state(1)).toMatchObject({ response: option(1), state: 'device' });
});

test('a click from before the connection that the writing tab answered since is a copy: it is the older of the two', async () => {
  const { attempt, port, state, connect } = open();
  attempt.answer(change(1, 1));
  attempt.answer(change(2, 1));
  port.writable = false;
  connect();
  port.change({ answers: [{ ...change(1, 3), state: 'device', problem: null }] });
  expect(state(1)).toMatchObject({ response: option(3), copy: option(1) });
  await attempt.takeOver();
  await settle();
  expect(port.batches).toEqual([[change(2, 1)]]);
  expect(state(1)).toMatchObject({ response: option(3), copy: option(1) });
});

test('a choice that meets a test submitted in another tab is kept as a copy, and the test is over', async () => {
  const { attempt, port, state, connect } = open();
  connect();
  port.refuse({ ok: false, reason: 'submitted' });
  attempt.answer(change(1, 1));
  await settle();
  expect(attempt.submitted.value).toBe(true);
  expect(state(1).copy).toEqual(option(1));
  expect(attempt.canChange()).toBe(false);
});

test('submitting first commits what is unsaved', async () => {
  const { attempt, port, connect } = open();
  connect();
  port.hold();
  attempt.answer(change(1, 1));
  const result = attempt.submit();
  await settle();
  expect(attempt.submitted.value).toBe(false);
  port.release();
  expect(await result).toEqual({ ok: true });
  expect(attempt.submitted.value).toBe(true);
  expect(port.snapshot).toMatchObject({
    answers: [{ response: change(1, 1).response }],
    submitted: { received: null },
  });
});

test('what cannot be committed keeps the test from being submitted', async () => {
  const { attempt, port, connect } = open();
  connect();
  port.refuse({ ok: false, reason: 'storage', detail: 'full' });
  attempt.answer(change(1, 1));
  expect(await attempt.submit()).toMatchObject({ ok: false, reason: 'storage' });
  expect([attempt.submitted.value, port.snapshot.submitted]).toEqual([false, null]);
});

test('a test cannot be submitted before its rows are reached', async () => {
  const { attempt } = open();
  expect(await attempt.submit()).toBeNull();
});

test('a test that is reopened can be answered again', async () => {
  const { attempt, port, state, connect } = open();
  connect();
  await attempt.submit();
  port.change({ submitted: null });
  expect(attempt.submitted.value).toBe(false);
  attempt.answer(change(1, 1));
  await settle();
  expect(state(1).state).toBe('device');
});

test('flags and the place are saved, and are there when the test is opened again', async () => {
  const first = open();
  first.connect();
  first.attempt.toggleFlag('item-2', 'q');
  const second = first.attempt.questions[1];
  if (second) first.attempt.goTo(second);
  await settle();
  expect(first.port.snapshot).toMatchObject({ itemId: 'item-2', flagged: [['item-2', 'q']] });
  expect(first.port.itemsLeft).toBe(1);
  const again = open(first.port.snapshot);
  expect(again.attempt.place.value.number).toBe(2);
  expect(again.attempt.isFlagged({ itemId: 'item-2', questionId: 'q' })).toBe(true);
});

test('an item that opens late does not take the place of the one that the student went on to', async () => {
  const { attempt, port, connect } = open();
  const opens = port.item.bind(port);
  let letThrough = () => {};
  port.item = async (itemId) => {
    if (itemId === 'item-5') {
      await new Promise<void>((resolve) => {
        letThrough = resolve;
      });
    }
    return opens(itemId);
  };
  connect();
  const [, , , , fifth, , seventh] = attempt.questions;
  if (!fifth || !seventh) throw new Error('the sample is too short');
  attempt.goTo(fifth);
  attempt.goTo(seventh);
  await settle();
  letThrough();
  await settle();
  expect(attempt.item.value).toMatchObject({ state: 'open', item: { id: 'item-7' } });
});

test('closing saves what was chosen while a save was under way, and then lets go of the port', async () => {
  const { attempt, port, connect } = open();
  connect();
  attempt.answer(change(1, 1));
  attempt.answer(change(2, 3));
  await attempt.close();
  expect(port.closed).toBe(true);
  const saved = port.batches.flat().map(({ response }) => response);
  expect(saved).toEqual([{ options: [{ index: 1 }] }, { options: [{ index: 3 }] }]);
});

test('closing on a full disk lets go, and leaves no timer behind', async () => {
  const { attempt, port, timers, connect } = open();
  connect();
  port.refuse({ ok: false, reason: 'storage', detail: 'full' });
  attempt.answer(change(1, 1));
  await settle();
  await attempt.close();
  expect([port.closed, timers.size]).toEqual([true, 0]);
});

test('how often a recording was played is noted with the flags, and comes back', async () => {
  const { attempt, port, connect } = open({ plays: [['item-2', 'q', 1]] });
  connect();
  const [first, second] = attempt.questions;
  if (!first || !second) throw new Error('the sample is too short');
  expect([attempt.playsOf(first), attempt.playsOf(second)]).toEqual([0, 1]);
  attempt.played(second.itemId, second.questionId);
  attempt.toggleFlag(first.itemId, first.questionId);
  await settle();
  expect(port.snapshot).toMatchObject({ plays: [['item-2', 'q', 2]], flagged: [['item-1', 'q']] });
});
