import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runUploadPass } from '../../../src/student/sync/upload-pass.ts';
import { chosen, type Device, openSchool, type School } from './classroom.ts';

let school: School;
let device: Device;
let seat: { sessionId: string; ticket: string };
let run: string;

beforeEach(async () => {
  school = await openSchool();
  seat = await school.createSession('ada');
  device = school.device();
  run = await device.start(seat);
});
afterEach(() => school.close());

test('a whole test goes up: answers, submit, score, and a receipt that verifies', async () => {
  for (let item = 0; item < 8; item++) await device.answer(run, item, item % 4);
  expect(await device.submit(run)).toMatchObject({ ok: true });
  expect(await device.upload()).toMatchObject({ retry: false });
  expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
  expect(await device.run(run)).toMatchObject({
    state: 'received',
    ackedSeq: 8,
    receipt: expect.stringMatching(/\./),
    receivedAt: school.server.clock.now,
  });
  expect(device.sent).toHaveLength(1);
});

test('answers go up before the submit, and the state of each changes only with the acknowledgement', async () => {
  await device.answer(run, 0, 3);
  expect(await device.run(run)).toMatchObject({ seq: 1, ackedSeq: 0 });
  await device.upload();
  expect(await device.run(run)).toMatchObject({ seq: 1, ackedSeq: 1, state: 'open' });
  const session = await school.getSession(seat.sessionId);
  expect(session.maturity).toBe('IN_PROGRESS');
  expect(chosen(session)).toEqual({ 0: 3 });
});

test('a changed and a cleared answer arrive as they are now', async () => {
  await device.answer(run, 0, 3);
  await device.answer(run, 1, 2);
  await device.upload();
  await device.answer(run, 0, 1);
  await device.answer(run, 1, null);
  await device.upload();
  expect(chosen(await school.getSession(seat.sessionId))).toEqual({ 0: 1 });
});

test('a pass with nothing to send asks nothing', async () => {
  await device.answer(run, 0, 3);
  await device.upload();
  device.asked = [];
  expect(await device.upload()).toMatchObject({ tried: false, retry: false });
  expect(device.asked).toEqual([]);
});

test('a test of many answers goes in several batches, and only the last submits', async () => {
  await school.putExam(450);
  const config = await school.createConfig();
  const big = await school.createSession('grace', config);
  const bigRun = await device.start(big);
  for (let item = 0; item < 450; item++) await device.answer(bigRun, item, item % 4);
  await device.submit(bigRun);
  await device.upload();
  expect(device.sent.map(({ sync, submitForScoring }) => [sync.baseSeq, sync.lastSeq, submitForScoring])).toEqual([
    [0, 200, false],
    [200, 400, false],
    [400, 450, true],
  ]);
  // The one that hands the test in, and no other.
  expect(device.urgent).toEqual(device.sent.map(({ submitForScoring }) => submitForScoring));
  expect(await device.run(bigRun)).toMatchObject({ state: 'received' });
  expect(await school.getSession(big.sessionId)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
});

test('answers of a student who signed out go up with the run’s own token', async () => {
  await device.answer(run, 0, 3);
  await device.submit(run);
  await device.signOut();
  expect(await device.upload()).toMatchObject({ retry: false });
  expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE' });
  expect(await device.run(run)).toMatchObject({ state: 'received' });
});

test('several students of one device go up in one pass, a finished test first', async () => {
  const other = await school.createSession('grace');
  await device.answer(run, 0, 3);
  const second = await device.start(other);
  await device.answer(second, 0, 0);
  await device.submit(second);
  await device.upload();
  expect(device.sent.map(({ sync }) => sync.run)).toEqual([second, run]);
  expect(chosen(await school.getSession(seat.sessionId))).toEqual({ 0: 3 });
});

test('with scoring keys on the device, its score is the server’s', async () => {
  const config = await school.createConfig({ showScoreOnComplete: true, keyRelease: 'submit' });
  const practice = await school.createSession('grace', config);
  const own = await device.start(practice);
  for (const [item, index] of [0, 1, 2, 0, 1].entries()) await device.answer(own, item, index);
  await device.submit(own);
  const { provisional } = await device.run(own);
  expect(provisional?.points).toMatchObject({ actual: 3, max: 8 });
  await device.upload();
  expect((await school.getSession(practice.sessionId)).results).toEqual(provisional);
});

test('without scoring keys there is no score before the server’s', async () => {
  await device.answer(run, 0, 0);
  await device.submit(run);
  expect((await device.run(run)).provisional).toBeNull();
  await device.upload();
  await device.refresh();
  expect((await device.session(seat.sessionId)).listed.shown).toMatchObject({ scoreActual: 12.5 });
});

describe('an empty test', () => {
  test('can be submitted, and is received', async () => {
    await device.submit(run);
    await device.upload();
    expect(await device.run(run)).toMatchObject({ state: 'received', submit: { count: 0, through: 0 } });
  });
});

test('another pass while one runs only sends the same again: every answer is there once', async () => {
  for (let item = 0; item < 8; item++) await device.answer(run, item, item % 4);
  await device.submit(run);
  await Promise.all([device.upload(), device.upload(), device.upload()]);
  expect(await device.run(run)).toMatchObject({ state: 'received', ackedSeq: 8 });
  expect(await school.getSession(seat.sessionId)).toMatchObject({ scoreActual: 100 });
});

describe('the pass of the service worker', () => {
  const worker = (fetch: (path: string, init: RequestInit) => Promise<Response>) =>
    runUploadPass({ indexedDB, fetch, now: () => device.now, later: () => () => undefined });
  let indexedDB: IDBFactory;
  beforeEach(async () => {
    indexedDB = new IDBFactory();
    device = school.device(indexedDB);
    const other = await school.createSession('grace');
    run = await device.start(other);
    await device.answer(run, 0, 2);
    seat = other;
  });

  test('uploads what a closed page left behind, and says that nothing is left', async () => {
    device.db.close();
    expect(await worker(school.fetch)).toBe(true);
    expect(chosen(await school.getSession(seat.sessionId))).toEqual({ 0: 2 });
  });

  test('says when something is left, so that the browser tries again', async () => {
    expect(await worker(() => Promise.reject(new TypeError('Failed to fetch')))).toBe(false);
    expect(await device.run(run)).toMatchObject({ ackedSeq: 0 });
  });

  test('beside an open page loses nothing and doubles nothing', async () => {
    await Promise.all([worker(school.fetch), device.upload(), worker(school.fetch)]);
    expect(await device.run(run)).toMatchObject({ seq: 1, ackedSeq: 1 });
    expect(chosen(await school.getSession(seat.sessionId))).toEqual({ 0: 2 });
  });

  test('knows neither window nor document, in none of its modules', async () => {
    const seen = new Set<string>();
    const visit = async (file: string): Promise<void> => {
      if (seen.has(file)) return;
      seen.add(file);
      const source = await readFile(file, 'utf8');
      expect(source, file).not.toMatch(/\b(window|document|localStorage|navigator)\b[.[]/);
      for (const [, path] of source.matchAll(/^(?:import|export) (?!type)[^;]*?from '(\.[^']+)'/gms)) {
        if (path !== undefined) await visit(join(dirname(file), path));
      }
    };
    await visit(join(import.meta.dirname, '../../../src/student/sync/upload-pass.ts'));
    expect(seen.size).toBeGreaterThan(15);
  });
});
