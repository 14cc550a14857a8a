/*
 * Answers that are carried by hand. Oracle: after a file was brought, the session is what the same uploads over the
 * network would have made of it, and the statement says so with the server's signature.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { heldPayload, receiptPayload } from '../../../src/shared/contract/receipt.ts';
import { verifyJws } from '../../../src/student/sync/verify-jws.ts';
import { responseFile, sealRunOf } from '../../support/sealed-run.ts';
import { type FileRoom, given, openFileRoom, uploadOf } from './file-room.ts';

let room: FileRoom;
beforeEach(async () => {
  room = await openFileRoom({ allowRetakes: true });
});
afterEach(() => room.close());

const RIGHT = given(1, 0, 0);
const received = { maturity: 'COMPLETE', scoreActual: 100 };

async function publicKeys(ticket: string) {
  const authorization = await room.bearer(ticket, 'device-of-the-keys-01');
  return (await room.list(authorization)).publicKeys;
}

it('a submitted run is scored, and its receipt carries the digest that the device gave', async () => {
  const device = await room.device();
  const upload = uploadOf(device, RIGHT, true);
  const { items } = await room.bring(responseFile([await sealRunOf(device.session, [upload])]));
  expect(items).toMatchObject([
    {
      result: 'received',
      line: 2,
      outcome: 'applied',
      ackedThrough: 3,
      student: 'Kevin Campbell',
      exam: 'Saving and spending',
    },
  ]);
  expect(await room.standing(device)).toMatchObject(received);
  const [item] = items;
  if (item?.result !== 'received') expect.fail('it was not received');
  const keys = await publicKeys(device.ticket);
  const says = await verifyJws({
    jws: item.statement ?? '',
    type: 'receipt+jwt',
    payload: receiptPayload,
    publicKeys: keys,
  });
  expect(says).toMatchObject({ run: device.session.run, count: 3, digest: upload.sync.submit?.digest });
});

it('a run without a submit is held as answers, signed, and can go on', async () => {
  const device = await room.device();
  const { items } = await room.bring(responseFile([await room.sealed(device, given(1, 0), false)]));
  const [item] = items;
  if (item?.result !== 'received') expect.fail('it was not received');
  const keys = await publicKeys(device.ticket);
  const says = await verifyJws({ jws: item.statement ?? '', type: 'held+jwt', payload: heldPayload, publicKeys: keys });
  expect(says).toMatchObject({
    run: device.session.run,
    writer: device.writer,
    through: 2,
    count: 2,
    standing: 'answers',
  });
  expect(await room.standing(device)).toMatchObject({ maturity: 'IN_PROGRESS' });
});

it('many files in one text, in any order and any number of times, leave the same', async () => {
  const devices = [await room.device(), await room.device(), await room.device()];
  const files = await Promise.all(devices.map(async (own) => responseFile([await room.sealed(own, RIGHT)])));
  const first = await room.bring(files.join(''));
  const again = await room.bring([...files].reverse().join('\r\n'));
  expect(first.items).toHaveLength(3);
  expect(again.items.map((item) => item.result)).toEqual(['received', 'received', 'received']);
  for (const own of devices) expect(await room.standing(own)).toMatchObject(received);
  const statements = (items: typeof first.items) =>
    items.flatMap((item) => (item.result === 'received' ? [item.statement] : [])).sort();
  expect(statements(again.items)).toEqual(statements(first.items));
});

it('a file beside uploads of the same device changes nothing, whichever comes first', async () => {
  const [early, late] = [await room.device(), await room.device()];
  const sealedEarly = await room.sealed(early, RIGHT);
  await room.bring(responseFile([sealedEarly]));
  expect(await room.upload(early, uploadOf(early, RIGHT, true))).toMatchObject({ outcome: 'applied', ackedThrough: 3 });
  await room.upload(late, uploadOf(late, RIGHT, true));
  await room.bring(responseFile([await room.sealed(late, RIGHT)]));
  for (const own of [early, late]) expect(await room.standing(own)).toMatchObject(received);
});

it('an older file does not take an answer back that was changed since', async () => {
  const device = await room.device();
  const old = await room.sealed(device, given(0, 1, 1), false);
  const changed = given(0, 1, 1, 1, 0, 0).slice(3);
  const upload = uploadOf(device, changed, false);
  upload.sync.lastSeq = 6;
  await room.upload(device, upload);
  await room.bring(responseFile([old]));
  expect(await room.standing(device)).toMatchObject({
    responses: { allowance: { buys: { options: [{ index: 1 }] } }, jar: { full: { options: [{ index: 0 }] } } },
  });
});

it('a run of several uploads is taken in their order', async () => {
  const device = await room.device();
  const whole = uploadOf(device, RIGHT, true);
  const [first, second] = [given(1).slice(0, 1), RIGHT.slice(1)];
  const one = uploadOf(device, first, false);
  const two = { ...uploadOf(device, second, true), submitForScoring: true };
  two.sync = { ...two.sync, baseSeq: 1, lastSeq: 3, submit: whole.sync.submit };
  const { items } = await room.bring(responseFile([await sealRunOf(device.session, [one, two])]));
  expect(items).toMatchObject([{ result: 'received', outcome: 'applied', ackedThrough: 3 }]);
  expect(await room.standing(device)).toMatchObject(received);
});

it('a run that was reset meanwhile is held in the journal, and comes back with its restore', async () => {
  const device = await room.device();
  await room.upload(device, uploadOf(device, given(0), false));
  await room.integrator('POST', `/api/exam-session/${device.session.id}/reset`);
  const { items } = await room.bring(responseFile([await room.sealed(device, given(0, 0, 0))]));
  expect(items).toMatchObject([{ result: 'received', outcome: 'stranded' }]);
  expect(await room.standing(device)).toMatchObject({ maturity: 'NOT_STARTED' });
  await room.integrator('POST', `/api/exam-session/${device.session.id}/restore`, { run: device.session.run });
  expect(await room.standing(device)).toMatchObject({ maturity: 'COMPLETE' });
});

it('an answer that fits no option goes to the journal; the others count, and the submit as it stands', async () => {
  const device = await room.device();
  const { items } = await room.bring(responseFile([await room.sealed(device, given(1, 7, 0))]));
  expect(items).toMatchObject([{ result: 'received', outcome: 'applied', ackedThrough: 3 }]);
  expect(await room.standing(device)).toMatchObject({ maturity: 'COMPLETE' });
  const kept = await room.integrator('GET', `/api/exam-session/${device.session.id}/quarantined`);
  expect(kept).toMatchObject({ items: [{ itemId: 'jar', questionId: 'full', raw: '{"options":[{"index":7}]}' }] });
});

/** What the statement of a line says was set aside, its signature checked. */
async function asideIn(item: Awaited<ReturnType<FileRoom['bring']>>['items'][number] | undefined, ticket: string) {
  if (item?.result !== 'received' || item.statement === undefined) return expect.fail('nothing was signed');
  const signed = { jws: item.statement, publicKeys: await publicKeys(ticket) };
  const receipt = await verifyJws({ ...signed, type: 'receipt+jwt', payload: receiptPayload });
  const held = await verifyJws({ ...signed, type: 'held+jwt', payload: heldPayload });
  return (receipt ?? held ?? expect.fail('it is not genuine')).aside;
}

it('the statement says which answers of the file went to the journal, with a submit and without', async () => {
  const [submitted, open, fine] = [await room.device(), await room.device(), await room.device()];
  const text = responseFile([
    await room.sealed(submitted, given(1, 7, 7)),
    await room.sealed(open, given(7, 0, 7), false),
    await room.sealed(fine, given(1, 0, 0)),
  ]);
  const first = await room.bring(text);
  expect(await asideIn(first.items[0], submitted.ticket)).toEqual([[2, 3]]);
  expect(await asideIn(first.items[1], open.ticket)).toEqual([
    [1, 1],
    [3, 3],
  ]);
  expect(await asideIn(first.items[2], fine.ticket)).toBeUndefined();
  // And the same once more, for a device that never saw the first.
  const again = await room.bring(text);
  expect(await asideIn(again.items[1], open.ticket)).toHaveLength(2);
});

it('an answer that was given anew after it went to the journal is not said to be there', async () => {
  const device = await room.device();
  await room.bring(await room.sealed(device, given(7, 0), false));
  const [better] = given(1).map((answer) => ({ ...answer, seq: 3 }));
  const upload = uploadOf(device, better ? [better] : [], false);
  upload.sync.lastSeq = 3;
  await room.upload(device, { ...upload, sync: { ...upload.sync, baseSeq: 2 } });
  const { items } = await room.bring(await room.sealed(device, given(7, 0), false));
  expect(await asideIn(items[0], device.ticket)).toBeUndefined();
});

it('a device that sends what its file had set aside is told so by name', async () => {
  const device = await room.device();
  await room.bring(await room.sealed(device, given(1, 7), false));
  const response = await room.ask('POST', `/api/exam-session/${device.session.id}/responses`, {
    authorization: `Bearer ${device.session.uploadToken}`,
    body: uploadOf(device, given(1, 7), false),
  });
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ issues: [{ path: ['responses', 1, 'questions', 0, 'response'] }] });
});

it('an upload token brings its own run, and learns no name', async () => {
  const device = await room.device();
  const { items } = await room.bring(await room.sealed(device, RIGHT), `Bearer ${device.session.uploadToken}`);
  expect(items).toMatchObject([{ result: 'received', outcome: 'applied' }]);
  expect(items[0]).not.toHaveProperty('student');
  expect(items[0]).not.toHaveProperty('exam');
});

it('the log of an import holds no answer and no key', async () => {
  const device = await room.device();
  const sealed = await room.sealed(device, RIGHT);
  await room.bring(responseFile([sealed]));
  const logged = JSON.stringify(room.logged);
  for (const secret of [sealed, device.session.runKey, device.session.envelope, 'options'])
    expect(logged).not.toContain(secret);
});
