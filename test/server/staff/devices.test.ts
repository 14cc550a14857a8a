/*
 * What staff are told of a device beyond whether it may be collected, and what they have it do. Oracle: the sentences, after
 * what the device reported over the wire; and what its next list of tests says.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startStaffSession } from '../../../src/server/auth/staff-session.ts';
import { deviceNotes } from '../../../src/server/routes/staff-device-notes.ts';
import { addStaff } from '../../../src/server/store/staff.ts';
import { staffDevices } from '../../../src/shared/contract/staff.ts';
import { DEVICE, OTHER_DEVICE, openSchool, problemOf, type School } from '../device/school.ts';

const MINUTE = 60_000;
const MB = 1_000_000;
const clean = { deviceId: DEVICE, unsentAnswers: 0, waitingSubmits: 0, needsAttention: 0 };

let school: School;
let cookie: string;
let bearer: string;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
  const { ticket } = await school.addSession(await school.addConfig(), 'kevin');
  bearer = await school.bearer(ticket);
  cookie = await staffOf('demo');
});
afterEach(() => school.close());

async function staffOf(workspaceId: string): Promise<string> {
  await school.deps.store.write((db) =>
    addStaff(db, workspaceId, { username: 'pat', role: 'proctor', passwordHash: '' }, 0),
  );
  const request = new Request('http://localhost/');
  const set = await startStaffSession(school.deps, request, { workspaceId, username: 'pat', passwordHash: '' });
  return set?.split(';')[0] ?? '';
}

async function report(said: object, authorization = bearer): Promise<void> {
  const response = await school.ask('POST', '/api/device/report', { authorization, body: { ...clean, ...said } });
  expect(response.status).toBe(200);
  school.clock.now += MINUTE;
}

async function devices() {
  const response = await school.app.request('/api/staff/devices', { headers: { cookie } });
  return staffDevices.parse(await response.json()).items;
}

const clear = (deviceId = DEVICE, as = cookie) =>
  school.app.request(`/api/staff/device/${deviceId}/clear-received`, { method: 'POST', headers: { cookie: as } });

describe('a device that lost its database', () => {
  test('was last heard with 31 answers, and has none now', async () => {
    await report({ answers: 31, unsentAnswers: 4 });
    await report({ answers: 0, lost: { times: 1, rescued: 1 } });
    expect((await devices())[0]?.notes).toEqual([
      'Its browser lost what was saved on it, 1 minute ago. Last heard with 31 answers, 4 of them not sent. 1 test came back from its second copy.',
    ]);
  });

  test('goes on being told so while it reports as before, and anew when it happens again', async () => {
    await report({ answers: 31 });
    await report({ answers: 0, lost: { times: 1, rescued: 0 } });
    await report({ answers: 33, lost: { times: 1, rescued: 0 } });
    expect((await devices())[0]?.notes).toEqual([
      'Its browser lost what was saved on it, 2 minutes ago. Last heard with 31 answers.',
    ]);
    await report({ answers: 0, lost: { times: 2, rescued: 0 } });
    expect((await devices())[0]?.notes).toEqual([
      'Its browser lost what was saved on it, 1 minute ago. Last heard with 33 answers.',
    ]);
  });

  test('is told of when it had never reported before', async () => {
    await report({ lost: { times: 1, rescued: 2 } });
    expect((await devices())[0]?.notes).toEqual([
      'Its browser lost what was saved on it, 1 minute ago. 2 tests came back from its second copy.',
    ]);
  });
});

test.each([
  [{ persisted: true, usage: 0, quota: 1000 * MB }, []],
  [{ persisted: true, usage: 900 * MB, quota: 1020 * MB }, ['Nearly full: 120 MB free.']],
  [{ persisted: true, usage: 990 * MB, quota: 1020 * MB }, ['Full: 30 MB free. No test can start on it.']],
  [{ persisted: true, usage: 1030 * MB, quota: 1020 * MB }, ['Full: 0 MB free. No test can start on it.']],
  [{ persisted: false, usage: 0, quota: 1000 * MB }, ['Its browser may clear what is saved when the disk is full.']],
])('storage %j is told as %j', (storage, notes) => {
  expect(deviceNotes({ report: { ...clean, storage }, loss: null }, 0)).toEqual(notes);
});

describe('clearing received tests from a device', () => {
  test('is said with its next list of tests, and stays said', async () => {
    expect(await school.list(bearer)).not.toHaveProperty('clearReceivedAt');
    const askedAt = school.clock.now;
    expect((await clear()).status).toBe(200);
    school.clock.now += MINUTE;
    expect(await school.list(bearer)).toMatchObject({ clearReceivedAt: askedAt });
    expect((await devices())[0]?.clearReceivedAt).toBe(new Date(askedAt).toISOString());
    await report({});
    expect(await school.list(bearer)).toMatchObject({ clearReceivedAt: askedAt });
  });

  test('is for that device alone', async () => {
    await clear();
    const { ticket } = await school.addSession(await school.addConfig(), 'lena');
    expect(await school.list(await school.bearer(ticket, OTHER_DEVICE))).not.toHaveProperty('clearReceivedAt');
  });

  test('is for staff of the device’s own workspace', async () => {
    await school.addWorkspace('elm');
    expect(await problemOf(await clear(DEVICE, await staffOf('elm')))).toBe('404 not-found');
    expect(await problemOf(await clear(DEVICE, ''))).toBe('401 unauthorized');
    expect(
      await problemOf(
        await school.ask('POST', `/api/staff/device/${DEVICE}/clear-received`, { authorization: bearer }),
      ),
    ).toBe('403 forbidden');
    expect(await school.list(bearer)).not.toHaveProperty('clearReceivedAt');
  });

  test('of a device that nobody heard of is refused', async () => {
    expect(await problemOf(await clear('-never-heard-of-this-'))).toBe('404 not-found');
  });
});

describe('a device that was checked', () => {
  const checks = (...rest: object[]) => [{ check: 'worker', state: 'fine' }, ...rest];
  const checked = async () => (await devices())[0]?.checked;

  test('is told with when, and that all was fine; what nobody could tell is not held against it', async () => {
    const at = school.clock.now;
    await report({});
    expect(await checked()).toBeNull();
    await report({ preflight: { at, checks: checks({ check: 'battery', state: 'unknown' }) } });
    expect(await checked()).toEqual({ at: new Date(at).toISOString(), wrong: [] });
  });

  test('is told with a sentence for each thing that was not', async () => {
    const found = checks(
      { check: 'installed', state: 'advice' },
      { check: 'worker', state: 'wrong' },
      { check: 'persisted', state: 'advice' },
      { check: 'space', state: 'wrong', amount: 30 * MB },
      { check: 'probe', state: 'wrong' },
      { check: 'clock', state: 'advice', amount: -7 * MINUTE },
      { check: 'voices', state: 'advice' },
      { check: 'sound', state: 'wrong' },
      { check: 'battery', state: 'advice', amount: 18.4 },
      { check: 'moon', state: 'advice' },
    );
    await report({ preflight: { at: school.clock.now, checks: found } });
    expect((await checked())?.wrong).toEqual([
      'Not installed: it runs in a browser window.',
      'Does not open without a network yet.',
      'Its browser may clear what is saved when the disk is full.',
      'Little room: 30 MB free.',
      'Could not save and read back a few bytes: do not give a test on it.',
      'Its clock is 7 minutes behind.',
      'Has no voice of its own for reading aloud.',
      'No sound was heard.',
      'Battery at 18%, not plugged in.',
      'Not fine: moon.',
    ]);
  });

  test('was not checked tomorrow, whatever its clock says', async () => {
    const now = school.clock.now;
    await report({ preflight: { at: now + 86_400_000, checks: checks() } });
    expect(Date.parse((await checked())?.at ?? '')).toBeLessThanOrEqual(school.clock.now);
  });
});
