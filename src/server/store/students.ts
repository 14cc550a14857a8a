import { createHash } from 'node:crypto';
import { codeFromHex } from '../../shared/lib/ticket-code.ts';
import { findWorkspace, rememberInDirectory } from './directory.ts';
import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { StudentTable } from './tables.ts';

export type StudentRow = StudentTable;

/** Bytes of randomness in a ticket: 40 bits make its eight letters. */
const TICKET_BYTES = 5;
/** At a million tickets, one in a million is taken; this many taken in a row is a broken source of randomness. */
const TRIES = 20;

/** How a ticket stands in the directory. @param ticket its eight letters in upper case, without a hyphen */
export const ticketLookup = (ticket: string): string => createHash('sha256').update(ticket).digest('hex');

const selectStudent = keepStatements();

/** Undefined when the workspace has no such student. */
export async function findStudent(db: Db, workspaceId: string, studentId: string): Promise<StudentRow | undefined> {
  const { rows } = await selectStudent(db, 'id', [workspaceId, studentId], () =>
    db.selectFrom('student').selectAll().where('workspace_id', '=', workspaceId).where('student_id', '=', studentId),
  );
  return rows[0];
}

/** @param ticket its eight letters in upper case, without a hyphen */
export async function findStudentByTicket(
  db: Db,
  workspaceId: string,
  ticket: string,
): Promise<StudentRow | undefined> {
  return db
    .selectFrom('student')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('ticket', '=', ticket)
    .executeTakeFirst();
}

export interface NewStudent {
  studentId: string;
  /** A name that the newest launch does not give stays as it was. */
  givenName: string | undefined;
  familyName: string | undefined;
  /** The eight letters that a new student is to have; others when they are taken, or when this is left out. */
  ticket?: string;
}

/** The student of this id, added with a new ticket when there was none, and called as the newest launch says. */
export async function ensureStudent(
  db: Db,
  workspaceId: string,
  { studentId, givenName, familyName, ticket }: NewStudent,
  { randomBytes, now }: { randomBytes: (count: number) => Buffer; now: number },
): Promise<StudentRow> {
  const known = await findStudent(db, workspaceId, studentId);
  if (known) {
    const named = {
      given_name: givenName ?? known.given_name,
      family_name: familyName ?? known.family_name,
    };
    await db
      .updateTable('student')
      .set(named)
      .where('workspace_id', '=', workspaceId)
      .where('student_id', '=', studentId)
      .execute();
    return { ...known, ...named };
  }
  const student: StudentRow = {
    workspace_id: workspaceId,
    student_id: studentId,
    given_name: givenName ?? '',
    family_name: familyName ?? '',
    ticket:
      ticket !== undefined && (await takeTicket(db, workspaceId, ticket))
        ? ticket
        : await mintTicket(db, workspaceId, randomBytes),
    created_at: now,
  };
  await db.insertInto('student').values(student).execute();
  return student;
}

/** A ticket that no student of any workspace has: it is all that a sign-in says. */
async function mintTicket(db: Db, workspaceId: string, randomBytes: (count: number) => Buffer): Promise<string> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const ticket = codeFromHex(randomBytes(TICKET_BYTES).toString('hex'));
    if (await takeTicket(db, workspaceId, ticket)) return ticket;
  }
  throw new Error(`${TRIES} tickets in a row were taken`);
}

/** @returns false when a student of some workspace has it */
async function takeTicket(db: Db, workspaceId: string, ticket: string): Promise<boolean> {
  const lookup = ticketLookup(ticket);
  if ((await findWorkspace(db, 'ticket', lookup)) !== undefined) return false;
  await rememberInDirectory(db, workspaceId, 'ticket', lookup);
  return true;
}
