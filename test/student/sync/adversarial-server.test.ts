/*
 * What a server or a device that has forgotten, or has something else, can do to a test. One attack a test. The oracle is always the same: every answer of the student is on the
 * device or on the server, nothing is called safe that is not, and when the attack is over the server has everything.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from './classroom.ts';
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

describe('the server has something else than the device thinks', () => {
  test('less than it acknowledged: the device goes back and sends again', async () => {
    await answerAll();
    await device.db.runs.update(run, { ackedSeq: 5 });
    await device.upload();
    expect(device.sent.map(({ sync }) => sync.baseSeq)).toEqual([5, 0]);
    expect(await onServer()).toEqual(everything);
  });

  test('another value than the submit names: what differs is sent again and the submit holds', async () => {
    await answerAll();
    await device.answer(run, 3, 0);
    await device.upload();
    // A value that changed on the disk without a number of its own.
    await device.db.answers.update([run, 'item-3', 'q'], { response: { options: [{ index: 3 }] } });
    await device.submit(run);
    await device.upload();
    await expectReceived();
  });

  test('it was restored from a backup: every answer and the receipt are asked for again', async () => {
    const restore = await school.backUp();
    await answerAll();
    await device.submit(run);
    await device.upload();
    await expectReceived();
    const [before] = await device.db.partitions.toArray();
    await restore();
    expect(await onServer()).toEqual({});
    // Nothing is unsent for the device: it hears of the other store with its next list.
    expect(await device.refresh()).toBe('ok');
    expect(await device.run(run)).toMatchObject({ state: 'submitted', ackedSeq: 0, receipt: null });
    await device.upload();
    await expectReceived();
    const [after] = await device.db.partitions.toArray();
    expect(after?.storeId).not.toBe(before?.storeId);
  });

  test('it was restored in the middle of a test: the next upload brings everything back', async () => {
    const restore = await school.backUp();
    await answerAll();
    await device.upload();
    await restore();
    await device.answer(run, 0, 0);
    await device.submit(run);
    await device.upload();
    await expectReceived();
  });

  test('the receipt is forged: waiting is what the student is told, until the real one comes', async () => {
    await answerAll();
    await device.submit(run);
    const forged: Fault = async (forward) => {
      const answer = (await (await forward()).json()) as { receipt: string };
      const [head, body] = answer.receipt.split('.');
      return Response.json({ ...answer, receipt: `${head}.${body}.${'A'.repeat(86)}` });
    };
    device.faults = [forged, forged];
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'submitted', receipt: null });
    await device.upload();
    await expectReceived();
  });

  test('an integrator answered what the student had not: it is shown, and is no answer of this device', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    await post('responses', {
      responses: [
        { itemId: 'item-0', questions: [{ id: 'q', response: { options: [{ index: 1 }] } }] },
        { itemId: 'item-1', questions: [{ id: 'q', response: { options: [{ index: 2 }] } }] },
      ],
    });
    await device.answer(run, 2, 0);
    const { fetch } = await device.upload();
    expect(fetch).toEqual(new Set([run]));
    expect(await device.claim(run)).toBe(true);
    expect(await device.answers(run)).toEqual({ 0: 3, 1: 2, 2: 0 });
    expect((await device.upload()).fetch).toEqual(new Set());
    await device.submit(run);
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'received', submit: { count: 2 } });
  });
});

describe('on the device', () => {
  describe('its database is put back from an older copy', () => {
    let writer: string;
    beforeEach(async () => {
      await device.answer(run, 0, 3);
      await device.upload();
      const copy = { run: await device.run(run), answers: await device.db.answers.toArray() };
      for (let item = 0; item < 4; item++) await device.answer(run, item, 0);
      await device.upload();
      await device.db.answers.clear();
      await device.db.answers.bulkPut(copy.answers);
      await device.db.runs.put(copy.run);
      writer = copy.run.writer;
    });

    test('the next answer is not taken for a repeat: it goes up under a new writer, and the lost ones come back', async () => {
      await device.answer(run, 5, 1);
      await device.upload();
      expect((await device.run(run)).writer).not.toBe(writer);
      expect(await onServer()).toEqual({ 0: 0, 1: 0, 2: 0, 3: 0, 5: 1 });
      await device.claim(run);
      expect(await device.answers(run)).toEqual({ 0: 0, 1: 0, 2: 0, 3: 0, 5: 1 });
    });

    test('the list tells it as well, before anything is answered', async () => {
      await device.refresh();
      expect((await device.run(run)).writer).not.toBe(writer);
    });

    test('when more was answered offline than was lost, the submit finds out and repairs it', async () => {
      await answerAll();
      await device.submit(run);
      await device.upload();
      await expectReceived();
    });
  });

  test('it is wiped in the middle of a test: a new writer, and what was sent comes back', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    const { writer } = await device.run(run);
    const wiped = school.device();
    await wiped.start(seat);
    await wiped.claim(run);
    expect(await wiped.answers(run)).toEqual({ 0: 3 });
    expect((await wiped.run(run)).writer).not.toBe(writer);
    await answerAll(wiped);
    await wiped.submit(run);
    await wiped.upload();
    expect(await onServer()).toEqual(everything);
    expect(await wiped.run(run)).toMatchObject({ state: 'received' });
  });

  test('an answer that this version cannot read goes to the journal as it is, and the rest counts', async () => {
    await answerAll();
    await device.db.answers.update([run, 'item-2', 'q'], { response: { hologram: 7 } as never });
    await device.upload();
    const { 2: unreadable, ...rest } = everything;
    expect(unreadable).toBe(2);
    expect(await onServer()).toEqual(rest);
    const journal = await school.api('GET', `/api/exam-session/${seat.sessionId}/quarantined`);
    expect(journal).toMatchObject({ items: [{ itemId: 'item-2', raw: '{"hologram":7}' }] });
    expect(await device.db.answers.get([run, 'item-2', 'q'])).toMatchObject({ response: { hologram: 7 } });
  });

  test('a run of another version of the app does not keep the others from going up', async () => {
    await device.answer(run, 0, 3);
    await device.db.runs.put({ run: 'a-run-from-the-future', shape: 'unknown' } as never);
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3 });
    expect(await device.db.runs.get('a-run-from-the-future')).toEqual({
      run: 'a-run-from-the-future',
      shape: 'unknown',
    });
  });

  test('a maturity that a newer server invented opens nothing and deletes nothing', async () => {
    await answerAll();
    await device.submit(run);
    await device.upload();
    device.always = async (forward) => {
      const list = (await (await forward()).json()) as { items: object[] };
      return Response.json({ ...list, items: list.items.map((item) => ({ ...item, maturity: 'PAUSED', opening: 5 })) });
    };
    expect(await device.refresh()).toBe('ok');
    expect(await device.run(run)).toMatchObject({ state: 'received', opening: 5 });
    expect(await device.answers(run)).toEqual(everything);
  });
});
