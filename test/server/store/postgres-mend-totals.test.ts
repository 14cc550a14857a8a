/*
 * Totals that went wrong are counted anew while a server writes. Oracle: a recount of every session afterwards. Without the lock
 * on the totals, what a writer added between the count and its commit would be counted twice or not at all.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mendTotals } from '../../../src/server/check/mend-totals.ts';
import { insertSession } from '../../../src/server/store/exam-sessions.ts';
import { mendPostgresDatabase } from '../../../src/server/store/open-for-change.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import { recountSessions } from '../../../src/server/store/recount-sessions.ts';
import { updateStandings } from '../../../src/server/store/session-rows.ts';
import type { Store } from '../../../src/server/store/store.ts';
import type { ExamSessionTable } from '../../../src/server/store/tables.ts';
import { type TestDatabase, takeDatabase } from '../../support/test-database.ts';
import { rows } from './rows.ts';

const WRITERS = 4;

let dataDir: string;
let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-mend-'));
  database = await takeDatabase();
  store = await openStore({ dataDir, databaseUrl: database.url });
});
afterAll(async () => {
  await store.close();
  await database.release();
  await rm(dataDir, { recursive: true, force: true });
});

const sessionOf = (workspaceId: string, n: number): ExamSessionTable => ({
  ...(rows.exam_session as ExamSessionTable),
  workspace_id: workspaceId,
  session_id: `session-${n}`,
  maturity: 'IN_PROGRESS',
  score_actual: null,
});

it('counts anew what went wrong, and nothing that is added meanwhile is lost or counted twice', async () => {
  for (const workspaceId of ['drifted', 'right']) {
    await store.write(async (db) => {
      await db.insertInto('workspace').values({ workspace_id: workspaceId, name: '', created_at: 0 }).execute();
      for (let n = 0; n < WRITERS; n += 1) await insertSession(db, sessionOf(workspaceId, n));
    });
  }
  const drift = () =>
    store.write((db) =>
      db.updateTable('session_tally').set({ sessions: 7 }).where('workspace_id', '=', 'drifted').execute(),
    );
  const mend = () => mendPostgresDatabase(database.url, mendTotals);

  let isMending = true;
  let moves = 0;
  const writers = Array.from({ length: WRITERS }, async (_, n) => {
    let session = sessionOf('drifted', n);
    while (isMending) {
      const isDone = session.maturity === 'COMPLETE';
      const change = isDone
        ? { maturity: 'IN_PROGRESS' as const, score_actual: null }
        : { maturity: 'COMPLETE' as const, score_actual: 25 * n };
      const before = session;
      await store.write((db) => updateStandings(db, 'drifted', [{ session: before, change }]));
      session = { ...session, ...change };
      moves += 1;
    }
  });
  for (let round = 1; round <= 5; round += 1) {
    await drift();
    const mended = await mend();
    expect([...mended.keys()]).toEqual(['drifted']);
    // Somebody wrote since the last one.
    const before = moves;
    while (moves < before + WRITERS) await store.read(() => Promise.resolve());
  }
  isMending = false;
  await Promise.all(writers);

  for (const workspaceId of ['drifted', 'right']) {
    expect(await store.read((db) => recountSessions(db, workspaceId))).toEqual([]);
  }
  expect(await mend()).toEqual(new Map());
});
