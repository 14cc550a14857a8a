import type { ImportAnswer, ImportedRun } from '../../shared/contract/response-file.ts';
import { applyStatement, statedTables } from '../db/apply-statement.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { readOutboxRow } from '../db/read-outbox-row.ts';
import { readable, readPartition, readRun } from '../db/read-row.ts';
import type { OutboxRow } from '../db/rows.ts';
import { noteStore } from '../db/store-change.ts';
import type { Http } from './http.ts';
import { readStatement } from './read-statement.ts';
import { sendSealed } from './send-sealed.ts';
import type { UploadMemory } from './upload-memory.ts';

export interface OutboxOptions {
  db: SatchelDatabase;
  http: Http;
  /** Milliseconds since 1970, device clock. */
  now: () => number;
  memory: UploadMemory;
}

export interface OutboxPass {
  /** Something did not get through that is worth trying soon. */
  retry: boolean;
  retryAfterMs: number | null;
  tried: boolean;
  /** Runs that go on here under another writer, and do not have these answers yet. */
  fetch: string[];
}

const NOT_TAKEN = 'The server does not take these answers yet. They are kept on this device. Tell your teacher.';
const UNPROVEN = 'The server did not sign for these answers. They are kept on this device.';

/**
 * Sends what students left behind, with nobody signed in. A row counts as sent when the server has signed for it, and for
 * nothing less; whatever else comes back, it stays and is tried again.
 */
export async function uploadOutbox(options: OutboxOptions): Promise<OutboxPass> {
  const pass: OutboxPass = { retry: false, retryAfterMs: null, tried: false, fetch: [] };
  for (const row of readable(await options.db.outbox.toArray(), readOutboxRow)) {
    if (row.sent || !options.memory.isDue(memoryKey(row), row.uploadToken, options.now())) continue;
    pass.tried = true;
    const end = await uploadRow(options, row);
    if (end.kind === 'done') {
      if (end.counts && (await goesOn(options.db, row))) pass.fetch.push(row.run);
      continue;
    }
    pass.retry = true;
    pass.retryAfterMs = end.retryAfterMs;
    break;
  }
  return pass;
}

const memoryKey = ({ run, writer }: OutboxRow) => `outbox ${run} ${writer}`;

/** `counts`: the answers are the run's now, and not kept aside. */
type RowEnd = { kind: 'done'; counts: boolean } | { kind: 'retry'; retryAfterMs: number | null };

async function uploadRow(options: OutboxOptions, row: OutboxRow): Promise<RowEnd> {
  const { db, http, memory, now } = options;
  const sent = await sendSealed(http, row);
  if (sent.kind === 'retry') return sent;
  const problem = sent.kind === 'received' ? await take(options, row, sent.answer, sent.item) : NOT_TAKEN;
  if (problem === null) return { kind: 'done', counts: sent.kind === 'received' && sent.item.outcome === 'applied' };
  await db.outbox.update([row.run, row.writer], { problem });
  memory.putOff(memoryKey(row), row.uploadToken, now());
  return { kind: 'done', counts: false };
}

/** @returns why the row is not sent; null when it is */
async function take(
  { db, now }: OutboxOptions,
  row: OutboxRow,
  answer: ImportAnswer,
  item: ImportedRun,
): Promise<string | null> {
  if (item.statement === undefined) return NOT_TAKEN;
  const [owner] = readable([await db.partitions.get(row.partition)], readPartition);
  const ownKeys = owner?.publicKeys ?? [];
  const statement = await readStatement(item.statement, [...ownKeys, ...(row.rescued?.publicKeys ?? [])]);
  if (statement === null) return UNPROVEN;
  await db.transaction('rw', [db.partitions, ...statedTables(db)], async () => {
    // First: a store that this device does not know makes everything unsent, this row too, until it is signed for.
    await noteStore(db, row.partition, answer, now());
    await applyStatement(db, statement);
    // Noted with it: a page that dies now fetches nothing, and neither does the service worker.
    if (item.outcome === 'applied' && (await goesOn(db, row))) await db.runs.update(row.run, { revision: -1 });
  });
  const after = await db.outbox.get([row.run, row.writer]);
  return after === undefined || after.sent ? null : UNPROVEN;
}

/** A database that followed a lost one may have gone on with the run before its copy came home. */
async function goesOn(db: SatchelDatabase, { run, writer }: OutboxRow): Promise<boolean> {
  const [row] = readable([await db.runs.get(run)], readRun);
  return row?.sealed === null && row.claimed === true && row.writer !== writer;
}
