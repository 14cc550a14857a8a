import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mendTotals } from '../../../src/server/check/mend-totals.ts';
import { OperatorError } from '../../../src/server/operator-error.ts';
import { databasePath } from '../../../src/server/store/data-dir.ts';
import { insertSession } from '../../../src/server/store/exam-sessions.ts';
import { StoreMoved, setFence } from '../../../src/server/store/fence.ts';
import { changeSqliteStore } from '../../../src/server/store/open-for-change.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import { recountSessions } from '../../../src/server/store/recount-sessions.ts';
import { openWriter } from '../../../src/server/store/sqlite-engine.ts';
import type { ExamSessionTable } from '../../../src/server/store/tables.ts';
import { rows } from './rows.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-change-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const session = rows.exam_session as ExamSessionTable;

it('counts anew beside a server that has the file open, which goes on with what comes out', async () => {
  const store = await openStore({ dataDir });
  const workspaceId = session.workspace_id;
  await store.write(async (db) => {
    await db.insertInto('workspace').values({ workspace_id: workspaceId, name: '', created_at: 0 }).execute();
    await insertSession(db, session);
  });
  await store.write((db) => db.updateTable('session_tally').set({ sessions: 7 }).execute());
  expect([...(await changeSqliteStore(dataDir, mendTotals)).keys()]).toEqual([workspaceId]);
  await store.write((db) => insertSession(db, { ...session, session_id: 'another' }));
  expect(await store.read((db) => recountSessions(db, workspaceId))).toEqual([]);
  await store.close();
});

it('says in a sentence why it cannot be done, and changes nothing', async () => {
  await expect(changeSqliteStore(dataDir, mendTotals)).rejects.toThrow('there is no database');
  await (await openStore({ dataDir })).close();
  const writer = openWriter(databasePath(dataDir));
  setFence(writer, 'postgres://elsewhere');
  writer.close();
  await expect(changeSqliteStore(dataDir, mendTotals)).rejects.toThrow(StoreMoved);
  await writeFile(
    databasePath(dataDir),
    'this was a database once, and is as long as the first page of one '.repeat(80),
  );
  await expect(changeSqliteStore(dataDir, mendTotals)).rejects.toThrow(OperatorError);
});
