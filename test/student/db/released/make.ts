/*
 * A device in the midst of a school day, and the server as it was then: every table has rows, and much of it the server has
 * not. Made with the code of a version when that is released, and kept.
 */
import { readFile, rm } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { IDBFactory } from 'fake-indexeddb';
import { expect } from 'vitest';
import { backupDatabase } from '../../../../src/server/store/backup.ts';
import { DATABASE_NAME } from '../../../../src/student/db/rows.ts';
import { keepCopies } from '../../../../src/student/db/second-copy.ts';
import { sealRun } from '../../../../src/student/sync/seal-run.ts';
import { Outside } from '../../outside.ts';
import { offline, openSchool } from '../../sync/classroom.ts';
import { type DatabaseDump, dumpDatabase, withKeysToTakeOut } from './dump.ts';

export interface Released {
  database: DatabaseDump;
  /** The second copy, by name. */
  copies: Record<string, string>;
  /** What the API answers to, on the server of that day. */
  server: { authorization: string; now: number };
  /** Ada is signed in: one test open, one submitted without a network. Ben left. */
  ada: { ticket: string; open: { session: string; run: string }; submitted: { session: string; run: string } };
  ben: { ticket: string; left: { session: string; run: string } };
}

/** Of the open test the server has the first, of the others nothing: chosen options by item number. */
export const SAVED = {
  open: { 0: 0, 1: 3, 2: 2, 5: 1 },
  submitted: { 0: 0, 1: 1, 2: 2, 3: 3, 4: 0, 5: 1, 6: 2, 7: 3 },
  left: { 0: 0, 3: 2 },
};

/** @returns the device as JSON, and the server's database, gzipped */
export const makeReleased = (): Promise<{ released: Released; serverFile: Buffer }> => withKeysToTakeOut(make);

async function make(): Promise<{ released: Released; serverFile: Buffer }> {
  const school = await openSchool();
  const indexedDB = new IDBFactory();
  const device = school.device(indexedDB);
  const second = await school.createConfig({ showScoreOnComplete: true, keyRelease: 'submit' });
  const open = await school.createSession('ada');
  const submitted = await school.createSession('ada', second);
  const left = await school.createSession('ben');

  const openRun = await device.start(open);
  await device.answer(openRun, 0, 0);
  await device.answer(openRun, 1, 1);
  await device.upload();
  expect(await device.getReady(submitted.sessionId)).toMatchObject({ ok: true });
  await device.signOut();
  const leftRun = await device.start(left);
  device.always = offline;
  for (const [item, index] of Object.entries(SAVED.left)) await device.answer(leftRun, Number(item), index);
  await device.signOut();

  expect(await device.signIn(open.ticket, false)).toMatchObject({ ok: true });
  await device.open(open.sessionId);
  for (const item of [1, 2, 5] as const) await device.answer(openRun, item, SAVED.open[item]);
  const submittedRun = await device.open(submitted.sessionId);
  for (const [item, index] of Object.entries(SAVED.submitted)) await device.answer(submittedRun, Number(item), index);
  expect(await device.submit(submittedRun)).toMatchObject({ ok: true });

  const outside = new Outside();
  await keepCopies({ db: device.db, copies: outside.copies, sealRun, now: () => device.now }, new Map());
  device.db.close();
  const database = await dumpDatabase(indexedDB, DATABASE_NAME);
  const file = `${school.server.dataDir}-backup.sqlite`;
  await backupDatabase({ dataDir: school.server.dataDir, file });
  const serverFile = gzipSync(await readFile(file), { level: 9 });
  await rm(file);
  const { authorization, clock } = school.server;
  await school.close();
  return {
    serverFile,
    released: {
      database,
      copies: Object.fromEntries(outside.texts),
      server: { authorization, now: clock.now },
      ada: {
        ticket: open.ticket,
        open: { session: open.sessionId, run: openRun },
        submitted: { session: submitted.sessionId, run: submittedRun },
      },
      ben: { ticket: left.ticket, left: { session: left.sessionId, run: leftRun } },
    },
  };
}

export const unpacked = (serverFile: Buffer): Buffer => gunzipSync(serverFile);
