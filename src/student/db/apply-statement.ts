import type { HeldPayload, ReceiptPayload } from '../../shared/contract/receipt.ts';
import { answersOfRun, type SatchelDatabase } from './database.ts';
import { readable, readRun } from './read-row.ts';
import { markRefused } from './refused.ts';
import type { OutboxRow, RunRow } from './rows.ts';
import { acknowledge, leftBehind, receipted } from './run-transition.ts';
import { adoptRuns } from './unlock.ts';

/** What the server signed for an import, its signature checked before. */
export type Statement =
  | { kind: 'receipt'; jws: string; payload: ReceiptPayload }
  | { kind: 'held'; jws: string; payload: HeldPayload };

/** What a signed statement does to the run that it is about. Pure; null when it says nothing of this run. */
export function receiveStatement(run: RunRow, statement: Statement): RunRow | null {
  const { payload } = statement;
  if (payload.run !== run.run || payload.session !== run.sessionId) return null;
  if (statement.kind === 'receipt') {
    if (run.submit?.submitId !== statement.payload.submitId) return null;
    return receipted(acknowledge(run, run.submit.through), statement);
  }
  const { writer, through, standing } = statement.payload;
  if (writer !== run.writer) return null;
  const known = acknowledge(run, through);
  return standing === 'journal' ? leftBehind(known, statement.jws) : known;
}

/** The tables that `applyStatement` writes. */
export const statedTables = (db: SatchelDatabase) => [db.runs, db.answers, db.outbox, db.snapshots];

/**
 * Applies a statement in one transaction, to the run, its answers and what is sealed of it. Nothing is deleted.
 * @returns true when it was about something on this device
 */
export const applyStatement = (db: SatchelDatabase, statement: Statement): Promise<boolean> =>
  db.transaction('rw', statedTables(db), async () => {
    const { run: id, aside } = statement.payload;
    // What is sealed of a run is stated all the same when its row is none that this version can read.
    const [run] = readable([await db.runs.get(id)], readRun);
    const next = run === undefined ? null : receiveStatement(run, statement);
    if (next !== null) await putRefusing(db, next, aside);
    const carried = await db.outbox
      .where('[run+writer]')
      .between([id], [id, []])
      .filter((row) => covers(statement, row, next))
      .toArray();
    const receipt = statement.kind === 'receipt' && { receivedAt: Date.parse(statement.payload.receivedAt) };
    await db.outbox.bulkPut(carried.map((row) => ({ ...row, ...receipt, sent: true, problem: null })));
    const partition = carried[0]?.partition;
    if (partition !== undefined) await adoptRuns(db, partition);
    return next !== null || carried.length > 0;
  });

/** The answers of a sealed run are not here: what was refused of them is noted until they are (`unlock.ts`). */
async function putRefusing(db: SatchelDatabase, run: RunRow, refused: RunRow['refused']): Promise<void> {
  await db.runs.put(run.sealed === null || refused === undefined ? run : { ...run, refused: joined(run, refused) });
  if (run.sealed !== null || refused === undefined) return;
  const stored = await answersOfRun(db, run.run).toArray();
  // Not as they are read: a value that this version cannot read stays on the disk as it is.
  await db.answers.bulkPut(stored.map((row) => markRefused(row, refused)));
}

function joined({ refused: before = [] }: RunRow, refused: NonNullable<RunRow['refused']>): RunRow['refused'] {
  const isSaid = ([from, through]: [number, number]) => refused.some(([a, b]) => a <= from && through <= b);
  return [...before.filter((range) => !isSaid(range)), ...refused];
}

function covers({ kind, payload }: Statement, row: OutboxRow, run: RunRow | null): boolean {
  if (kind === 'held') return payload.writer === row.writer && payload.through >= row.seq;
  return run?.writer === row.writer || payload.submitId === row.submitId;
}
