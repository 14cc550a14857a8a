import type { DeviceSessionsAnswer } from '../../shared/contract/device.ts';
import type { DeviceSession } from '../../shared/contract/device-session.ts';
import { changeRun } from './change-run.ts';
import type { SatchelDatabase } from './database.ts';
import { importKey } from './import-key.ts';
import { randomId } from './random-id.ts';
import { readable, readSession } from './read-row.ts';
import { readyKeys } from './ready-keys.ts';
import type { AnswerRow, RunRow, SessionRow } from './rows.ts';
import { mintWriter, putAway, RESTARTED, type RunAndAnswers, reopen, unstranded } from './run-transition.ts';
import { readRuns } from './runs.ts';
import { UnreadableRow } from './storage-failure.ts';
import { noteStore } from './store-change.ts';

/** A list that is further behind is no late one: the server's clock was ahead, and was put right. */
const LONGEST_LISTING_MS = 15 * 60_000;

/**
 * Stores a whole list of a student's sessions, and tells each run on this device what the list says of it. Nothing is
 * deleted because it is not listed.
 *
 * @param listed every page of the list as one
 * @returns false when a list that was asked later is here already
 */
export async function applySessions(
  db: SatchelDatabase,
  partition: string,
  listed: Omit<DeviceSessionsAnswer, 'nextToken'>,
  deviceNow: number,
): Promise<boolean> {
  // Importing a key is asynchronous: before the transaction, which would commit meanwhile.
  const rows = await Promise.all(listed.items.map((session) => sessionRow(partition, session)));
  const isNewest = await db.transaction('rw', [db.partitions, db.sessions, db.runs, db.outbox], async () => {
    const before = await db.partitions.get(partition);
    if (before === undefined) return false;
    const behindMs = (before.listedAt ?? 0) - listed.now;
    if (before.storeId === listed.storeId && behindMs > 0 && behindMs < LONGEST_LISTING_MS) return false;
    await noteStore(db, partition, listed, deviceNow);
    await db.partitions.update(partition, { publicKeys: listed.publicKeys, listedAt: listed.now });
    const stored = await db.sessions.bulkGet(rows.map((row): [string, string] => [partition, row.id]));
    const known = new Map(readable(stored, readSession).map((row) => [row.id, row]));
    await db.sessions.bulkPut(rows.map((row) => keepReady(row, known.get(row.id))));
    return true;
  });
  if (isNewest) await tellRuns(db, partition, listed.items);
  return isNewest;
}

async function sessionRow(partition: string, session: DeviceSession): Promise<SessionRow> {
  const { package: sealed, runKey, ...rest } = session;
  return {
    partition,
    id: session.id,
    listed: { ...rest, package: { hash: sealed.hash, bytes: sealed.bytes } },
    contentKey: await importKey(sealed.contentKey, 'decrypt'),
    scoringKey: sealed.scoringKey === undefined ? null : await importKey(sealed.scoringKey, 'decrypt'),
    runKey: await importKey(runKey, 'encrypt'),
    readyPackage: null,
    readyContentKey: null,
    readyScoringKey: null,
  };
}

/** The package on this device stays ready, with the keys that open it, when the server names another one. */
function keepReady(row: SessionRow, before: SessionRow | undefined): SessionRow {
  if (before === undefined || before.readyPackage === null) return row;
  const { readyPackage } = before;
  if (readyPackage === row.listed.package.hash) return { ...row, readyPackage };
  const keys = readyKeys(before);
  return { ...row, readyPackage, readyContentKey: keys.contentKey, readyScoringKey: keys.scoringKey };
}

async function tellRuns(db: SatchelDatabase, partition: string, items: readonly DeviceSession[]): Promise<void> {
  const sessions = new Map(items.map((session) => [session.id, session]));
  for (const { run, sessionId, partition: owner } of await readRuns(db)) {
    const session = sessions.get(sessionId);
    if (session === undefined || owner !== partition) continue;
    const ids = { writer: randomId(), submitId: randomId() };
    await changeRun(db, run, { change: (row, answers) => hearOfRun(row, answers, session, ids) }).catch(passOver);
  }
}

/** An answer that this version cannot read must not keep the runs after it from hearing anything. */
function passOver(error: unknown): void {
  if (!(error instanceof UnreadableRow)) throw error;
}

/** What a list says of a run on this device; null when nothing new. Pure. */
export function hearOfRun(
  run: RunRow,
  answers: AnswerRow[],
  session: DeviceSession,
  ids: { writer: string; submitId: string },
): RunAndAnswers | null {
  if (session.run !== run.run) {
    // What was submitted or is unsent goes up as before, and the answer to it says what became of it.
    if (run.state !== 'open') return null;
    return { run: putAway(run), answers, resubmit: null };
  }
  const { uploadToken } = session;
  // Acknowledges nothing: a database that was put back counts up to the same numbers with other answers.
  const acked = session.ackedThrough[run.writer] ?? 0;
  // Staff undid the reset, and a submit that came meanwhile counts: sent once more, it is answered with its receipt.
  const isBack = run.state === 'stranded' && run.problem === RESTARTED && run.submit !== null;
  const heard = { ...(isBack ? unstranded(run) : run), uploadToken };
  if (acked > run.seq) return mintWriter(heard, answers, ids.writer, ids.submitId);
  const next = reopen(heard, session.opening, session.maturity);
  const isNews = isBack || uploadToken !== run.uploadToken || next.opening !== run.opening;
  return isNews ? { run: next, answers, resubmit: null } : null;
}
