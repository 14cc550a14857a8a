/* A store of the release before the totals were kept. Oracle: its sessions, counted. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Insertable, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MIGRATIONS } from '../../../src/server/store/migrations/migrations.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import { recountSessions } from '../../../src/server/store/recount-sessions.ts';
import type { Tables } from '../../../src/server/store/tables.ts';
import { totalSessions } from '../../../src/server/store/total-sessions.ts';
import { createDatabase, dropDatabase } from '../../support/test-database.ts';
import { rows } from '../store/rows.ts';

let dataDir: string;
let databaseUrl: string | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-totals-'));
  databaseUrl = process.env.TEST_STORE === 'postgres' ? await createDatabase('') : undefined;
});
afterEach(async () => {
  if (databaseUrl !== undefined) await dropDatabase(databaseUrl);
  await rm(dataDir, { recursive: true, force: true });
});

test('what was there before stays as it was, is counted, and is in the class that its launch named', async () => {
  const { context_id: _, ...session } = rows.exam_session;
  const named = (session_id: string, workspace_id: string, contextId: string | undefined, change: object) => ({
    ...session,
    session_id,
    workspace_id,
    launch_json: JSON.stringify({ user_id: 'student', context_id: contextId }),
    ...change,
  });
  const a = named('a', 'oak', 'k"1', { score_actual: 66.6667, created_at: 3 });
  const b = named('b', 'oak', 'k"1', { score_actual: 33.3333, maturity: 'IN_PROGRESS', created_at: 4 });
  const c = named('c', 'oak', undefined, {
    score_actual: null,
    maturity: 'NOT_STARTED',
    config_id: 'other',
    created_at: 1,
  });
  const elmA = named('a', 'elm', 'k"1', { score_actual: 100, created_at: 2 });
  const earlier = MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex(({ name }) => name === '0007-session-tallies'),
  );
  const old = await openStore({ dataDir, databaseUrl, migrations: earlier });
  await old.write((db) =>
    db
      .insertInto('exam_session')
      .values([a, b, c, elmA] as Insertable<Tables['exam_session']>[])
      .execute(),
  );
  await old.close();

  const store = await openStore({ dataDir, databaseUrl });
  const after = await store.read(async (db) => ({
    differences: [...(await recountSessions(db, 'oak')), ...(await recountSessions(db, 'elm'))],
    all: await totalSessions(db, 'oak', {}),
    ofClass: await totalSessions(db, 'oak', { contextIds: ['k"1'], maturities: ['COMPLETE'] }),
    ofNoClass: await totalSessions(db, 'oak', { contextIds: [''] }),
    sessions: await db.selectFrom('exam_session').selectAll().orderBy('workspace_id').orderBy('session_id').execute(),
  }));
  // PostgreSQL never had them in another order, and says nothing of it.
  const laid = databaseUrl
    ? null
    : await store.read((db) =>
        sql<{ at: number }>`select created_at as at from exam_session order by rowid`.execute(db),
      );
  await store.close();
  if (laid) expect(laid.rows.map(({ at }) => at)).toEqual([1, 2, 3, 4]);
  const units = (sum: number) => ({ units: BigInt(sum), scale: 4 });
  expect(after).toEqual({
    differences: [],
    all: { total: 3, scored: 2, min: 33.3333, max: 66.6667, sum: units(1_000_000) },
    ofClass: { total: 1, scored: 1, min: 66.6667, max: 66.6667, sum: units(666_667) },
    ofNoClass: { total: 1, scored: 0, min: null, max: null, sum: null },
    sessions: [elmA, a, b, c].map((session) => ({ ...session, context_id: session === c ? '' : 'k"1' })),
  });
});
