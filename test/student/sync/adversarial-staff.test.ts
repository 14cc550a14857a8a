/*
 * What staff and a second device can do to a test. One attack a test. The oracle is always the same: every answer of the student is on the
 * device or on the server, nothing is called safe that is not, and when the attack is over the server has everything.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPartitions } from '../../../src/student/db/partitions.ts';
import { readAttempt } from '../../../src/student/db/read-attempt.ts';
import { MOVED, RESTARTED } from '../../../src/student/db/run-transition.ts';
import { attemptSnapshot } from '../../../src/student/session/snapshot.ts';
import { type Device, lostAnswer, page } from './classroom.ts';
import { everything, type Seat, takeSeat } from './seat.ts';

let school: Seat['school'];
let device: Seat['device'];
let seat: Seat['seat'];
let run: Seat['run'];
let answerAll: Seat['answerAll'];
let onServer: Seat['onServer'];
let post: Seat['post'];
let expectReceived: Seat['expectReceived'];

beforeEach(async () => {
  ({ school, device, seat, run, answerAll, onServer, post, expectReceived } = await takeSeat());
});
afterEach(() => school.close());

describe('staff act while answers are unsent', () => {
  test('reset: the answers go to the journal, signed for; the student is told, and starts again', async () => {
    await answerAll();
    await device.upload();
    await device.answer(run, 0, 3);
    await post('reset');
    const { refresh } = await device.upload();
    expect(refresh.size).toBe(1);
    expect(await device.run(run)).toMatchObject({ state: 'stranded', problem: RESTARTED, ackedSeq: 9 });
    expect((await device.run(run)).held).not.toBeNull();
    expect(await device.answers(run)).toEqual({ ...everything, 0: 3 });
    expect(await onServer()).toEqual({});
    await device.refresh();
    const fresh = await device.open(seat.sessionId);
    expect(fresh).not.toBe(run);
    await device.answer(fresh, 0, 1);
    await device.upload();
    expect(await onServer()).toEqual({ 0: 1 });
  });

  test('reset, heard of first by the list: nothing unsent is forgotten', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    await device.answer(run, 1, 2);
    await post('reset');
    await device.refresh();
    expect(await device.run(run)).toMatchObject({ state: 'stranded', problem: RESTARTED });
    await device.answer(run, 2, 1);
    await device.upload();
    expect(await device.run(run)).toMatchObject({ seq: 3, ackedSeq: 3, state: 'stranded' });
    const journal = await school.api('GET', `/api/exam-session/${seat.sessionId}/stranded`);
    expect(journal).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ itemId: 'item-2' })]) });
  });

  test('reset before a submit that was made offline: kept, never called received', async () => {
    await answerAll();
    await device.upload();
    await device.answer(run, 0, 0);
    await device.submit(run);
    await post('reset');
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'stranded', receipt: null, submit: { count: 8 } });
    expect(await device.upload()).toMatchObject({ tried: false });
  });

  test('reset, and the reset undone: the submit counts after all', async () => {
    await answerAll();
    await device.upload();
    await post('reset');
    await device.answer(run, 0, 0);
    await device.submit(run);
    await device.upload();
    expect((await device.run(run)).state).toBe('stranded');
    await device.refresh();
    await post('restore', { run });
    expect(await onServer()).toEqual(everything);
    expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE' });
    await device.refresh();
    await device.upload();
    await expectReceived();
    expect((await device.run(run)).problem).toBeNull();
  });

  test('reopen after it was received: open again with its answers, and submitted anew', async () => {
    await answerAll();
    await device.answer(run, 7, 0);
    await device.submit(run);
    await device.upload();
    await post('reopen');
    await device.refresh();
    expect(await device.run(run)).toMatchObject({ state: 'open', opening: 2, submit: null, receipt: null });
    expect(await device.answer(run, 7, 3)).toMatchObject({ ok: true });
    await device.submit(run);
    await device.upload();
    await expectReceived();
  });

  test('reopen before the receipt reached the device: open again', async () => {
    await answerAll();
    await device.submit(run);
    device.faults = [lostAnswer];
    await device.upload();
    await post('reopen');
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'open', opening: 2 });
    await device.submit(run);
    await device.upload();
    await expectReceived();
  });

  test('retake: the new attempt begins empty, and the first stays received', async () => {
    await answerAll();
    await device.submit(run);
    await device.upload();
    expect(await device.retake(seat.sessionId)).toBe('ok');
    await device.refresh();
    const second = await device.open(seat.sessionId);
    expect(await device.answers(second)).toEqual({});
    await device.answer(second, 0, 1);
    await device.upload();
    expect(await onServer()).toEqual({ 0: 1 });
    expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
    expect(await device.run(second)).toMatchObject({ attempt: 2 });
  });

  test('a list that was asked before a retake and arrives after it changes nothing', async () => {
    await answerAll();
    await device.submit(run);
    await device.upload();
    let late: Response | null = null;
    device.always = async (forward, request) => {
      late = await forward();
      return await page(200)(forward, request);
    };
    await device.refresh();
    device.always = null;
    school.server.clock.now += 1000;
    await device.retake(seat.sessionId);
    await device.refresh();
    const second = await device.open(seat.sessionId);
    await device.answer(second, 0, 1);
    device.always = async () => late ?? expect.fail('the list was never asked');
    await device.refresh();
    expect(await device.run(second)).toMatchObject({ state: 'open', problem: null });
    expect((await device.session(seat.sessionId)).listed.run).toBe(second);
  });
});

describe('a second device', () => {
  let other: Device;
  beforeEach(async () => {
    other = school.device();
  });

  /** Where the screen says that each answer of the first device is, by item number. */
  const shown = async () => {
    const [partition] = await readPartitions(device.db);
    const rows = partition && (await readAttempt(device.db, partition.partition, run));
    if (!rows) return expect.fail('the run is not on the device');
    const { answers } = attemptSnapshot(rows, null);
    return Object.fromEntries(answers.map(({ itemId, state }) => [Number(itemId.slice(5)), state]));
  };

  /** The first device answers 0, the second claims and answers 1, and what the first answers there goes to the journal. */
  const leaveBehind = async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    await other.start(seat);
    await other.claim(run);
    await other.answer(run, 1, 2);
    await other.upload();
    await device.answer(run, 1, 0);
    await device.upload();
    expect(await shown()).toEqual({ 0: 'attention', 1: 'attention' });
  };

  test('makes the first keep its answer aside; a submit there does not make it look safe', async () => {
    await leaveBehind();
    await device.submit(run);
    expect(await shown()).toEqual({ 0: 'server', 1: 'attention' });
    await device.upload();
    expect(await shown()).toEqual({ 0: 'attention', 1: 'attention' });
  });

  test('makes the first keep its answer aside; nor does a reopening', async () => {
    await leaveBehind();
    await device.submit(run);
    await device.upload();
    await other.submit(run);
    await other.upload();
    await post('reopen');
    await device.refresh();
    expect(await device.run(run)).toMatchObject({ state: 'open', opening: 2 });
    expect(await shown()).toEqual({ 0: 'server', 1: 'attention' });
    // It takes the test back, and goes on with what stands.
    await device.claim(run);
    await device.upload();
    expect(await shown()).toEqual({ 0: 'server', 1: 'server' });
    expect(await device.answers(run)).toEqual(await onServer());
  });

  test('an attempt that was put away and is submitted here is not said to be on the server', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    await post('reset');
    await device.refresh();
    await device.submit(run);
    expect(await shown()).toEqual({ 0: 'attention' });
    await device.upload();
    await post('restore', { run });
    await device.refresh();
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
    expect(await shown()).toEqual({ 0: 'server' });
  });

  test('that claims goes on with the answers so far; the first is fenced off, and loses nothing', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    await other.start(seat);
    expect(await other.claim(run)).toBe(true);
    expect(await other.answers(run)).toEqual({ 0: 3 });
    await other.answer(run, 1, 2);
    await other.upload();
    await device.answer(run, 1, 0);
    await device.answer(run, 2, 1);
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'stranded', problem: MOVED });
    // What nobody had answered is filled at once; what differs waits for staff.
    expect(await onServer()).toEqual({ 0: 3, 1: 2, 2: 1 });
    const journal = await school.api('GET', `/api/exam-session/${seat.sessionId}/stranded`);
    expect(journal).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ itemId: 'item-1' })]) });
  });

  test('and back again: the student goes on with what they last saw, and submits it', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    await other.start(seat);
    await other.claim(run);
    for (let item = 0; item < 4; item++) await other.answer(run, item, item % 4);
    await other.upload();
    await device.answer(run, 1, 0);
    await device.upload();
    expect((await device.run(run)).state).toBe('stranded');
    expect(await device.claim(run)).toBe(true);
    expect(await device.run(run)).toMatchObject({ state: 'open', problem: null });
    expect(await device.answers(run)).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
    for (let item = 4; item < 8; item++) await device.answer(run, item, item % 4);
    await device.submit(run);
    await device.upload();
    await expectReceived();
  });

  test('and back again, where the server had an answer whose acknowledgement was lost: what the student sees stands', async () => {
    await device.answer(run, 0, 3);
    device.faults = [lostAnswer];
    await device.upload();
    await other.start(seat);
    await other.claim(run);
    await other.answer(run, 0, 1);
    await other.upload();
    await device.claim(run);
    await device.upload();
    expect(await device.answers(run)).toEqual({ 0: 3 });
    expect(await onServer()).toEqual({ 0: 3 });
  });

  test('that starts without a network strands beside the holder, and fills what the holder has not', async () => {
    await other.start(seat);
    await device.answer(run, 0, 3);
    await device.upload();
    await other.answer(run, 0, 1);
    await other.answer(run, 1, 1);
    await other.upload();
    expect(await onServer()).toEqual({ 0: 3, 1: 1 });
    expect(await other.run(run)).toMatchObject({ state: 'stranded', problem: MOVED });
    expect(await other.answers(run)).toEqual({ 0: 1, 1: 1 });
  });

  test('after the first was released by a proctor holds the run with its first upload', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    await other.start(seat);
    await post('release');
    await other.answer(run, 1, 1);
    await other.upload();
    expect(await other.run(run)).toMatchObject({ state: 'open', claimed: false });
    await other.claim(run);
    expect(await other.run(run)).toMatchObject({ state: 'open', claimed: true, epoch: 2 });
    expect(await other.answers(run)).toEqual({ 0: 3, 1: 1 });
    expect(await onServer()).toEqual({ 0: 3, 1: 1 });
  });
});
