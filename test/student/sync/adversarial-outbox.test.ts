/*
 * What students left behind goes up with nobody signed in, and whoever answers may be anybody. Oracle: a row counts as sent when
 * the server has signed for it, and for nothing less; none keeps another from going, and none ever goes away for what came back.
 */
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutboxRow } from '../../../src/student/db/rows.ts';
import { acceptReceipt } from '../../../src/student/sync/accept-receipt.ts';
import { exportResponses } from '../../../src/student/sync/export-responses.ts';
import { runUploadPass } from '../../../src/student/sync/upload-pass.ts';
import { chosen, type Device, type Fault, lostAnswer, openSchool, page, problem, type School } from './classroom.ts';

const HOUR = 3_600_000;

let school: School;
let indexedDB: IDBFactory;
let device: Device;
let ada: { sessionId: string; ticket: string };
let run: string;
beforeEach(async () => {
  school = await openSchool({ allowRetakes: true });
  ada = await school.createSession('ada');
  indexedDB = new IDBFactory();
  device = school.device(indexedDB);
  run = await device.start(ada);
  for (let item = 0; item < 3; item++) await device.answer(run, item, item);
});
afterEach(() => school.close());

/** Another student, after the first one. */
async function graceAnswers(): Promise<{ sessionId: string; run: string }> {
  const grace = await school.createSession('grace');
  const own = await device.start(grace);
  await device.answer(own, 7, 3);
  return { sessionId: grace.sessionId, run: own };
}
const onServer = async (sessionId = ada.sessionId) => chosen(await school.getSession(sessionId));
const outbox = () => device.db.outbox.toArray();
const adas = async () => (await outbox()).find((row) => row.run === run) ?? expect.fail('no row');
const later = (ms: number) => {
  device.now += ms;
};
type Item = Record<string, unknown>;
/** Changes each line of the server's answer to an import on its way back; null leaves it out. */
const ofEach =
  (change: (item: Item) => Item | null): Fault =>
  async (forward) => {
    const answer = (await (await forward()).json()) as { items: Item[] };
    return Response.json({ ...answer, items: answer.items.flatMap((item) => change(item) ?? []) });
  };

describe('a row of a student who left', () => {
  beforeEach(() => device.signOut());

  test('goes up whole, and counts as sent by the signature', async () => {
    await device.upload();
    expect(await adas()).toMatchObject({ sent: true, problem: null });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2 });
  });

  test.each<[string, Fault]>([
    ['a captive portal answers', page(200)],
    ['a filter answers', page(403)],
    ['somebody else’s JSON is answered', async () => Response.json({ items: [] })],
    ['the answer is lost', lostAnswer],
    ['the server restarts', problem('unavailable', 503)],
  ])('stays unsent when %s, and goes at the next try', async (_, fault) => {
    device.faults = [fault];
    expect(await device.upload()).toMatchObject({ retry: true });
    expect(await adas()).toMatchObject({ sent: false });
    await device.upload();
    expect(await adas()).toMatchObject({ sent: true });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2 });
  });

  test.each<[string, Fault]>([
    ['without a statement', ofEach(({ statement: _, ...item }) => item)],
    [
      'with a statement that nobody signed',
      ofEach((item) => ({ ...item, statement: 'eyJhbGciOiJFUzI1NiJ9.eyJydW4iOiJ4In0.AAAA' })),
    ],
    ['about another run', ofEach((item) => ({ ...item, run: 'run-of-somebody-else-' }))],
    ['about nothing', ofEach(() => null)],
    ['as refused', problem('forbidden', 403)],
    ['as not known', problem('not-found', 404)],
  ])('that is answered %s is kept, says so, and is tried again in an hour', async (_, fault) => {
    device.faults = [fault];
    await device.upload();
    expect(await adas()).toMatchObject({ sent: false, problem: expect.any(String) });
    await device.upload();
    expect(await adas()).toMatchObject({ sent: false });
    later(HOUR + 1000);
    await device.upload();
    expect(await adas()).toMatchObject({ sent: true, problem: null });
  });

  test('that is damaged is refused by the server, and the row beside it goes', async () => {
    const grace = await graceAnswers();
    await device.signOut();
    await device.db.outbox.update([run, (await adas()).writer], {
      jwe: (await adas()).jwe.replace(/.{9}$/, 'AAAAAAAAA'),
    });
    await device.upload();
    expect(await adas()).toMatchObject({ sent: false, problem: expect.any(String) });
    expect(await onServer(grace.sessionId)).toEqual({ 7: 3 });
  });

  test('whose student’s row cannot be read goes up, and waits for a signature that it can check', async () => {
    const [partition = ''] = (await device.db.partitions.toArray()).map((row) => row.partition);
    await device.db.partitions.update(partition, { publicKeys: 'none' as never });
    await device.upload();
    expect(await adas()).toMatchObject({ sent: false });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2 });
  });

  test('whose run cannot be read counts as sent all the same', async () => {
    await device.db.runs.update(run, { state: 'paused' as never });
    await device.upload();
    expect(await adas()).toMatchObject({ sent: true });
    expect(await device.db.runs.get(run)).toMatchObject({ state: 'paused' });
  });

  test('is sent twice at once, by a page and by the service worker: every answer is there once', async () => {
    const worker = () =>
      runUploadPass({
        indexedDB,
        fetch: (path, init) => school.fetch(path, init),
        later: () => () => undefined,
        now: () => device.now,
      });
    await Promise.all([device.upload(), worker(), worker()]);
    expect(await adas()).toMatchObject({ sent: true });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2 });
  });

  test('is on its way when its student comes back: the rows go up themselves, and nothing is there twice', async () => {
    device.faults = [
      async (forward) => {
        const response = await forward();
        await device.signIn(ada.ticket, false);
        await device.open(ada.sessionId);
        await device.answer(run, 3, 3);
        return response;
      },
    ];
    await device.upload();
    expect(await outbox()).toEqual([]);
    await device.upload();
    expect(await device.run(run)).toMatchObject({ seq: 4, ackedSeq: 4, sealed: null });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
  });

  test('is on its way when staff start the test again: it is kept aside, signed for, and not called safe', async () => {
    device.faults = [
      async (forward) => {
        await school.api('POST', `/api/exam-session/${ada.sessionId}/responses`, {
          responses: [{ itemId: 'item-6', questions: [{ id: 'q', response: { options: [{ index: 0 }] } }] }],
        });
        await school.api('POST', `/api/exam-session/${ada.sessionId}/reset`);
        return await forward();
      },
    ];
    await device.upload();
    expect(await adas()).toMatchObject({ sent: true });
    expect(await device.db.runs.get(run)).toMatchObject({ state: 'stranded', held: expect.any(String) });
    await school.api('POST', `/api/exam-session/${ada.sessionId}/restore`, { run });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 6: 0 });
  });

  test('goes again to a server that was restored from before it came, and to no other', async () => {
    const restore = await school.backUp();
    await device.upload();
    await restore();
    expect(await onServer()).toEqual({});
    // Somebody's list tells the device of the other store; whoever left is told with them.
    await device.signIn(ada.ticket);
    await device.refresh();
    await device.signOut();
    await device.upload();
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2 });
  });
});

describe('a file', () => {
  const statements = async (text: string): Promise<string> => {
    const answer = (await (
      await school.fetch('/api/import/responses', {
        method: 'POST',
        headers: { authorization: school.server.authorization, 'content-type': 'text/plain' },
        body: text,
      })
    ).json()) as { items: Array<{ statement?: string }> };
    return answer.items.flatMap(({ statement }) => statement ?? []).join('\n');
  };
  const file = async () => (await exportResponses(device.db, () => true, device.now)) ?? expect.fail('no file');

  test('of an open run and of one that was left behind, carried twice: each is signed for, both times alike', async () => {
    await device.signOut();
    const grace = await graceAnswers();
    const own = grace.run;
    const { text, runs } = await file();
    expect(runs).toBe(2);
    for (let time = 0; time < 2; time++) {
      expect(await acceptReceipt(device.db, await statements(text))).toEqual({ ok: true, tests: 2 });
    }
    expect(await adas()).toMatchObject({ sent: true });
    expect(await device.run(own)).toMatchObject({ ackedSeq: 1, state: 'open' });
    expect([await onServer(), await onServer(grace.sessionId)]).toEqual([{ 0: 0, 1: 1, 2: 2 }, { 7: 3 }]);
  });

  test('whose statement comes after the student went on acknowledges what was in it, and not what came later', async () => {
    const { text } = await file();
    const signed = await statements(text);
    await device.answer(run, 0, 3);
    await acceptReceipt(device.db, signed);
    expect(await device.run(run)).toMatchObject({ seq: 4, ackedSeq: 3 });
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3, 1: 1, 2: 2 });
  });

  test('signed for by a server that was restored since from before it came proves nothing, and one of the restored server does', async () => {
    const restore = await school.backUp();
    const { text } = await file();
    const signed = await statements(text);
    await restore();
    school.server.clock.now += HOUR;
    await device.refresh();
    expect(await acceptReceipt(device.db, signed)).toEqual({ ok: false, reason: 'other-device' });
    expect(await device.run(run)).toMatchObject({ ackedSeq: 0 });
    expect(await acceptReceipt(device.db, await statements(text))).toEqual({ ok: true, tests: 1 });
    expect(await device.run(run)).toMatchObject({ ackedSeq: 3 });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2 });
  });

  test('that comes beside the same uploads, before and after them, moves nothing', async () => {
    const { text } = await file();
    await device.upload();
    await device.answer(run, 1, 2);
    await device.upload();
    await statements(text);
    expect(await onServer()).toEqual({ 0: 0, 1: 2, 2: 2 });
  });

  test('is made of a run with a key that seals nothing: the others could still go, so it says that it failed', async () => {
    await device.signOut();
    const grace = await graceAnswers();
    const own = grace.run;
    const { contentKey } = await device.run(own);
    await device.db.runs.update(own, { runKey: contentKey });
    await expect(file()).rejects.toThrow();
    // Chosen without it there is a file of all the rest.
    const rest = await exportResponses(device.db, ({ sessionId }) => sessionId === ada.sessionId, device.now);
    expect(rest).toMatchObject({ runs: 1 });
  });
});

test('a row is never shown as sent by what a row of the same run and another writer was signed for', async () => {
  await device.signOut();
  const row = await adas();
  const copy: OutboxRow = { ...row, writer: 'writer-of-a-lost-database', jwe: 'no-such-jwe' };
  await device.db.outbox.put(copy);
  await device.upload();
  expect(await device.db.outbox.get([run, row.writer])).toMatchObject({ sent: true });
  expect(await device.db.outbox.get([run, copy.writer])).toMatchObject({ sent: false, problem: expect.any(String) });
});
