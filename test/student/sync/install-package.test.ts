import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examPackage } from '../../../src/shared/contract/package.ts';
import { markReady, storePackage } from '../../../src/student/db/packages.ts';
import { readItem, readMedia } from '../../../src/student/db/read-item.ts';
import { readyKeys } from '../../../src/student/db/ready-keys.ts';
import { type Device, EXAM, examOf, type Fault, offline, openSchool, page, type School } from './classroom.ts';

const pictures = Array.from({ length: 3 }, (_, n) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><title>Picture ${n} ${'.'.repeat(n * 1000)}</title></svg>`),
);
const withPictures = (questions: number) => {
  const exam = examOf(questions);
  const items = exam.items.map((item, n) => {
    const data = pictures[n];
    if (data === undefined) return item;
    const media = [{ name: `p${n}.svg`, type: 'image/svg+xml', data: data.toString('base64') }];
    return { ...item, body: `<p><img src="p${n}.svg" alt="A picture"></p>`, media };
  });
  return { ...exam, items };
};

let school: School;
let device: Device;
let seat: { sessionId: string; ticket: string };

beforeEach(async () => {
  school = await openSchool();
  await school.api('PUT', `/api/exam/${EXAM}`, withPictures(5));
  seat = await school.createSession('ada');
  device = school.device();
  await device.signIn(seat.ticket);
  await device.refresh();
});
afterEach(() => school.close());

const session = () => device.session(seat.sessionId);
const downloads = () => device.asked.filter((path) => /^\/api\/(package|media)\//.test(path));

/** Opens every item and every picture as the test would. */
async function openEverything() {
  const row = await session();
  const on = { package: row.readyPackage ?? expect.fail('not ready'), contentKey: readyKeys(row).contentKey };
  const items = await Promise.all([0, 1, 2, 3, 4].map((n) => readItem(device.db, on, `item-${n}`)));
  const files = items.flatMap((item) => item.media);
  const blobs = await Promise.all(files.map((file) => readMedia(device.db, on, file)));
  return await Promise.all(blobs.map(async (blob) => ({ type: blob.type, text: await blob.text() })));
}

test('everything of a test comes onto the device and opens there without a network', async () => {
  expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: true });
  device.always = offline;
  const opened = await openEverything();
  expect(opened).toEqual(pictures.map((bytes) => ({ type: 'image/svg+xml', text: bytes.toString() })));
});

test('progress counts bytes, never backwards, and ends at the total', async () => {
  const seen: number[] = [];
  const totals = new Set<number>();
  await device.getReady(seat.sessionId, (done, total) => {
    seen.push(done);
    totals.add(total);
  });
  expect([...totals]).toEqual([(await session()).listed.package.bytes]);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe([...totals][0]);
});

describe('when the network goes away in between', () => {
  test('what came is kept, and only the rest is asked for again', async () => {
    let files = 0;
    device.always = async (forward, request) => {
      if (request.path.startsWith('/api/media/') && ++files > 1) return await offline(forward, request);
      return await forward();
    };
    const first: number[] = [];
    const second: number[] = [];
    expect(await device.getReady(seat.sessionId, (done) => first.push(done))).toMatchObject({
      ok: false,
      reason: 'network',
    });
    expect((await session()).readyPackage).toBeNull();
    device.always = null;
    device.asked = [];
    expect(await device.getReady(seat.sessionId, (done) => second.push(done))).toMatchObject({ ok: true });
    expect(downloads()).toHaveLength(2);
    // The package and one picture are counted before anything of the rest is asked for.
    expect(second[1]).toBe(first.at(-1));
    expect(await openEverything()).toHaveLength(3);
  });

  test('a captive portal’s page is not taken for the package', async () => {
    device.always = page(200);
    expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: false, reason: 'hash' });
    expect(await device.db.packages.count()).toBe(0);
  });

  test('a page of a filter under 403 is no network', async () => {
    device.always = page(403);
    expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: false, reason: 'network' });
  });
});

describe('a file that does not match its hash', () => {
  const damage: Fault = async (forward) => {
    const bytes = new Uint8Array(await (await forward()).arrayBuffer());
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    return new Response(bytes);
  };

  test('is asked for once more past the caches, and taken when it is right then', async () => {
    device.always = async (forward, request) =>
      request.init.cache === 'reload' ? await forward() : await damage(forward, request);
    expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: true });
  });

  test('is refused when it is wrong again: nothing of it is kept', async () => {
    device.always = damage;
    expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: false, reason: 'hash' });
    expect(await device.db.packages.count()).toBe(0);
    expect((await session()).readyPackage).toBeNull();
  });

  test('refused among the media leaves the older copy of the test ready, and it opens', async () => {
    await device.getReady(seat.sessionId);
    const before = await session();
    await school.api('PUT', `/api/exam/${EXAM}`, { ...withPictures(5), name: 'The same, newly named' });
    await school.api('PUT', `/api/exam/${EXAM}`, withPictures(6));
    await device.refresh();
    expect((await session()).listed.package.hash).not.toBe(before.readyPackage);
    device.always = async (forward, request) =>
      request.path.startsWith('/api/media/') ? await damage(forward, request) : await forward();
    expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: false, reason: 'hash' });
    expect((await session()).readyPackage).toBe(before.readyPackage);
    expect(await openEverything()).toHaveLength(3);
    device.always = null;
    expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: true });
    expect((await session()).readyPackage).toBe((await session()).listed.package.hash);
    expect(await openEverything()).toHaveLength(3);
  });
});

test('a package that does not open with this student’s key is not called ready', async () => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  await device.db.sessions.put({ ...(await session()), contentKey: key });
  expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: false, reason: 'hash' });
  expect((await session()).readyPackage).toBeNull();
});

test('a package that the server no longer has is told as the server’s trouble', async () => {
  const row = await session();
  const listed = { ...row.listed, package: { hash: 'f'.repeat(64), bytes: 10 } };
  await device.db.sessions.put({ ...row, listed });
  expect(await device.getReady(seat.sessionId)).toMatchObject({ ok: false, reason: 'server' });
});

test('a second student of the same test downloads nothing', async () => {
  await device.getReady(seat.sessionId);
  const other = await school.createSession('grace');
  await device.signIn(other.ticket);
  await device.refresh();
  device.asked = [];
  expect(await device.getReady(other.sessionId)).toMatchObject({ ok: true });
  expect(downloads()).toEqual([]);
});

test('a test that was begun keeps its version when a newer one comes', async () => {
  await device.getReady(seat.sessionId);
  const run = await device.open(seat.sessionId);
  await device.answer(run, 0, 3);
  await school.api('PUT', `/api/exam/${EXAM}`, withPictures(7));
  await device.refresh();
  await device.getReady(seat.sessionId);
  const { package: hash, contentKey } = await device.run(run);
  expect((await readItem(device.db, { package: hash, contentKey }, 'item-0')).id).toBe('item-0');
  await device.upload();
  expect(await device.run(run)).toMatchObject({ state: 'open', ackedSeq: 1 });
});

test('the step that makes a newer copy ready removes the older one: a device that dies right after it keeps nothing stale', async () => {
  await device.getReady(seat.sessionId);
  await school.api('PUT', `/api/exam/${EXAM}`, examOf(2));
  await device.refresh();
  const { listed, contentKey, scoringKey } = await session();
  const { hash } = listed.package;
  const answer = await school.fetch(`/api/package/${hash}`, {});
  await storePackage(device.db, hash, examPackage.parse(await answer.json()));
  await markReady(device.db, await session(), { package: hash, contentKey, scoringKey });
  expect(await device.db.packages.toCollection().primaryKeys()).toEqual([hash]);
  expect(await device.db.items.count()).toBe(2);
  expect(await device.db.media.count()).toBe(0);
});

test('what no session and no run refers to is removed, media included', async () => {
  await device.getReady(seat.sessionId);
  const before = await device.db.items.count();
  await school.api('PUT', `/api/exam/${EXAM}`, examOf(2));
  await device.refresh();
  await device.getReady(seat.sessionId);
  expect(before).toBe(5);
  expect(await device.db.packages.count()).toBe(1);
  expect(await device.db.items.count()).toBe(2);
  expect(await device.db.media.count()).toBe(0);
});
