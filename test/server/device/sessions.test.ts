import { createDecipheriv, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workspaceSecret } from '../../../src/server/store/workspaces.ts';
import { DEVICE, EXAM, OTHER_DEVICE, openSchool, problemOf, RIGHT, type School } from './school.ts';

let school: School;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
});
afterEach(() => school.close());

const WRITER = 'writer-of-the-device';

it('lists the tests of the student with all that taking them offline needs, and stores no answer in a cache', async () => {
  const { id, ticket } = await school.addSession(await school.addConfig({ shuffleOptions: true }), 'kevin');
  const authorization = await school.bearer(ticket);
  const response = await school.ask('GET', '/api/device/exam-sessions', { authorization });
  expect(response.headers.get('cache-control')).toBe('private, no-store');

  const list = await school.list(authorization);
  expect(list).toMatchObject({
    storeId: school.deps.store.storeId,
    now: school.clock.now,
    student: { id: 'kevin', name: 'Kevin Campbell' },
    nextToken: null,
  });
  expect(list.items).toEqual([
    {
      id,
      maturity: 'NOT_STARTED',
      attempt: 1,
      run: expect.any(String),
      epoch: 1,
      opening: 1,
      revision: 0,
      examId: 'exam',
      examName: EXAM.name,
      examVersion: 0,
      config: {
        shuffleOptions: true,
        shuffleItems: false,
        showScoreOnComplete: false,
        showCorrectAnswersOnComplete: false,
        allowRetakes: false,
        keyRelease: 'server',
        window: { opensAt: null, closesAt: null },
      },
      accommodations: {},
      package: {
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: expect.any(Number),
        contentKey: expect.any(String),
      },
      runKey: expect.any(String),
      envelope: expect.any(String),
      uploadToken: expect.stringMatching(/^u1\./),
      ackedThrough: {},
      canRetake: false,
      shown: null,
    },
  ]);
});

it('lists what this student gets beyond the others, and more of it on the next contact', async () => {
  const { id, ticket } = await school.addSession(await school.addConfig(), 'kevin');
  const authorization = await school.bearer(ticket);
  expect((await school.list(authorization)).items).toMatchObject([{ accommodations: {}, revision: 0 }]);
  const { now } = school.clock;
  await school.integrator('POST', `/api/exam-session/${id}/accommodations`, { extraSeconds: 600, paused: true });
  expect((await school.list(authorization)).items).toMatchObject([
    {
      accommodations: { timeLimitFactor: 1, extraSeconds: 600, pauses: [{ from: now, to: null }] },
      revision: 1,
    },
  ]);
});

it('while the store takes no write, what was sealed before is listed, and what was not is to be asked for again', async () => {
  let full = false;
  const beforeCommit = () => {
    if (full) throw new Error('no space left on the device');
  };
  const other = await openSchool({ store: { testing: { hooks: { beforeCommit } } } });
  await other.putExam();
  const { ticket } = await other.addSession(await other.addConfig(), 'kevin');
  const authorization = await other.bearer(ticket);
  const listed = await other.list(authorization);
  full = true;
  // Envelopes are made anew each time.
  const now = (await other.list(authorization)).items.map(({ envelope: _, ...item }) => item);
  expect(now).toEqual(listed.items.map(({ envelope: _, ...item }) => item));

  full = false;
  await other.addSession(await other.addConfig({ shuffleItems: true }), 'kevin');
  full = true;
  const refused = await other.ask('GET', '/api/device/exam-sessions', { authorization });
  expect(await problemOf(refused)).toBe('503 unavailable');
  expect(refused.headers.get('retry-after')).toBe('5');
  await other.close();
});

it('the keys it names are public ones', async () => {
  const { ticket } = await school.addSession(await school.addConfig(), 'kevin');
  const body = await (
    await school.ask('GET', '/api/device/exam-sessions', { authorization: await school.bearer(ticket) })
  ).text();
  const [key] = JSON.parse(body).publicKeys;
  expect(Object.keys(key).sort()).toEqual(['crv', 'kid', 'kty', 'x', 'y']);
});

it('a list is the same package, run key and upload token each time it is asked for', async () => {
  const { ticket } = await school.addSession(await school.addConfig(), 'kevin');
  const first = await school.only(await school.bearer(ticket));
  const second = await school.only(await school.bearer(ticket));
  expect({ ...second, envelope: '' }).toEqual({ ...first, envelope: '' });
});

it('lists nobody else’s tests, and pages through one’s own', async () => {
  const configs = await Promise.all([1, 2, 3].map(() => school.addConfig()));
  const ids: string[] = [];
  let ticket = '';
  for (const config of configs) {
    const session = await school.addSession(config, 'kevin');
    await school.addSession(config, 'lena');
    ids.push(session.id);
    ticket = session.ticket;
  }
  const authorization = await school.bearer(ticket);
  const seen: string[] = [];
  let query = '?limit=2';
  for (let page = 0; page < 2; page++) {
    const list = await school.list(authorization, query);
    seen.push(...list.items.map(({ id }) => id));
    query = `?limit=2&nextToken=${list.nextToken}`;
    expect(list.nextToken === null).toBe(page === 1);
  }
  expect(seen).toEqual([...ids].sort());
  const bad = await school.ask('GET', '/api/device/exam-sessions?nextToken=x', { authorization });
  expect(await problemOf(bad)).toBe('422 invalid');
});

it('a token that was revoked, cut short, made up or left out is 401', async () => {
  const { ticket } = await school.addSession(await school.addConfig(), 'kevin');
  const authorization = await school.bearer(ticket);
  for (const wrong of [
    authorization.slice(0, -1),
    `${authorization}A`,
    `Bearer d1.${'A'.repeat(43)}`,
    'Bearer x',
    'Bearer u1.x.y',
  ]) {
    const response = await school.ask('GET', '/api/device/exam-sessions', { authorization: wrong });
    expect(await problemOf(response)).toBe('401 unauthorized');
  }
  expect((await school.ask('GET', '/api/device/exam-sessions')).status).toBe(401);
  await school.deps.store.write(async (db) => {
    await db.updateTable('device_token').set({ revoked_at: 1 }).execute();
  });
  expect((await school.ask('GET', '/api/device/exam-sessions', { authorization })).status).toBe(401);
});

it('an integrator and a student are not each other', async () => {
  const { id, ticket } = await school.addSession(await school.addConfig(), 'kevin');
  const authorization = await school.bearer(ticket);
  expect((await school.ask('GET', '/api/device/exam-sessions', { authorization: school.authorization })).status).toBe(
    403,
  );
  expect((await school.ask('GET', `/api/exam-session/${id}`, { authorization })).status).toBe(403);
  expect((await school.ask('GET', '/api/exam/exam', { authorization })).status).toBe(403);
});

it('listing says that the device was heard', async () => {
  const { ticket } = await school.addSession(await school.addConfig(), 'kevin');
  const authorization = await school.bearer(ticket);
  school.clock.now += 60_000;
  await school.list(authorization);
  const devices = await school.deps.store.read((db) => db.selectFrom('device').selectAll().execute());
  expect(devices).toMatchObject([{ device_id: DEVICE, last_contact_at: school.clock.now }]);
});

describe('the version', () => {
  it('is the newest until the run is pinned, and the pinned one from then on', async () => {
    const { id, ticket } = await school.addSession(await school.addConfig(), 'kevin');
    const authorization = await school.bearer(ticket);
    const before = await school.only(authorization);
    await school.putExam({ ...EXAM, name: 'Second edition' });
    const newest = await school.only(authorization);
    expect(newest).toMatchObject({ examVersion: 1, examName: 'Second edition' });
    expect(newest.package.hash).not.toBe(before.package.hash);

    const body = { run: newest.run, writer: WRITER, package: newest.package.hash };
    expect((await school.ask('POST', `/api/device/exam-session/${id}/claim`, { authorization, body })).status).toBe(
      200,
    );
    await school.putExam({ ...EXAM, name: 'Third edition' });
    const pinned = await school.only(authorization);
    expect(pinned).toMatchObject({ examVersion: 1, examName: 'Second edition', package: newest.package });
  });
});

describe('the run key', () => {
  it('is in its envelope for the server to read, and differs for every device and run', async () => {
    const config = await school.addConfig({ allowRetakes: true });
    const { id, ticket } = await school.addSession(config, 'kevin');
    const here = await school.only(await school.bearer(ticket));
    const there = await school.only(await school.bearer(ticket, OTHER_DEVICE));
    expect(here.runKey).not.toBe(there.runKey);
    expect(Buffer.from(here.runKey, 'base64url')).toHaveLength(32);

    const secret = await school.deps.store.read((db) => workspaceSecret(db, school.workspaceId, 'envelope-key'));
    const key = Buffer.from(secret, 'base64url');
    const [header = '', sealed = ''] = here.envelope.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual([school.workspaceId, here.run, DEVICE]);
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(`satchel:envelope:${here.run}:${DEVICE}`))
      .setAuthTag(bytes.subarray(-16));
    const opened = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    expect(opened.toString('base64url')).toBe(here.runKey);
    expect(createHmac('sha256', key).update(`run-key|${here.run}|${DEVICE}`).digest().equals(opened)).toBe(true);

    await school.integrator('GET', `/api/exam-session/${id}/reset`);
    await school.answer(id, RIGHT);
    await school.integrator('GET', `/api/exam-session/${id}/retake`);
    const next = await school.only(await school.bearer(ticket));
    expect(next.run).not.toBe(here.run);
    expect(next.runKey).not.toBe(here.runKey);
  });
});
