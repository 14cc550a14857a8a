/*
 * What a released version left on a device is opened by the code of today, and all of it reaches the server of that day under
 * the server code of today. Oracle: what was chosen then (`make.ts`), read from the server over its API.
 *
 * `WRITE_RELEASED=1` with this file writes the fixture of the version that is being released. It is written once.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../../../../src/server/app.ts';
import { databasePath } from '../../../../src/server/store/data-dir.ts';
import { examSessionAnswer } from '../../../../src/shared/contract/exam-session.ts';
import { putBack } from '../../../../src/student/db/put-back.ts';
import { DATABASE_VERSION } from '../../../../src/student/db/rows.ts';
import { readCopies } from '../../../../src/student/db/second-copy.ts';
import { createTestDeps } from '../../../support/server.ts';
import { chosen, Device } from '../../sync/classroom.ts';
import { fillDatabase } from './dump.ts';
import { makeReleased, type Released, SAVED, unpacked } from './make.ts';

const path = (version: number, end: string) => join(import.meta.dirname, `version-${version}.${end}`);
const VERSIONS = Array.from({ length: DATABASE_VERSION }, (_, at) => at + 1);

if (process.env.WRITE_RELEASED && !existsSync(path(DATABASE_VERSION, 'json'))) {
  const { released, serverFile } = await makeReleased();
  writeFileSync(path(DATABASE_VERSION, 'json'), `${JSON.stringify(released, null, 2)}\n`);
  writeFileSync(path(DATABASE_VERSION, 'sqlite.gz'), serverFile);
}

const closes: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});

/** The server of that day under the code of today. */
async function serverOf({ server }: Released, file: Buffer) {
  const dataDir = await mkdtemp(join(tmpdir(), 'satchel-released-'));
  closes.push(() => rm(dataDir, { recursive: true, force: true }));
  await writeFile(databasePath(dataDir), unpacked(file));
  const deps = await createTestDeps({ dataDir, now: server.now, seed: 'later' });
  closes.push(() => deps.close());
  const app = createApp(deps.deps);
  return {
    fetch: async (url: string, init: RequestInit) => app.request(url, init),
    async session(id: string) {
      const headers = { authorization: server.authorization };
      const answer = await app.request(`/api/exam-session/${id}?include[]=responses&include[]=results`, { headers });
      return examSessionAnswer.parse(await answer.json()).examSession;
    },
  };
}

async function setUp(released: Released, file: Buffer, { isLost = false } = {}) {
  const server = await serverOf(released, file);
  const indexedDB = new IDBFactory();
  if (!isLost) await fillDatabase(indexedDB, released.database);
  const device = new Device(server, indexedDB);
  closes.push(() => device.db.close());
  device.now = released.server.now;
  return { server, device };
}

const read = (version: number): [Released, Buffer] => [
  JSON.parse(readFileSync(path(version, 'json'), 'utf8')) as Released,
  readFileSync(path(version, 'sqlite.gz')),
];

async function expectAllThere({ server }: Awaited<ReturnType<typeof setUp>>, { ada, ben }: Released): Promise<void> {
  expect(chosen(await server.session(ada.open.session))).toEqual(SAVED.open);
  expect(chosen(await server.session(ben.left.session))).toEqual(SAVED.left);
  const submitted = await server.session(ada.submitted.session);
  expect(chosen(submitted)).toEqual(SAVED.submitted);
  expect(submitted).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
}

describe.each(VERSIONS)('a device of version %i', (version) => {
  test('has rows in every table', () => {
    const [{ database, copies }] = read(version);
    expect(database.version).toBe(version * 10);
    for (const { name, rows } of database.stores) {
      if (name !== 'media') expect(rows, name).not.toEqual([]);
    }
    expect(Object.keys(copies).length).toBeGreaterThan(0);
  });

  test('sends everything that was unsent to the server, whoever it is of', async () => {
    const [released, file] = read(version);
    const there = await setUp(released, file);
    expect(chosen(await there.server.session(released.ada.open.session))).toEqual({ 0: 0, 1: 1 });
    expect(await there.device.upload()).toMatchObject({ retry: false });
    await expectAllThere(there, released);
    const { ada } = released;
    expect(await there.device.run(ada.submitted.run)).toMatchObject({ state: 'received', problem: null });
    expect(await there.device.run(ada.open.run)).toMatchObject({ state: 'open', problem: null });
  });

  test('goes on with the open test, and with the one of who left, without a network', async () => {
    const [released, file] = read(version);
    const { device } = await setUp(released, file);
    const { ada, ben } = released;
    expect(await device.answers(ada.open.run)).toEqual(SAVED.open);
    expect(await device.answer(ada.open.run, 6, 2)).toMatchObject({ ok: true });
    expect(await device.answers(ada.open.run)).toEqual({ ...SAVED.open, 6: 2 });
    await device.signOut();
    expect(await device.signIn(ben.ticket, false)).toMatchObject({ ok: true });
    expect(await device.answers(ben.left.run)).toEqual(SAVED.left);
    expect(await device.signIn(ada.ticket, false)).toMatchObject({ ok: true });
    expect(await device.answers(ada.open.run)).toEqual({ ...SAVED.open, 6: 2 });
  });

  test('whose database is gone has its second copy put back, and sends that', async () => {
    const [released, file] = read(version);
    const there = await setUp(released, file, { isLost: true });
    const copies = { all: async () => new Map(Object.entries(released.copies)), put: never, remove: never };
    await putBack(there.device.db, { marker: null, copies: await readCopies(copies) });
    await there.device.upload();
    await expectAllThere(there, released);
  });
});

const never = () => expect.fail('nothing is written');

test('what the code of today leaves is what it opens', async () => {
  const { released, serverFile } = await makeReleased();
  const there = await setUp(released, serverFile);
  await there.device.upload();
  await expectAllThere(there, released);
}, 60_000);
