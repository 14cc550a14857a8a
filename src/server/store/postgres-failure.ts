import { DatabaseError } from 'pg';

/*
 * SQLSTATE (PostgreSQL's documentation, appendix A). Of a class the first two letters count.
 */

/** Another transaction was in the way: the same job, run again from its start, may succeed. */
const CONFLICT_CODES = [
  '40001', // serialization_failure
  '40P01', // deadlock_detected
];

/** What says something about the server or the way to it, not about the statement. */
const UNAVAILABLE_CLASSES = [
  '08', // connection exception
  '28', // invalid authorization: the password was changed under a running server
  '53', // insufficient resources: disk full, out of memory, too many connections
  '57', // operator intervention: shut down, crashed, starting, a statement over its time
  '58', // system error: an I/O error
  'XX', // internal error: data corrupted
];
const UNAVAILABLE_CODES = [
  '25P03', // idle_in_transaction_session_timeout
  '3D000', // the database is gone
  '55P03', // lock_not_available: lock_timeout
];

/** The user of `DATABASE_URL` is not the owner: of the database, or of tables that somebody else put into it. */
const INSUFFICIENT_PRIVILEGE = '42501';
/** A row of the same key was committed since the job looked: run again, it sees that row. */
const UNIQUE_VIOLATION = '23505';
/** In a job that may write, this server has become a standby; in one that only reads, the job is wrong. */
const READ_ONLY_TRANSACTION = '25006';

/** Whether a transaction failed only because another ran beside it. */
export const isConflict = (error: unknown): boolean =>
  error instanceof DatabaseError && CONFLICT_CODES.includes(error.code ?? '');

/** Whether the database does not let this user do what a job needs. */
export const isForbidden = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE;

/** Whether a key was there already: a conflict as well, when the row came while the job ran. */
export const isTakenKey = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;

/** Whether an error of a transaction that may write says that the server takes no writes. */
export const isReadOnly = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === READ_ONLY_TRANSACTION;

/** Whether an error that pg raised for a statement or a connection means that the server failed, or cannot be reached. */
export function isPostgresFailure(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (isLostConnection(error)) return true;
  const code = (error instanceof DatabaseError && error.code) || '';
  return UNAVAILABLE_CODES.includes(code) || UNAVAILABLE_CLASSES.includes(code.slice(0, 2));
}

/**
 * Whether the connection is of no more use. Of what pg raises, all that did not come from the server is about the way to it,
 * but for a parameter that cannot be sent.
 */
export const isLostConnection = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof DatabaseError) && !(error instanceof TypeError);

/** Rows came with other columns than the connection was told of: a pooler between lent another one, which prepared it later. */
export class ChangedRows extends Error {
  override name = 'ChangedRows';
}

/**
 * Whether a statement was prepared on the connection before a newer release, which runs beside this one, added a column to
 * what it reads.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof ChangedRows ||
  (error instanceof DatabaseError && error.code === '0A000' && error.message.includes('cached plan'));
