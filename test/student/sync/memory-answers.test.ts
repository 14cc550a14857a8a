/*
 * Answers that the disk does not take, over the real server. Oracle: for each question the value that the student gave last,
 * whatever comes late; and "the server has it" only of what stands there. A push under the disk's own writer, or a server that
 * goes by arrival, fails it.
 */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportResponses } from '../../../src/student/sync/export-responses.ts';
import { MemoryAnswers } from '../../../src/student/sync/memory-answers.ts';
import { failWrites } from '../db/failing-disk.ts';
import { chosen, type Device, type Fault, offline, openSchool, page, problem, type School } from './classroom.ts';

let school: School;
let device: Device;
let seat: { sessionId: string; ticket: string };
let run: string;
let memory: MemoryAnswers;
beforeEach(async () => {
  school = await openSchool();
  seat = await school.createSession('ada');
  device = school.device();
  run = await device.start(seat);
  memory = new MemoryAnswers(device.http, () => device.now);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await school.close();
});

const choice = (item: number, index: number | null) => ({
  itemId: `item-${item}`,
  questionId: 'q',
  response: index === null ? null : { options: [{ index }] },
});
const push = async (...changes: Array<ReturnType<typeof choice>>) => memory.push(await device.run(run), changes);
const onServer = async () => chosen(await school.getSession(seat.sessionId));

describe('what the disk does not take', () => {
  test('is on the server at once, and is nothing that the disk counts', async () => {
    await device.answer(run, 0, 0);
    await device.upload();
    const disk = failWrites('answers', 'QuotaExceededError');
    expect(await device.answer(run, 1, 1)).toMatchObject({ ok: false });
    expect(await push(choice(1, 1))).toBe(true);
    disk.heal();
    expect(await onServer()).toEqual({ 0: 0, 1: 1 });
    const { seq, ackedSeq } = await device.run(run);
    expect([seq, ackedSeq]).toEqual([1, 1]);
  });

  test('goes once, and each later change of it once more', async () => {
    expect(await push(choice(1, 1))).toBe(true);
    expect(await push(choice(1, 1))).toBe(true);
    expect(device.sent).toHaveLength(1);
    expect(await push(choice(1, 2), choice(2, 0))).toBe(true);
    expect(await push(choice(1, null), choice(2, 0))).toBe(true);
    expect(device.sent.map(({ sync }) => [sync.baseSeq, sync.lastSeq])).toEqual([
      [0, 1],
      [1, 3],
      [3, 4],
    ]);
    expect(await onServer()).toEqual({ 2: 0 });
  });

  test('is written by the disk later as if nothing had been', async () => {
    await push(choice(1, 1), choice(2, 2));
    await device.answer(run, 1, 1);
    await device.answer(run, 2, 3);
    memory.forget(run);
    await device.submit(run);
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
    expect(await onServer()).toEqual({ 1: 1, 2: 3 });
  });
});

describe('what comes late', () => {
  /** Holds a request back until it is let go. */
  function held(): { fault: Fault; arrive: () => Promise<unknown> } {
    let arrive: () => Promise<unknown> = () => Promise.resolve();
    return {
      fault: async (forward) => {
        arrive = forward;
        throw new TypeError('gave up waiting');
      },
      arrive: () => arrive(),
    };
  }

  test('of what the disk had before does not replace it', async () => {
    await device.answer(run, 1, 0);
    await push(choice(1, 3));
    await device.upload();
    expect(await onServer()).toEqual({ 1: 3 });
  });

  test('of it does not replace what the disk took afterwards', async () => {
    const late = held();
    device.faults = [late.fault];
    expect(await push(choice(1, 0))).toBe(false);
    await device.answer(run, 1, 3);
    await device.upload();
    await late.arrive();
    expect(await onServer()).toEqual({ 1: 3 });
  });

  test('of one outage does not replace what another one brought', async () => {
    const late = held();
    device.faults = [late.fault];
    expect(await push(choice(1, 0))).toBe(false);
    await device.answer(run, 2, 2);
    expect(await push(choice(1, 3))).toBe(true);
    await late.arrive();
    expect(await onServer()).toEqual({ 1: 3 });
    await device.upload();
    expect(await onServer()).toEqual({ 1: 3, 2: 2 });
  });
});

describe('"the server has it" is not said', () => {
  test.each([
    ['without a network', offline],
    ['by a captive portal', page(200)],
    ['by a server that is full', problem('unavailable', 503)],
    ['of what the server refuses', problem('invalid', 422)],
    ['by a server that does not know the run', problem('not-found', 404)],
  ])('%s, and the next try brings it', async (_, fault) => {
    device.faults = [fault];
    expect(await push(choice(1, 1))).toBe(false);
    expect(await push(choice(1, 1))).toBe(true);
    expect(await onServer()).toEqual({ 1: 1 });
  });

  test('before the time that the server asked for is over', async () => {
    device.faults = [problem('rate-limited', 429, { headers: { 'Retry-After': '20' } })];
    expect(await push(choice(1, 1))).toBe(false);
    device.now += 19_000;
    expect(await push(choice(1, 1))).toBe(false);
    expect(device.sent).toHaveLength(1);
    device.now += 1000;
    expect(await push(choice(1, 1))).toBe(true);
  });

  test('of a test that staff started again: it is kept aside', async () => {
    await device.answer(run, 0, 0);
    await device.upload();
    await school.api('POST', `/api/exam-session/${seat.sessionId}/reset`);
    expect(await push(choice(1, 1))).toBe(false);
    const journal = await school.api('GET', `/api/exam-session/${seat.sessionId}/stranded`);
    expect(journal).toMatchObject({ items: [{ run, itemId: 'item-1' }] });
  });

  test('of a test that another device holds', async () => {
    await device.answer(run, 0, 0);
    await device.upload();
    const other = school.device();
    await other.start(seat);
    await other.claim(run);
    await other.answer(run, 1, 3);
    await other.upload();
    expect(await push(choice(1, 1))).toBe(false);
    expect(await onServer()).toEqual({ 0: 0, 1: 3 });
  });
});

test('a server that was restored from before it came gets all of it once more', async () => {
  const restore = await school.backUp();
  await push(choice(1, 1));
  await push(choice(2, 2));
  await restore();
  expect(await push(choice(2, 2), choice(3, 3))).toBe(true);
  expect(await onServer()).toEqual({ 1: 1, 2: 2, 3: 3 });
});

test('a file takes it along, and the server takes it from there', async () => {
  await device.answer(run, 0, 0);
  device.always = offline;
  await push(choice(1, 1));
  const elsewhere = { memory: await memory.lines(() => true), copies: async () => [] };
  const file = await exportResponses(device.db, () => true, device.now, elsewhere);
  expect(file).toMatchObject({ runs: 2 });
  const headers = { authorization: school.server.authorization, 'content-type': 'text/plain' };
  await school.fetch('/api/import/responses', { method: 'POST', headers, body: file?.text ?? '' });
  expect(await onServer()).toEqual({ 0: 0, 1: 1 });
});

test('the student goes on at the same answers when the window was closed before the disk worked again', async () => {
  await device.answer(run, 0, 0);
  await device.answer(run, 1, 0);
  await device.upload();
  await push(choice(1, 3), choice(2, 2));
  // Nothing of the window is left.
  await device.refresh();
  const listed = (await device.session(seat.sessionId)).listed.revision;
  expect(listed).toBeGreaterThan((await device.run(run)).revision);
  await device.claim(run);
  expect(await device.answers(run)).toEqual({ 0: 0, 1: 3, 2: 2 });
  await device.answer(run, 3, 3);
  await device.submit(run);
  await device.upload();
  expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
  expect(await onServer()).toEqual({ 0: 0, 1: 3, 2: 2, 3: 3 });
});

test('what was saved after it is not taken back by a claim', async () => {
  await device.answer(run, 1, 0);
  await device.upload();
  await push(choice(1, 3));
  await device.answer(run, 1, 2);
  await device.claim(run);
  expect(await device.answers(run)).toEqual({ 1: 2 });
  await device.upload();
  expect(await onServer()).toEqual({ 1: 2 });
});
