/*
 * Two schools on one server whose exams, configs, sessions, runs and writers have the same ids. Oracle: the rows of the other
 * school. Whatever happens in one, not a row of the other changes, and nothing of it is found from there.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimRun } from '../../../src/server/session/claim.ts';
import { importRun } from '../../../src/server/session/import-run.ts';
import { listJournal } from '../../../src/server/session/list-journal.ts';
import { mergeJournal } from '../../../src/server/session/merge.ts';
import { receiveBatch } from '../../../src/server/session/receive-batch.ts';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import type { Db } from '../../../src/server/store/store.ts';
import { type Classroom, openClassroom, PACKAGE, QUESTION, SESSION } from './classroom.ts';
import { choose, device, type TestDevice } from './test-device.ts';

const OTHER = 'elm';
const COPIED = [
  'exam',
  'package',
  'exam_config',
  'exam_session',
  'run',
  'answer',
  'answer_sheet',
  'answer_history',
  'writer',
  'journal',
  'receipt',
  'session_event',
] as const;

let room: Classroom;
let a: TestDevice;
let b: TestDevice;

const rowsOf = (db: Db, workspaceId: string) =>
  Promise.all(
    COPIED.map(async (table) => {
      const rows = await db
        .selectFrom(table as 'run')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .execute();
      return [table, rows.map((row) => JSON.stringify(row)).sort()] as const;
    }),
  );

beforeAll(async () => {
  room = await openClassroom({ settings: { allowRetakes: true } });
  a = await device(room, 'a');
  b = await device(room, 'b');
  await a.save('i0', 0).save('i1', 1).send();
  await b.save('i0', 3).save('i2', 2).send();
  await a.submit();
  await room.test.addWorkspace(OTHER);
  // The other school is the first one's twin, to the last id.
  await room.write(async (db) => {
    for (const table of COPIED) {
      const rows = await db
        .selectFrom(table as 'run')
        .selectAll()
        .where('workspace_id', '=', room.workspaceId)
        .execute();
      for (const { history_id: _, event_id: __, ...row } of rows as Array<
        Record<string, unknown> & (typeof rows)[number]
      >) {
        await db
          .insertInto(table as 'run')
          .values({ ...row, workspace_id: OTHER })
          .execute();
      }
    }
  });
});
afterAll(() => room.close());

const decision = (take: 'stranded' | 'current') => ({
  decisions: [{ run: b.run, writer: b.writer, seq: 1, itemId: 'i0', questionId: QUESTION, take }],
});
const answers = {
  submitForScoring: false,
  responses: [{ itemId: 'i4', questions: [{ id: QUESTION, response: choose(2) }] }],
};

const OPERATIONS: Record<string, (db: Db) => Promise<unknown>> = {
  'a batch': (db) => {
    a.save('i3', 2);
    const batch = { sessionId: SESSION, run: a.run, deviceId: a.deviceId, body: a.batch() };
    return receiveBatch(db, room.workspaceId, batch, room.ctx());
  },
  'a batch of another device': (db) => {
    b.save('i3', 1);
    const batch = { sessionId: SESSION, run: b.run, deviceId: b.deviceId, body: b.batch() };
    return receiveBatch(db, room.workspaceId, batch, room.ctx());
  },
  'a submit': (db) => {
    const body = a.batch({ submit: a.claim() });
    return receiveBatch(
      db,
      room.workspaceId,
      { sessionId: SESSION, run: a.run, deviceId: a.deviceId, body },
      room.ctx(),
    );
  },
  'a file': (db) =>
    importRun(
      db,
      room.workspaceId,
      { sessionId: SESSION, deviceId: a.deviceId, uploads: [a.save('i4', 1).batch({ baseSeq: 0 })] },
      room.ctx(),
    ),
  'a merge': (db) => mergeJournal(db, room.workspaceId, SESSION, decision('stranded'), room.ctx()),
  'a dismissal': (db) => mergeJournal(db, room.workspaceId, SESSION, decision('current'), room.ctx()),
  'a release': (db) => releaseRun(db, room.workspaceId, SESSION, room.ctx()),
  'a reopening': (db) => reopenSession(db, room.workspaceId, SESSION, room.ctx()),
  'a claim, reopened': async (db) => {
    await reopenSession(db, room.workspaceId, SESSION, room.ctx());
    const claim = { sessionId: SESSION, deviceId: b.deviceId, run: b.run, writer: b.writer, package: PACKAGE };
    return await claimRun(db, room.workspaceId, claim, room.ctx());
  },
  'responses, reopened': async (db) => {
    await reopenSession(db, room.workspaceId, SESSION, room.ctx());
    return await setResponses(db, room.workspaceId, SESSION, answers, room.ctx());
  },
  'a retake': (db) => retakeSession(db, room.workspaceId, SESSION, room.ctx()),
  'a reset': (db) => resetSession(db, room.workspaceId, SESSION, room.ctx()),
  'a reset, and its undoing with what stranded meanwhile': async (db) => {
    await resetSession(db, room.workspaceId, SESSION, room.ctx());
    a.save('i1', 0);
    const batch = { sessionId: SESSION, run: a.run, deviceId: a.deviceId, body: a.batch() };
    await receiveBatch(db, room.workspaceId, batch, room.ctx());
    return await restoreRun(db, room.workspaceId, SESSION, a.run, room.ctx());
  },
};

class TakenBack extends Error {}

describe('in one of two schools that are alike', () => {
  test.each(Object.keys(OPERATIONS))('%s changes the rows of that one, and none of the other', async (name) => {
    room.later();
    const [own, other] = [
      await room.read((db) => rowsOf(db, room.workspaceId)),
      await room.read((db) => rowsOf(db, OTHER)),
    ];
    const isTakenBack = await room
      .write(async (db) => {
        await OPERATIONS[name]?.(db);
        expect(await rowsOf(db, room.workspaceId)).not.toEqual(own);
        expect(await rowsOf(db, OTHER)).toEqual(other);
        throw new TakenBack();
      })
      .catch((error: unknown) => {
        if (error instanceof TakenBack) return true;
        throw error;
      });
    expect(isTakenBack).toBe(true);
  });

  test('the journal lists what waits in that one', async () => {
    const page = { kind: 'stranded' as const, after: null, limit: 100 };
    const listed = await room.read((db) => listJournal(db, room.workspaceId, SESSION, page));
    await room.write(async (db) => {
      await db.deleteFrom('journal').where('workspace_id', '=', OTHER).execute();
    });
    expect(await room.read((db) => listJournal(db, room.workspaceId, SESSION, page))).toEqual(listed);
    expect(await room.read((db) => listJournal(db, OTHER, SESSION, page))).toEqual([]);
  });

  test('what was signed in one is nothing in the other', async () => {
    const keys = await room.read((db) =>
      db.selectFrom('workspace_secret').selectAll().where('name', '=', 'receipt-signing-key').execute(),
    );
    expect(new Set(keys.map((row) => JSON.stringify(row.value))).size).toBe(2);
  });
});
