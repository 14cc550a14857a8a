/*
 * What the network, and a server that fails, can do to a test. One attack a test. The oracle is always the same: every answer of the student is on the
 * device or on the server, nothing is called safe that is not, and when the attack is over the server has everything.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chosen, type Fault, lostAnswer, offline, page, problem } from './classroom.ts';
import { everything, type Seat, takeSeat } from './seat.ts';

let school: Seat['school'];
let device: Seat['device'];
let seat: Seat['seat'];
let run: Seat['run'];
let answerAll: Seat['answerAll'];
let onServer: Seat['onServer'];
let expectReceived: Seat['expectReceived'];

beforeEach(async () => {
  ({ school, device, seat, run, answerAll, onServer, expectReceived } = await takeSeat());
});
afterEach(() => school.close());

describe('on the way', () => {
  test('the server commits, and the acknowledgement is lost', async () => {
    await answerAll();
    await device.submit(run);
    device.faults = [lostAnswer];
    expect(await device.upload()).toMatchObject({ retry: true });
    expect(await device.run(run)).toMatchObject({ state: 'submitted', ackedSeq: 0 });
    await device.upload();
    await expectReceived();
  });

  test('every acknowledgement of ten is lost', async () => {
    await answerAll();
    await device.submit(run);
    device.faults = Array(10).fill(lostAnswer);
    for (let pass = 0; pass < 11; pass++) await device.upload();
    await expectReceived();
  });

  test('a request arrives twice, the second time long after newer answers', async () => {
    let replay: () => Promise<Response> = () => expect.fail('nothing was sent');
    const recorded: Fault = (forward) => {
      replay = forward;
      return forward();
    };
    await device.answer(run, 0, 3);
    device.faults = [recorded];
    await device.upload();
    await answerAll();
    await device.upload();
    expect((await replay()).status).toBe(200);
    expect(await onServer()).toEqual(everything);
  });

  test('answers come while an upload is on its way', async () => {
    await device.answer(run, 0, 3);
    device.faults = [
      async (forward) => {
        const response = await forward();
        await device.answer(run, 0, 1);
        await device.answer(run, 1, 1);
        return response;
      },
    ];
    await device.upload();
    expect(await onServer()).toEqual({ 0: 1, 1: 1 });
    expect(await device.run(run)).toMatchObject({ seq: 3, ackedSeq: 3 });
  });

  test('the student submits while an upload is on its way', async () => {
    await answerAll();
    device.faults = [
      async (forward) => {
        await device.submit(run);
        return await forward();
      },
    ];
    await device.upload();
    await expectReceived();
  });

  test.each<[string, Fault]>([
    ['there is no network', offline],
    ['a captive portal answers 200 with its own page', page(200)],
    ['a school filter answers 403', page(403)],
    ['a proxy asks for its own sign-in with 401', page(401)],
    ['a proxy finds it too large with 413', page(413)],
    ['a proxy does not know the address: 404', page(404)],
    ['a gateway is broken: 502', page(502, { 'Retry-After': '86400' })],
    ['somebody answers 200 with JSON of their own', async () => Response.json({ ok: true })],
    ['the server restarts: 503', problem('unavailable', 503)],
  ])('%s: nothing changes on the device, and it goes up later', async (_, fault) => {
    await answerAll();
    await device.submit(run);
    const before = { run: await device.run(run), answers: await device.answers(run) };
    device.faults = [fault];
    expect(await device.upload()).toMatchObject({ retry: true, retryAfterMs: null });
    expect({ run: await device.run(run), answers: await device.answers(run) }).toEqual(before);
    expect(device.sent).toHaveLength(1);
    await device.upload();
    await expectReceived();
  });

  test('the server is full and says for how long', async () => {
    await device.answer(run, 0, 3);
    device.faults = [problem('rate-limited', 429, { headers: { 'Retry-After': '20' } })];
    expect(await device.upload()).toMatchObject({ retry: true, retryAfterMs: 20_000 });
  });

  test('one student’s upload hits no network: the others are not tried in vain', async () => {
    await device.answer(run, 0, 3);
    const other = await device.start(await school.createSession('grace'));
    await device.answer(other, 0, 3);
    device.always = offline;
    await device.upload();
    expect(device.sent).toHaveLength(1);
  });
});

describe('a server that fails on something', () => {
  /** Fails as long as a batch holds more than `most` answers, or this item among the answers. */
  const chokesOn =
    (name: string, status: number, chokes: (items: string[]) => boolean): Fault =>
    async (forward) => {
      const items = device.sent.at(-1)?.responses.map(({ itemId }) => itemId) ?? [];
      return chokes(items) ? await problem(name, status)(forward, { path: '', init: {} }) : await forward();
    };

  test('413: the batch is halved until it fits', async () => {
    await answerAll();
    await device.submit(run);
    device.always = chokesOn('too-large', 413, (items) => items.length > 2);
    await device.upload();
    expect(device.sent.map(({ responses }) => responses.length)).toEqual([8, 4, 2, 4, 2, 4, 2, 2]);
    await expectReceived();
  });

  test('500 for one answer: after three times each the batch is halved, that answer goes on as quarantined, the rest counts', async () => {
    await answerAll();
    device.always = chokesOn('internal', 500, (items) => items.includes('item-5'));
    for (let pass = 0; pass < 40; pass++) await device.upload();
    const { 5: refused, ...rest } = everything;
    expect(refused).toBe(1);
    expect(await onServer()).toEqual(rest);
    const rows = (await device.db.answers.toArray()).filter((row) => row.problem !== null);
    expect(rows).toMatchObject([{ itemId: 'item-5', response: { options: [{ index: 1 }] } }]);
    const journal = await school.api('GET', `/api/exam-session/${seat.sessionId}/quarantined`);
    expect(journal).toMatchObject({ items: [{ itemId: 'item-5', raw: '{"options":[{"index":1}]}' }] });
  });

  test('500 for everything, for hours: not a single answer loses its place', async () => {
    await answerAll();
    await device.submit(run);
    device.always = problem('internal', 500);
    for (let pass = 0; pass < 60; pass++) expect(await device.upload()).toMatchObject({ retry: true });
    expect((await device.db.answers.toArray()).every((row) => row.problem === null)).toBe(true);
    device.always = null;
    await device.upload();
    await expectReceived();
  });

  test('500 for one student does not keep the others waiting', async () => {
    await device.answer(run, 0, 3);
    await device.submit(run);
    const other = await school.createSession('grace');
    await device.answer(await device.start(other), 0, 2);
    device.faults = [problem('internal', 500)];
    await device.upload();
    expect(chosen(await school.getSession(other.sessionId))).toEqual({ 0: 2 });
  });

  test('422 names one answer: it is quarantined, the rest goes on, and the submit counts without it', async () => {
    await answerAll();
    await device.answer(run, 5, 99);
    await device.submit(run);
    const before = await device.run(run);
    await device.upload();
    const { 5: refused, ...rest } = everything;
    expect(refused).toBe(1);
    expect(await onServer()).toEqual(rest);
    const after = await device.run(run);
    expect(after).toMatchObject({ state: 'received', submit: { count: 7 } });
    expect(after.submit?.submitId).not.toBe(before.submit?.submitId);
    expect(await device.answers(run)).toMatchObject({ 5: 99 });
    expect((await device.db.answers.toArray()).filter((row) => row.problem !== null)).toHaveLength(1);
    const journal = await school.api('GET', `/api/exam-session/${seat.sessionId}/quarantined`);
    expect(journal).toMatchObject({ items: [{ itemId: 'item-5', raw: '{"options":[{"index":99}]}' }] });
  });

  test('a quarantined answer that is changed is an answer like any other', async () => {
    await device.answer(run, 5, 99);
    await device.upload();
    await answerAll();
    await device.submit(run);
    await device.upload();
    await expectReceived();
  });

  test('422 that names nothing: kept, shown, and tried again in an hour', async () => {
    await device.answer(run, 0, 3);
    device.faults = [problem('invalid', 422)];
    await device.upload();
    expect((await device.run(run)).problem).toMatch(/kept on this device/);
    await device.upload();
    expect(device.sent).toHaveLength(1);
    device.now += 3_600_000;
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3 });
    expect((await device.run(run)).problem).toBeNull();
  });

  test('404, because somebody deleted the session: kept, shown, and tried again in an hour', async () => {
    await device.answer(run, 0, 3);
    device.faults = [problem('not-found', 404)];
    await device.upload();
    expect((await device.run(run)).problem).toMatch(/does not know this test/);
    expect(await device.answers(run)).toEqual({ 0: 3 });
    device.now += 3_600_000;
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3 });
  });

  test('a protocol that is too old asks for an update, and loses nothing', async () => {
    await device.answer(run, 0, 3);
    device.faults = [problem('protocol', 400)];
    expect(await device.upload()).toMatchObject({ updateNeeded: true, retry: false });
    expect(await device.run(run)).toMatchObject({ seq: 1, ackedSeq: 0, problem: null });
    expect(await device.upload()).toMatchObject({ updateNeeded: false });
    expect(await onServer()).toEqual({ 0: 3 });
  });

  test('it says yes and moves nothing: the device does not spin', async () => {
    await device.answer(run, 0, 3);
    const nothing: Fault = async (forward) => {
      const answer = (await (await forward()).json()) as object;
      return Response.json({ ...answer, outcome: 'gap', ackedThrough: 0 });
    };
    device.faults = [nothing, nothing, nothing];
    expect(await device.upload()).toMatchObject({ retry: true });
    expect(device.sent).toHaveLength(1);
  });
});

describe('the disk is put back to what it held earlier', () => {
  /** @returns puts the test back as it is now */
  const image = async () => {
    const row = await device.db.runs.get(run);
    const answers = await device.db.answers.toArray();
    return async () => {
      await device.db.answers.clear();
      await device.db.answers.bulkPut(answers);
      if (row !== undefined) await device.db.runs.put(row);
    };
  };

  test('and the student answers on until the numbers meet: every new answer arrives, under another writer', async () => {
    await device.answer(run, 0, 3);
    await device.upload();
    const putBack = await image();
    await device.answer(run, 1, 3);
    await device.answer(run, 2, 3);
    await device.upload();
    const { writer } = await device.run(run);
    await putBack();
    await device.answer(run, 3, 1);
    await device.answer(run, 1, 2);
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3, 1: 2, 2: 3, 3: 1 });
    const after = await device.run(run);
    expect(after.writer).not.toBe(writer);
    expect(after).toMatchObject({ seq: 2, ackedSeq: 2 });
  });

  test('and the list is the first to say how far the server is', async () => {
    await device.answer(run, 0, 3);
    const putBack = await image();
    await device.answer(run, 1, 3);
    await device.upload();
    await putBack();
    await device.answer(run, 2, 1);
    await device.refresh();
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3, 1: 3, 2: 1 });
  });

  test('and the student submits what is there: the test is received, with every answer of before and since', async () => {
    const putBack = await image();
    await device.answer(run, 0, 3);
    await device.upload();
    await putBack();
    await device.answer(run, 1, 1);
    await device.submit(run);
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3, 1: 1 });
    expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
  });

  test('and the student leaves before anything was sent: what is sealed counts where it is the later answer', async () => {
    await device.answer(run, 0, 3);
    const putBack = await image();
    await device.answer(run, 1, 3);
    await device.upload();
    await putBack();
    await device.answer(run, 2, 1);
    await device.signOut();
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3, 1: 3, 2: 1 });
  });

  test('a request that only comes late makes no device doubt itself', async () => {
    let replay: () => Promise<Response> = () => expect.fail('nothing was sent');
    await device.answer(run, 0, 3);
    device.faults = [
      async (forward) => {
        replay = forward;
        throw new TypeError('it is held up');
      },
    ];
    await device.upload();
    await device.answer(run, 0, 1);
    await device.upload();
    const { writer } = await device.run(run);
    device.faults = [async () => await replay()];
    await device.answer(run, 1, 1);
    await device.upload();
    await device.upload();
    expect((await device.run(run)).writer).toBe(writer);
    expect(await onServer()).toEqual({ 0: 1, 1: 1 });
  });
});
