/*
 * What crosses on the way: a batch, a submit, a claim or a list is asked, and before its answer comes something else happens, on
 * the device, on another one, or at the server. Oracle: every value that the student gave last is on the server in the end, or
 * kept there aside and said to be; and the device believes nothing that the server did not say.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readRun } from '../../../src/student/db/read-row.ts';
import { takeTab } from '../../../src/student/db/runs.ts';
import { takeBackSubmit } from '../../../src/student/db/take-back.ts';
import { chosen, type Device, type Fault, lostAnswer } from './classroom.ts';
import { everything, type Seat, takeSeat } from './seat.ts';

const TAB = 'tab-aaaaaaaaaaaaaaaa';

let s: Seat;
beforeEach(async () => {
  s = await takeSeat();
});
afterEach(() => s.school.close());

/** The server does it, then `happens`, and then the answer arrives. */
const meanwhile =
  (happens: () => Promise<unknown>): Fault =>
  async (forward) => {
    const response = await forward();
    await happens();
    return response;
  };
/** First `happens`, and then the request arrives. */
const ahead =
  (happens: () => Promise<unknown>): Fault =>
  async (forward) => {
    await happens();
    return await forward();
  };
const takeBack = (device: Device = s.device) => takeBackSubmit(device.db, { run: s.run, tab: TAB });
const runHere = async (device: Device = s.device) => readRun(await device.db.runs.get(s.run));
const onServer = async () => await s.school.getSession(s.seat.sessionId);
async function settle(device: Device = s.device): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await device.upload();
    s.school.server.clock.now += 1000;
    await device.refresh();
  }
}
async function secondDevice(): Promise<Device> {
  const other = s.school.device();
  await other.start(s.seat);
  return other;
}

describe('a submit is taken back', () => {
  test('before it goes: nothing of it reaches the server, and the test goes on', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    expect(await takeBack()).toMatchObject({ ok: true });
    await settle();
    expect(await onServer()).toMatchObject({ maturity: 'IN_PROGRESS' });
    expect(await s.onServer()).toEqual(everything);
  });

  test('while it is on its way: the server completes it, and what is answered afterwards counts all the same', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    s.device.faults = [meanwhile(() => takeBack())];
    await s.device.upload();
    expect(await runHere()).toMatchObject({ state: 'open', submit: null, receipt: null });
    expect(await s.device.answer(s.run, 0, 3)).toMatchObject({ ok: true });
    await settle();
    expect(await s.onServer()).toEqual({ ...everything, 0: 3 });
    await s.device.submit(s.run);
    await settle();
    expect(await runHere()).toMatchObject({ state: 'received', problem: null });
    expect(chosen(await onServer())).toEqual({ ...everything, 0: 3 });
  });

  test('after its acknowledgement was lost: the next submit is receipted, over what it names', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    s.device.faults = [lostAnswer];
    await s.device.upload();
    expect(await takeBack()).toMatchObject({ ok: true });
    await s.device.answer(s.run, 7, 0);
    await s.device.submit(s.run);
    await settle();
    expect(await runHere()).toMatchObject({ state: 'received', problem: null });
    expect(await s.onServer()).toEqual({ ...everything, 7: 0 });
  });

  test('and submitted again with the same answers, before and after the server heard of the first', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    s.device.faults = [
      meanwhile(async () => {
        await takeBack();
        await s.device.submit(s.run);
      }),
    ];
    await s.device.upload();
    await settle();
    await s.expectReceived();
  });

  test('when the receipt is here already: it is not', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    await settle();
    expect(await takeBack()).toEqual({ ok: false, reason: 'submitted' });
    await s.expectReceived();
  });

  test('by a tab that does not have the test any more: it is not', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    await takeTab(s.device.db, s.run, 'tab-bbbbbbbbbbbbbbbb');
    expect(await takeBack()).toEqual({ ok: false, reason: 'tab' });
    await settle();
    await s.expectReceived();
  });

  test('while staff open the attempt again, which the server had complete', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    s.device.faults = [lostAnswer];
    await s.device.upload();
    await takeBack();
    await s.post('reopen');
    await s.device.answer(s.run, 3, 0);
    await settle();
    await s.device.submit(s.run);
    await settle();
    expect(await runHere()).toMatchObject({ state: 'received', opening: 2 });
    expect(await s.onServer()).toEqual({ ...everything, 3: 0 });
    expect(await onServer()).toMatchObject({ maturity: 'COMPLETE' });
  });

  test('of a run that staff put away meanwhile: everything is kept, and counts when they restore it', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    s.device.faults = [lostAnswer];
    await s.device.upload();
    await takeBack();
    await s.post('reset');
    await s.device.answer(s.run, 2, 0);
    await settle();
    expect(await runHere()).toMatchObject({ state: 'stranded' });
    await s.post('restore', { run: s.run });
    await settle();
    expect(await s.onServer()).toEqual({ ...everything, 2: 0 });
  });
});

describe('a reopening', () => {
  test('comes while a submit of the same opening is on its way, and the submit is older than it', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    s.device.faults = [lostAnswer];
    await s.device.upload();
    await s.post('reopen');
    await settle();
    expect(await runHere()).toMatchObject({ state: 'open', opening: 2, submit: null });
    expect(await onServer()).toMatchObject({ maturity: 'IN_PROGRESS' });
    await s.device.answer(s.run, 5, 3);
    await s.device.submit(s.run);
    await settle();
    expect(await runHere()).toMatchObject({ state: 'received', opening: 2 });
    expect(await s.onServer()).toEqual({ ...everything, 5: 3 });
  });

  test('comes between the commit of a submit and its answer', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    s.device.faults = [meanwhile(() => s.post('reopen'))];
    await s.device.upload();
    expect(await runHere()).toMatchObject({ state: 'received' });
    await settle();
    expect(await runHere()).toMatchObject({ state: 'open', opening: 2 });
    await s.device.submit(s.run);
    await settle();
    await s.expectReceived();
  });

  test('comes before a submit arrives that was never received: there is nothing to open, and the submit counts', async () => {
    await s.answerAll();
    await s.device.upload();
    await s.device.submit(s.run);
    s.device.faults = [ahead(() => s.post('reopen'))];
    await s.device.upload();
    await settle();
    await s.expectReceived();
  });

  test('comes twice, with a submit between, while the device is away', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    await settle();
    await s.post('reopen');
    await s.post('responses', { submitForScoring: true, responses: [] });
    await s.post('reopen');
    await settle();
    expect(await runHere()).toMatchObject({ state: 'open', opening: 3 });
    await s.device.answer(s.run, 1, 0);
    await s.device.submit(s.run);
    await settle();
    expect(await s.onServer()).toEqual({ ...everything, 1: 0 });
    expect(await runHere()).toMatchObject({ state: 'received' });
  });
});

describe('reset and restore', () => {
  test('and reset again, around a batch that was on its way through all of them', async () => {
    await s.device.answer(s.run, 0, 0);
    s.device.faults = [
      ahead(async () => {
        await s.post('responses', { responses: [{ itemId: 'item-7', questions: [{ id: 'q', response: null }] }] });
        await s.post('responses', {
          responses: [{ itemId: 'item-7', questions: [{ id: 'q', response: { options: [{ index: 1 }] } }] }],
        });
        await s.post('reset');
        await s.post('restore', { run: s.run });
        await s.post('reset');
      }),
    ];
    await s.device.upload();
    expect(await runHere()).toMatchObject({ state: 'stranded', held: expect.any(String) });
    await s.post('restore', { run: s.run });
    await settle();
    expect(await s.onServer()).toEqual({ 0: 0, 7: 1 });
    // The student opens it again.
    expect(await s.device.claim(s.run)).toBe(true);
    expect(await runHere()).toMatchObject({ state: 'open', problem: null });
  });

  test('between the halves of a long upload: the half that came and the half that stranded are both there', async () => {
    await s.answerAll();
    s.device.memory.halve(s.run, 8);
    s.device.faults = [meanwhile(() => s.post('reset'))];
    await s.device.upload();
    await settle();
    expect(await runHere()).toMatchObject({ state: 'stranded' });
    await s.post('restore', { run: s.run });
    await settle();
    expect(await s.onServer()).toEqual(everything);
  });

  test('of a submit that stranded: restored, it is receipted without the student doing anything', async () => {
    await s.answerAll();
    await s.device.submit(s.run);
    await s.post('responses', { responses: [{ itemId: 'item-0', questions: [{ id: 'q', response: null }] }] });
    s.device.faults = [
      ahead(() => s.post('responses', { submitForScoring: true, responses: [] }).then(() => s.post('reset'))),
    ];
    await s.device.upload();
    await s.post('restore', { run: s.run });
    await settle();
    expect(await runHere()).toMatchObject({ state: 'received' });
    expect(await s.onServer()).toEqual(everything);
  });
});

describe('claims that cross', () => {
  test('two devices claim in turn, each with answers that it has not sent: none of either is gone', async () => {
    await s.device.answer(s.run, 0, 0);
    await s.device.upload();
    const other = await secondDevice();
    await other.claim(s.run);
    await s.device.answer(s.run, 1, 1);
    await other.answer(s.run, 2, 2);
    await s.device.claim(s.run);
    await other.answer(s.run, 3, 3);
    await other.claim(s.run);
    for (const device of [s.device, other, s.device]) await settle(device);
    expect(await s.onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
  });

  test('an answer is saved while the claim is on its way: what the claim brings does not take its place', async () => {
    await s.device.answer(s.run, 0, 0);
    await s.device.upload();
    const other = await secondDevice();
    await other.claim(s.run);
    await other.answer(s.run, 0, 2);
    await settle(other);
    s.device.always = async (forward, { path }) => {
      const response = await forward();
      if (path.endsWith('/claim')) await s.device.answer(s.run, 0, 1);
      return response;
    };
    await s.device.claim(s.run);
    s.device.always = null;
    expect(await s.device.answers(s.run)).toEqual({ 0: 1 });
    await settle();
    expect(await s.onServer()).toEqual({ 0: 1 });
  });

  test('the test is submitted while a claim is on its way: the submit names what was on the screen, and is received', async () => {
    await s.answerAll();
    s.device.always = async (forward, { path }) => {
      const response = await forward();
      if (path.endsWith('/claim')) await s.device.submit(s.run);
      return response;
    };
    await s.device.claim(s.run);
    s.device.always = null;
    await settle();
    await s.expectReceived();
  });

  test('a claim whose answer is lost, and another device’s after it: the first one finds itself left', async () => {
    await s.device.answer(s.run, 0, 0);
    s.device.always = lostAnswer;
    await s.device.claim(s.run).catch(() => undefined);
    s.device.always = null;
    const other = await secondDevice();
    await other.claim(s.run);
    await other.answer(s.run, 1, 1);
    await settle(other);
    await settle();
    expect(await runHere()).toMatchObject({ state: 'stranded' });
    expect(await s.onServer()).toEqual({ 0: 0, 1: 1 });
  });
});

test('staff put a newer version of the test while it is open: it is finished on the version that it was begun on', async () => {
  await s.device.answer(s.run, 0, 0);
  await s.device.upload();
  await s.school.putExam(5, { name: 'Another test by the same name' });
  await s.answerAll();
  await s.device.submit(s.run);
  await settle();
  await s.expectReceived();
});

test('a retake is asked for while the journal holds answers of the attempt before: they stay with it', async () => {
  await s.answerAll();
  await s.device.submit(s.run);
  await settle();
  const other = await secondDevice();
  await other.answer(s.run, 0, 2);
  await settle(other);
  expect(await s.device.retake(s.seat.sessionId)).toBe('ok');
  await settle();
  await s.device.getReady(s.seat.sessionId);
  const next = await s.device.open(s.seat.sessionId);
  await s.device.answer(next, 4, 1);
  await settle();
  expect(await s.onServer()).toEqual({ 4: 1 });
  expect(await onServer()).toMatchObject({ maturity: 'IN_PROGRESS' });
  await s.post('restore', { run: s.run });
  expect(await s.onServer()).toEqual(everything);
});
