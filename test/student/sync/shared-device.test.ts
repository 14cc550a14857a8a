/*
 * A Chromebook that students share. Oracle: when a student has left, no row of the device holds an answer in the clear and
 * none can be opened without the ticket; and every answer is on the server in the end, whoever is signed in meanwhile.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSignedIn } from '../../../src/student/db/meta.ts';
import { readOutboxRow } from '../../../src/student/db/read-outbox-row.ts';
import { readAnswer } from '../../../src/student/db/read-row.ts';
import { DIFFERS } from '../../../src/student/db/run-transition.ts';
import { acceptReceipt } from '../../../src/student/sync/accept-receipt.ts';
import { exportResponses } from '../../../src/student/sync/export-responses.ts';
import { chosen, type Device, lostAnswer, offline, openSchool, page, problem, type School } from './classroom.ts';

let school: School;
let device: Device;
let seat: { sessionId: string; ticket: string };
let run: string;
beforeEach(async () => {
  school = await openSchool({ allowRetakes: true });
  seat = await school.createSession('ada');
  device = school.device();
  run = await device.start(seat);
});
afterEach(() => school.close());

const onServer = async (sessionId = seat.sessionId) => chosen(await school.getSession(sessionId));
const outbox = async () => (await device.db.outbox.toArray()).map(readOutboxRow);

/** Every byte that the device keeps, as text. */
async function everythingStored(): Promise<string> {
  const tables = await Promise.all(device.db.tables.map((table) => table.toArray()));
  return JSON.stringify(tables, (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}

async function answerSome(): Promise<void> {
  for (let item = 0; item < 4; item++) await device.answer(run, item, item % 4);
}

describe('a student who left', () => {
  test('leaves no answer, no place and no key that opens them', async () => {
    await answerSome();
    expect(await everythingStored()).toContain('"options"');
    await device.signOut();
    const stored = await everythingStored();
    expect(stored).not.toContain('"options"');
    expect(await device.db.answers.count()).toBe(0);
    expect((await device.db.partitions.toArray()).map(({ key, token }) => [key, token])).toEqual([[null, null]]);
    expect(await device.run(run)).toMatchObject({ sealed: 'snapshot', view: {}, tab: null });
  });

  test('finds everything as it was, without a network, by the ticket and by nothing else', async () => {
    await answerSome();
    const before = (await device.db.answers.toArray()).map(readAnswer);
    await device.signOut({ comesBack: true });
    device.always = offline;
    expect(await device.signIn('ABCD-EFGH')).toMatchObject({ ok: false, reason: 'wrong-ticket' });
    expect(await device.db.answers.count()).toBe(0);
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true, online: false });
    expect((await device.db.answers.toArray()).map(readAnswer)).toEqual(before);
    expect(await device.db.outbox.count()).toBe(0);
    await device.open(seat.sessionId);
    expect(await device.answer(run, 4, 0)).toMatchObject({ ok: true });
    device.always = null;
    await device.upload();
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3, 4: 0 });
  });

  test('has what was unsent carried by the next student’s network', async () => {
    await answerSome();
    await device.submit(run);
    await device.signOut();
    const jonas = await school.createSession('jonas');
    await device.start(jonas);
    expect(await device.upload()).toMatchObject({ retry: false });
    expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE' });
    expect(await device.run(run)).toMatchObject({ state: 'received', sealed: 'snapshot' });
    expect((await outbox()).map(({ sent }) => sent)).toEqual([true]);
  });

  test('is told of what came meanwhile: the receipt is there when they are back', async () => {
    await answerSome();
    await device.submit(run);
    await device.signOut();
    await device.upload();
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true });
    expect(await device.run(run)).toMatchObject({ state: 'received', sealed: null, problem: null });
    expect(await device.answers(run)).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
  });

  test('keeps a place in My tests: the next student is shown none of it', async () => {
    await answerSome();
    await device.signOut();
    const jonas = await school.createSession('jonas');
    await device.start(jonas);
    expect(await readSignedIn(device.db)).toContain('jonas');
    expect(await device.db.answers.count()).toBe(0);
  });
});

describe('while a student leaves', () => {
  test('an answer that is saved at the same time is sealed too, or refused, and never lost', async () => {
    for (let round = 0; round < 12; round++) {
      const index = round % 4;
      const [saved] = await Promise.all([device.answer(run, round % 8, index), device.signOut({ comesBack: true })]);
      expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true });
      if (saved.ok) expect(await device.answers(run)).toMatchObject({ [round % 8]: index });
      await device.open(seat.sessionId);
    }
  });

  test('an upload on its way neither loses nor doubles anything', async () => {
    await answerSome();
    const left: Array<Promise<void>> = [];
    device.faults = [
      async (forward) => {
        left.push(device.signOut());
        await left[0];
        return await forward();
      },
    ];
    await device.upload();
    expect(left).toHaveLength(1);
    expect(await device.upload()).toMatchObject({ retry: false });
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
    expect((await outbox()).every(({ sent }) => sent)).toBe(true);
  });

  test('two tabs that lock at once leave one snapshot that opens', async () => {
    await answerSome();
    await Promise.all([device.signOut(), device.signOut()]);
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true });
    expect(await device.answers(run)).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
  });

  test('a run of a student who left is never sent as a batch without its answers', async () => {
    await answerSome();
    await device.signOut();
    device.sent = [];
    await device.upload();
    expect(device.sent).toEqual([]);
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
  });
});

describe('the outbox', () => {
  beforeEach(async () => {
    await answerSome();
    await device.submit(run);
    await device.signOut();
  });

  test.each([
    ['no network', offline],
    ['a lost answer', lostAnswer],
    ['a captive portal', page(200)],
    ['a school filter', page(403)],
    ['a server that is full', problem('unavailable', 503)],
    ['an answer that is no import', async () => Response.json({ ok: true })],
  ])('stays unsent after %s, and goes with the next try', async (_, fault) => {
    device.faults = [fault];
    await device.upload();
    expect((await outbox()).map(({ sent }) => sent)).toEqual([false]);
    device.memory.forgetDelays();
    await device.upload();
    expect((await outbox()).map(({ sent }) => sent)).toEqual([true]);
    expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE' });
  });

  test('counts as sent by the server’s signature alone', async () => {
    device.faults = [
      async (forward) => {
        const answer = await (await forward()).json();
        answer.items[0].statement = answer.items[0].statement.replace(/\.[^.]+$/, `.${'A'.repeat(86)}`);
        return Response.json(answer);
      },
    ];
    await device.upload();
    expect(await outbox()).toMatchObject([{ sent: false, problem: expect.stringContaining('did not sign') }]);
    expect(await device.run(run)).toMatchObject({ state: 'submitted' });
  });

  test('goes again to a server that was restored from before it came', async () => {
    const restore = await school.backUp();
    await device.upload();
    await restore();
    const jonas = await school.createSession('jonas');
    // Any answer of the restored server to this student's device tells it.
    await device.signIn(seat.ticket);
    await device.refresh();
    await device.signOut();
    await device.start(jonas);
    device.memory.forgetDelays();
    await device.upload();
    expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE' });
  });
});

describe('a ticket that was rotated while its student was away', () => {
  test('cannot open the snapshot; the answers come back from the server by the outbox', async () => {
    await answerSome();
    await device.signOut();
    expect(await device.signIn(await school.rotateTicket('ada'))).toMatchObject({ ok: true, online: true });
    expect(await device.run(run)).toMatchObject({ sealed: 'lost' });
    await device.upload();
    const counted = await device.run(run);
    expect(counted).toMatchObject({ sealed: null, seq: 0, ackedSeq: 0 });
    await device.refresh();
    await device.open(seat.sessionId);
    expect(await device.claim(run)).toBe(true);
    expect(await device.answers(run)).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
    expect(await device.answer(run, 7, 3)).toMatchObject({ ok: true });
    await device.upload();
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3, 7: 3 });
  });

  test('leaves what has not come to the server sealed until it has', async () => {
    await answerSome();
    await device.signOut();
    device.faults = [offline];
    await device.signIn(await school.rotateTicket('ada'));
    await device.upload();
    expect(await device.run(run)).toMatchObject({ sealed: 'lost' });
    expect((await outbox()).map(({ sent }) => sent)).toEqual([false]);
    await device.upload();
    expect(await onServer()).toEqual({ 0: 0, 1: 1, 2: 2, 3: 3 });
  });
});

describe('when the network never comes', () => {
  const bring = async (text: string) => {
    const response = await school.fetch('/api/import/responses', {
      method: 'POST',
      headers: { authorization: school.server.authorization, 'content-type': 'text/plain' },
      body: text,
    });
    const { items } = (await response.json()) as { items: Array<{ result: string; statement: string }> };
    return items;
  };
  const all = () => true;

  test('one file carries every student of the device, signed in or not', async () => {
    await answerSome();
    await device.submit(run);
    await device.signOut();
    const jonas = await school.createSession('jonas');
    const second = await device.start(jonas);
    await device.answer(second, 0, 2);
    const file = await exportResponses(device.db, all, device.now);
    expect(file).toMatchObject({ runs: 2, name: expect.stringMatching(/^satchel-2026-03-02-.{6}\.satchel$/) });
    expect(file?.text).not.toContain('options');
    expect((await bring(file?.text ?? '')).map(({ result }) => result)).toEqual(['received', 'received']);
    expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE' });
    expect(await onServer(jonas.sessionId)).toEqual({ 0: 2 });
  });

  test('its receipts are accepted without a network, as text, link or both at once', async () => {
    await answerSome();
    await device.submit(run);
    device.always = offline;
    const file = await exportResponses(device.db, all, device.now);
    const [item] = await bring(file?.text ?? '');
    expect(await acceptReceipt(device.db, `See https://satchel.example/#receipt=${item?.statement} !`)).toEqual({
      ok: true,
      tests: 1,
    });
    expect(await device.run(run)).toMatchObject({ state: 'received', ackedSeq: 4 });
  });

  test('a statement about answers without a submit acknowledges them, and the test goes on', async () => {
    await answerSome();
    const file = await exportResponses(device.db, all, device.now);
    const [item] = await bring(file?.text ?? '');
    await device.answer(run, 5, 1);
    expect(await acceptReceipt(device.db, item?.statement ?? '')).toEqual({ ok: true, tests: 1 });
    expect(await device.run(run)).toMatchObject({ state: 'open', ackedSeq: 4, seq: 5 });
  });

  /** What needs attention on the device, by item number. */
  const troubled = async () =>
    (await device.db.answers.toArray()).filter(({ problem }) => problem !== null).map(({ itemId }) => itemId);

  test('its receipt says which answers the server could not take: they need attention, and are not called safe', async () => {
    await answerSome();
    await device.answer(run, 1, 99);
    const file = await exportResponses(device.db, all, device.now);
    const [item] = await bring(file?.text ?? '');
    await device.answer(run, 5, 1);
    expect(await acceptReceipt(device.db, item?.statement ?? '')).toEqual({ ok: true, tests: 1 });
    expect(await troubled()).toEqual(['item-1']);
    await device.answer(run, 1, 1);
    expect(await troubled()).toEqual([]);
    await device.upload();
    expect(await onServer()).toMatchObject({ 1: 1, 5: 1 });
  });

  test('a receipt of a submit that counts as it stands says so too', async () => {
    await answerSome();
    await device.answer(run, 1, 99);
    await device.submit(run);
    const [item] = await bring((await exportResponses(device.db, all, device.now))?.text ?? '');
    await acceptReceipt(device.db, item?.statement ?? '');
    expect(await device.run(run)).toMatchObject({ state: 'received', problem: DIFFERS });
    expect(await troubled()).toEqual(['item-1']);
  });

  test('what was sealed when the server could not take it needs attention once its student is back', async () => {
    await answerSome();
    await device.answer(run, 1, 99);
    await device.signOut();
    await device.upload();
    expect(await device.run(run)).toMatchObject({ ackedSeq: 5 });
    await device.signIn(seat.ticket, false);
    expect(await troubled()).toEqual(['item-1']);
    expect(await device.run(run)).not.toHaveProperty('refused.0');
  });

  test('another device’s receipt, a forged one and a letter are told apart, and change nothing', async () => {
    await answerSome();
    const other = school.device();
    const jonas = await school.createSession('jonas');
    const second = await other.start(jonas);
    await other.answer(second, 0, 2);
    const [item] = await bring((await exportResponses(other.db, all, other.now))?.text ?? '');
    const statement = item?.statement ?? '';
    expect(await acceptReceipt(device.db, statement)).toEqual({ ok: false, reason: 'other-device' });
    const forged = statement.replace(/\.[^.]+$/, `.${'A'.repeat(86)}`);
    expect(await acceptReceipt(device.db, forged)).toEqual({ ok: false, reason: 'not-genuine' });
    expect(await acceptReceipt(device.db, 'Dear Ada, well done.')).toEqual({ ok: false, reason: 'not-a-receipt' });
    expect(await device.run(run)).toMatchObject({ ackedSeq: 0 });
  });

  test('a device on which nothing was answered has no file', async () => {
    expect(await exportResponses(school.device().db, all, device.now)).toBeNull();
  });
});
