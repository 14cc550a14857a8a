/*
 * One exam, one config and one session over a real store, and what a test wants to know of its rows.
 */
import { createPublicKey, verify } from 'node:crypto';
import { sql } from 'kysely';
import { prepareExam } from '../../../src/server/import/prepare-exam.ts';
import type { SessionContext } from '../../../src/server/session/context.ts';
import { createRun } from '../../../src/server/session/create-run.ts';
import { type ReceivedBatch, receiveBatch } from '../../../src/server/session/receive-batch.ts';
import { answersOfRun } from '../../../src/server/store/answers.ts';
import { insertSession } from '../../../src/server/store/exam-sessions.ts';
import { findRun, type RunRow } from '../../../src/server/store/runs.ts';
import { loadSession, type SessionRow } from '../../../src/server/store/session-rows.ts';
import type { Db } from '../../../src/server/store/store.ts';
import type {
  AnswerHistoryTable,
  AnswerTable,
  JournalTable,
  SessionEventTable,
  WriterTable,
} from '../../../src/server/store/tables.ts';
import { workspaceSecret } from '../../../src/server/store/workspaces.ts';
import { authoredExam } from '../../../src/shared/contract/exam.ts';
import type { ExamConfigSettings } from '../../../src/shared/contract/exam-config.ts';
import { examConfigSettings } from '../../../src/shared/contract/exam-config.ts';
import { heldPayload, receiptPayload } from '../../../src/shared/contract/receipt.ts';
import { type SyncAnswer, syncAnswer } from '../../../src/shared/contract/set-responses.ts';
import { allAnswers } from '../../support/all-answers.ts';
import { createTestDeps, type TestDeps, type TestDepsOptions } from '../../support/server.ts';
import { inOrder } from './dump.ts';

export const EXAM = 'exam';
export const CONFIG = 'config';
export const SESSION = 'session';
/** Packages of version 0 and 1 of the exam, and one that nobody ever made. */
export const PACKAGE = 'a'.repeat(64);
export const NEXT_PACKAGE = 'b'.repeat(64);
export const FOREIGN_PACKAGE = 'f'.repeat(64);

/** Every item has one question, and all of them are called `q`: a question's id is unique only in its item. */
export const ITEMS = ['i0', 'i1', 'i2', 'i3', 'i4', 'constructor'];
export const QUESTION = 'q';
export const rightOption = (itemId: string) => ITEMS.indexOf(itemId) % 4;

/** Version 0 has the options o0 to o3; in the others o3 is gone, and the rest stand the other way round. */
const authored = (version: number) => {
  const options = version === 0 ? [0, 1, 2, 3] : [2, 1, 0];
  return authoredExam.parse({
    name: 'Exam',
    items: ITEMS.map((id) => ({
      id,
      name: id,
      body: `<p>Body of ${id}</p>`,
      questions: [
        {
          id: QUESTION,
          interactionType: 'choice',
          prompt: `<p>Question of <b>${id}</b></p>`,
          options: options.map((option, index) => ({
            id: `o${option}`,
            content: `<p>option ${option}</p>`,
            isKey: index === (rightOption(id) < options.length ? rightOption(id) : 0),
          })),
        },
      ],
    })),
  });
};

/** In which rows came: a table itself has no order. */
const ORDER = {
  answer_history: ['history_id'],
  journal: ['received_at', 'run_id', 'writer', 'seq'],
  writer: ['writer'],
  session_event: ['event_id'],
};

export interface ClassroomOptions extends TestDepsOptions {
  settings?: Partial<ExamConfigSettings>;
  /** The versions that the exam has; the devices' package is of version 0. */
  versions?: number[];
}

export class Classroom {
  readonly test: TestDeps;
  readonly workspaceId: string;

  constructor(test: TestDeps) {
    this.test = test;
    this.workspaceId = test.workspaceId;
  }

  ctx(actor = 'staff:teacher'): SessionContext {
    const { clock, deps } = this.test;
    return { now: clock.now, randomId: deps.randomId, actor };
  }

  /** Lets time pass. */
  later(ms = 1000): void {
    this.test.clock.now += ms;
  }

  write<T>(job: (db: Db) => Promise<T>): Promise<T> {
    return this.test.deps.store.write(job);
  }

  read<T>(job: (db: Db) => Promise<T>): Promise<T> {
    return this.test.deps.store.read(job);
  }

  /** Runs one of the operations of `src/server/session` on the session. */
  operate<T>(
    operation: (db: Db, workspaceId: string, sessionId: string, ctx: SessionContext) => Promise<T>,
    actor?: string,
  ): Promise<T> {
    this.later();
    return this.write((db) => operation(db, this.workspaceId, SESSION, this.ctx(actor)));
  }

  receive(batch: Omit<ReceivedBatch, 'sessionId'>): Promise<SyncAnswer> {
    const upload = { sessionId: SESSION, ...batch };
    const ctx = this.ctx(`device:${batch.deviceId}`);
    return this.write((db) => receiveBatch(db, this.workspaceId, upload, ctx)).then((answer) =>
      syncAnswer.parse(answer),
    );
  }

  async session(): Promise<SessionRow> {
    return (await this.loaded()).session;
  }

  async currentRun(): Promise<RunRow> {
    return (await this.loaded()).run;
  }

  async run(runId: string): Promise<RunRow> {
    const run = await this.read((db) => findRun(db, this.workspaceId, SESSION, runId));
    if (!run) throw new Error(`no run ${runId}`);
    return run;
  }

  private async loaded() {
    const loaded = await this.read((db) => loadSession(db, this.workspaceId, SESSION));
    if (!loaded) throw new Error('no session');
    return loaded;
  }

  /** Option chosen by item, of the answers that stand; null for a cleared one. */
  async answers(runId?: string): Promise<Record<string, number | null>> {
    const rows = await this.answerRows(runId);
    return Object.fromEntries(rows.map((row) => [row.item_id, optionIn(row.response_json)]));
  }

  async answerRows(runId?: string): Promise<AnswerTable[]> {
    const run = runId ?? (await this.session()).current_run;
    const rows = await this.read((db) => answersOfRun(db, this.workspaceId, run));
    return inOrder(rows.map(({ onSheet: _, ...row }) => row));
  }

  history(runId?: string): Promise<Array<Omit<AnswerHistoryTable, 'history_id'>>> {
    return this.rows('answer_history', runId);
  }

  journal(runId?: string): Promise<JournalTable[]> {
    return this.rows('journal', runId);
  }

  writers(runId?: string): Promise<WriterTable[]> {
    return this.rows('writer', runId);
  }

  events(): Promise<Array<Omit<SessionEventTable, 'event_id'>>> {
    return this.rows('session_event');
  }

  async eventKinds(): Promise<string[]> {
    return (await this.events()).map(({ kind }) => kind);
  }

  private rows<T extends 'answer_history' | 'journal' | 'writer' | 'session_event'>(table: T, runId?: string) {
    return this.read(async (db) => {
      const query = ORDER[table].reduce(
        (ordered, column) => ordered.orderBy(sql.ref(column)),
        db.selectFrom(table as 'journal').selectAll(),
      );
      const rows = await query.execute();
      return rows.filter((row) => runId === undefined || row.run_id === runId) as never;
    });
  }

  /** Everything that a repeat must not change, but for when a device was last heard. */
  async snapshot(): Promise<unknown> {
    return this.read(async (db) => {
      const { last_contact_at: _, ...session } = await db
        .selectFrom('exam_session')
        .selectAll()
        .executeTakeFirstOrThrow();
      const writers = await db.selectFrom('writer').selectAll().execute();
      return {
        session,
        runs: inOrder(await db.selectFrom('run').selectAll().execute()),
        answers: inOrder(await allAnswers(db)),
        history: inOrder(await db.selectFrom('answer_history').selectAll().execute()),
        journal: inOrder(await db.selectFrom('journal').selectAll().execute()),
        receipts: inOrder(await db.selectFrom('receipt').selectAll().execute()),
        events: inOrder(await db.selectFrom('session_event').selectAll().execute()),
        writers: inOrder(writers.map(({ last_heard_at: _heard, ...writer }) => writer)),
      };
    });
  }

  /** The payload of a receipt, its signature checked against the workspace's key. */
  async openReceipt(jws: string | undefined) {
    return receiptPayload.parse(await this.openJws(jws, 'receipt+jwt'));
  }

  async openHeld(jws: string | undefined) {
    return heldPayload.parse(await this.openJws(jws, 'held+jwt'));
  }

  private async openJws(jws: string | undefined, typ: string): Promise<unknown> {
    if (jws === undefined) throw new Error('nothing was signed');
    const [header = '', payload = '', signature = ''] = jws.split('.');
    const secret = await this.read((db) => workspaceSecret(db, this.workspaceId, 'receipt-signing-key'));
    const { d: _, ...jwk } = JSON.parse(secret);
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const isGenuine = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    const { alg, kid, typ: said } = decode(header) as Record<string, string>;
    if (!isGenuine || alg !== 'ES256' || kid !== jwk.kid || said !== typ) throw new Error(`not a genuine ${typ}`);
    return decode(payload);
  }

  close(): Promise<void> {
    return this.test.close();
  }
}

const decode = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

export function optionIn(json: string | null): number | null {
  if (json === null) return null;
  const { options } = JSON.parse(json) as { options: Array<{ index: number }> };
  return options[0]?.index ?? null;
}

export async function openClassroom({
  settings,
  versions = [0, 1],
  ...options
}: ClassroomOptions = {}): Promise<Classroom> {
  const test = await createTestDeps(options);
  const room = new Classroom(test);
  const { workspaceId } = room;
  const now = test.clock.now;
  await room.write(async (db) => {
    for (const version of versions) {
      await db
        .insertInto('exam')
        .values({
          workspace_id: workspaceId,
          exam_id: EXAM,
          version,
          name: 'Exam',
          content_digest: `digest-${version}`,
          content_json: JSON.stringify(authored(version)),
          prepared_json: JSON.stringify(prepareExam(authored(version)).items),
          created_at: now,
        })
        .execute();
      await db
        .insertInto('package')
        .values({
          workspace_id: workspaceId,
          config_id: CONFIG,
          exam_version: version,
          with_keys: 0,
          hash: version === 0 ? PACKAGE : NEXT_PACKAGE,
          total_bytes: 1,
          content_key: '',
          scoring_key: null,
          created_at: now,
        })
        .execute();
    }
    await db
      .insertInto('exam_config')
      .values({
        workspace_id: workspaceId,
        config_id: CONFIG,
        exam_id: EXAM,
        settings_json: JSON.stringify(examConfigSettings.parse(settings ?? {})),
        created_at: now,
        updated_at: now,
      })
      .execute();
    const run = await createRun(db, workspaceId, { sessionId: SESSION, attempt: 1 }, room.ctx());
    await insertSession(db, {
      workspace_id: workspaceId,
      session_id: SESSION,
      config_id: CONFIG,
      exam_id: EXAM,
      student_id: 'student',
      context_id: '',
      name: 'Kevin Campbell',
      current_run: run.run_id,
      revision: 0,
      maturity: 'NOT_STARTED',
      attempt: 1,
      score_actual: null,
      launch_json: '{"user_id":"student"}',
      accommodations_json: null,
      reset_at: null,
      created_at: now,
      last_contact_at: null,
    });
  });
  return room;
}
