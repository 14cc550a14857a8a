import type { Db } from '../../../src/server/store/store.ts';
import type {
  AnswerTable,
  ExamSessionTable,
  JournalTable,
  RunTable,
  SessionEventTable,
  WriterTable,
} from '../../../src/server/store/tables.ts';
import { allAnswers } from '../../support/all-answers.ts';

/** Every row of the only session there is, but for when a device was last heard. */
export interface SessionTable {
  session: Omit<ExamSessionTable, 'last_contact_at'>;
  runs: RunTable[];
  answers: AnswerTable[];
  history: unknown[];
  journal: JournalTable[];
  receipts: unknown[];
  events: Array<Omit<SessionEventTable, 'event_id'>>;
  writers: Array<Omit<WriterTable, 'last_heard_at'>>;
}

export async function dumpSession(db: Db): Promise<SessionTable> {
  const { last_contact_at: _, ...session } = await db.selectFrom('exam_session').selectAll().executeTakeFirstOrThrow();
  const writers = await db.selectFrom('writer').selectAll().execute();
  return {
    session,
    runs: await db.selectFrom('run').selectAll().orderBy('created_at').orderBy('run_id').execute(),
    answers: inOrder(await allAnswers(db)),
    history: inOrder(await db.selectFrom('answer_history').selectAll().execute()),
    journal: inOrder(await db.selectFrom('journal').selectAll().execute()),
    receipts: inOrder(await db.selectFrom('receipt').selectAll().execute()),
    events: inOrder(await db.selectFrom('session_event').selectAll().execute()),
    writers: inOrder(writers.map(({ last_heard_at: _heard, ...writer }) => writer)),
  };
}

/** Rows that can be compared: a table itself has no order, and PostgreSQL moves what changed. */
export const inOrder = <Row extends object>(rows: Row[]): Row[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
