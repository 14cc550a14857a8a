import { answersOfRun, type SatchelDatabase } from './database.ts';
import { outboxRow, type SealRun } from './lock.ts';
import { readPartitions } from './partitions.ts';
import { readOutboxRow } from './read-outbox-row.ts';
import { readAnswer, readable } from './read-row.ts';
import type { AnswerRow, OutboxRow, RunRow } from './rows.ts';
import { isUnsent, readRuns } from './runs.ts';

/*
 * A second copy of what is unsent, outside of IndexedDB: a browser that loses its database seldom loses both. It is what the
 * outbox would hold, sealed for the server alone, so that putting it back needs nobody and bringing it twice does no harm.
 */

/** Small texts by name, kept by the browser apart from IndexedDB. */
export interface Copies {
  all(): Promise<Map<string, string>>;
  put(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

export interface KeepOptions {
  db: SatchelDatabase;
  copies: Copies;
  sealRun: SealRun;
  /** Milliseconds since 1970, device clock. */
  now: () => number;
}

export const copyName = ({ run, writer }: { run: string; writer: string }) => `${run}/${writer}`;

/** Of what is sealed in the outbox already. */
export const sealedVersion = ({ seq, sealedAt }: OutboxRow) => `sealed ${seq} ${sealedAt}`;

/**
 * Of an open run: another one when the copy has to be made anew. A batch names the epoch, so that a copy of an earlier one
 * would be taken for another device's.
 */
const openVersion = ({ seq, submit, uploadToken, epoch }: RunRow) =>
  [seq, submit?.submitId ?? '', uploadToken, epoch].join(' ');

interface Unsent {
  open: Array<{ run: RunRow; answers: AnswerRow[] }>;
  sealed: OutboxRow[];
  /** Names of copies of which the server has everything, by what it signed or acknowledged. */
  sent: Set<string>;
  publicKeys: Map<string, JsonWebKey[]>;
}

/**
 * Brings the copies in line with the rows. One that the rows know nothing of stays: it may be all that is left.
 *
 * @param kept version by name of the copies that are there, as of the last call; is brought up to date
 * @throws what kept one from being made, after all the others were
 */
export async function keepCopies({ db, copies, sealRun, now }: KeepOptions, kept: Map<string, string>): Promise<void> {
  const { open, sealed, sent, publicKeys } = await readUnsent(db);
  // First: it may be what there is no room beside.
  for (const name of sent) {
    if (!kept.has(name)) continue;
    await copies.remove(name);
    kept.delete(name);
  }
  const failures: unknown[] = [];
  const note = (error: unknown) => void failures.push(error);
  for (const { run, answers } of open) {
    if (kept.get(copyName(run)) !== openVersion(run)) await putOpen(run, answers).catch(note);
  }
  for (const row of sealed) {
    if (kept.get(copyName(row)) !== sealedVersion(row)) await put(row, sealedVersion(row)).catch(note);
  }
  if (failures.length > 0) throw failures[0];

  async function putOpen(run: RunRow, answers: AnswerRow[]): Promise<void> {
    const jwe = await sealRun(run, answers);
    if (jwe !== null) await put(outboxRow(run, answers, jwe, now()), openVersion(run));
  }

  async function put(row: OutboxRow, version: string): Promise<void> {
    const rescued = { publicKeys: row.rescued?.publicKeys ?? publicKeys.get(row.partition) ?? [] };
    await copies.put(copyName(row), JSON.stringify({ ...row, rescued }));
    kept.set(copyName(row), version);
  }
}

const readUnsent = (db: SatchelDatabase): Promise<Unsent> =>
  db.transaction('r', [db.partitions, db.runs, db.answers, db.outbox], async () => {
    const unsent: Unsent = { open: [], sealed: [], sent: new Set(), publicKeys: new Map() };
    for (const { partition, publicKeys } of await readPartitions(db)) unsent.publicKeys.set(partition, publicKeys);
    for (const run of await readRuns(db)) {
      if (run.sealed !== null) continue;
      if (isUnsent(run)) unsent.open.push({ run, answers: await answersIn(db, run) });
      else unsent.sent.add(copyName(run));
    }
    for (const row of readable(await db.outbox.toArray(), readOutboxRow)) {
      if (row.sent) unsent.sent.add(copyName(row));
      else unsent.sealed.push(row);
    }
    return unsent;
  });

const answersIn = async (db: SatchelDatabase, { run }: RunRow) =>
  readable(await answersOfRun(db, run).toArray(), readAnswer);

/** The copies that this version can read; another one stays where it is. */
export async function readCopies(copies: Copies): Promise<OutboxRow[]> {
  return [...(await copies.all()).values()].flatMap((text) => readCopy(text) ?? []);
}

function readCopy(text: string): OutboxRow | null {
  try {
    return readOutboxRow(JSON.parse(text));
  } catch {
    return null;
  }
}
