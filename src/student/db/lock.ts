import { answersOfRun, type SatchelDatabase } from './database.ts';
import { readSignedIn, writeSignedOut } from './meta.ts';
import { randomId } from './random-id.ts';
import { readAnswer, readable, readPartition, readSession } from './read-row.ts';
import type { AnswerRow, OutboxRow, RunRow, SnapshotRow } from './rows.ts';
import { isUnsent, readRuns, unsentAnswers } from './runs.ts';
import type { Snapshot } from './snapshot.ts';
import { sealText } from './ticket-key.ts';

/*
 * A student leaves. While somebody is signed in, their rows lie open beside the key that could open them; at rest there is
 * no key and no open row:
 *
 *   answers, places, scores ──partition key──> snapshots   their ticket opens it again, with or without a network
 *   runs with answers       ──run key────────> outbox      the server opens it, whoever is signed in
 *
 * Both are made before the one transaction that puts them down and takes the rows and the key away, because IndexedDB
 * commits a transaction that waits for WebCrypto. It starts over when anything changed in between.
 */

/** Makes the sealed line of a run; null when the run has no answer of this device. @throws when it cannot */
export type SealRun = (run: RunRow, answers: readonly AnswerRow[]) => Promise<string | null>;

export interface LockOptions {
  sealRun: SealRun;
  now: () => number;
  /** The ticket leads back into the open test. */
  comesBack: boolean;
}

/**
 * Seals everything of a student and signs them out.
 * @throws when something cannot be sealed; then everything is as before
 */
export async function lockPartition(db: SatchelDatabase, partition: string, options: LockOptions): Promise<void> {
  for (;;) {
    const before = await readAll(db, partition);
    if (before === null) return await leave(db, partition, options);
    const sealed = await sealAll(partition, before, options);
    const done = await db.transaction(
      'rw',
      [db.partitions, db.sessions, db.runs, db.answers, db.outbox, db.snapshots, db.meta],
      async () => {
        const now = await readAll(db, partition);
        if (now?.version !== before.version) return false;
        await db.outbox.bulkPut(sealed.outbox);
        await db.snapshots.put(sealed.snapshot);
        for (const { run, stored } of before.runs) {
          await answersOfRun(db, run.run).delete();
          const refused = refusedOf(stored);
          await db.runs.update(run.run, { sealed: 'snapshot', tab: null, view: {}, provisional: null, refused });
        }
        for (const { session } of before.shown) {
          await db.sessions.update([partition, session], { 'listed.shown': null });
        }
        await db.partitions.update(partition, { key: null, token: null });
        await forgetSignIn(db, partition, options);
        return true;
      },
    );
    if (done) return;
  }
}

interface Everything {
  key: CryptoKey;
  runs: Array<{ run: RunRow; stored: AnswerRow[] }>;
  shown: Snapshot['shown'];
  /** Another one when anything changed that would be sealed. */
  version: string;
}

/** Null when the partition is sealed already. */
const readAll = (db: SatchelDatabase, partition: string): Promise<Everything | null> =>
  db.transaction('r', [db.partitions, db.sessions, db.runs, db.answers], async () => {
    const row = await db.partitions.get(partition);
    if (row === undefined) return null;
    const { key, wrappedKey } = readPartition(row);
    if (key === null) return null;
    const runs: Everything['runs'] = [];
    for (const run of await readRuns(db)) {
      if (run.partition !== partition || run.sealed !== null) continue;
      runs.push({ run, stored: await answersOfRun(db, run.run).toArray() });
    }
    const sessions = await db.sessions.where('[partition+id]').between([partition], [partition, []]).toArray();
    const shown = readable(sessions, readSession).flatMap(({ id, listed }) =>
      listed.shown === null ? [] : [{ session: id, shown: listed.shown }],
    );
    // The key as well: a ticket that was rotated meanwhile opens nothing that is sealed under the one before.
    return { key, runs, shown, version: JSON.stringify([runs, shown, [...wrappedKey]]) };
  });

async function sealAll(
  partition: string,
  { key, runs, shown }: Everything,
  { sealRun, now }: LockOptions,
): Promise<{ outbox: OutboxRow[]; snapshot: SnapshotRow }> {
  const outbox: OutboxRow[] = [];
  for (const { run, stored } of runs) {
    const answers = stored.map(readAnswer);
    const jwe = await sealRun(run, answers);
    if (jwe !== null) outbox.push(outboxRow(run, answers, jwe, now()));
  }
  const snapshot: Snapshot = {
    runs: runs.map(({ run: { run, view, provisional }, stored }) => ({
      run,
      view,
      provisional,
      // As they are, with whatever a newer version wrote.
      answers: stored.map((row) => ({ ...row })),
    })),
    shown,
  };
  const sealed = await sealText(JSON.stringify(snapshot), key);
  return { outbox, snapshot: { partition, id: randomId(), sealed } };
}

/** Said of a run whose answers nobody can look at while they are sealed, so that it is not removed meanwhile. */
function refusedOf(stored: readonly AnswerRow[]): RunRow['refused'] {
  const refused = stored.filter(({ problem }) => problem !== null);
  return refused.length === 0 ? undefined : refused.map(({ seq }) => [seq, seq]);
}

export const outboxRow = (run: RunRow, answers: readonly AnswerRow[], jwe: string, sealedAt: number): OutboxRow => ({
  run: run.run,
  writer: run.writer,
  partition: run.partition,
  uploadToken: run.uploadToken,
  jwe,
  seq: run.seq,
  unsent: unsentAnswers(run, answers).length,
  sent: !isUnsent(run),
  sealedAt,
  problem: null,
  submitId: run.submit?.submitId ?? null,
});

const leave = (db: SatchelDatabase, partition: string, options: LockOptions): Promise<void> =>
  db.transaction('rw', [db.partitions, db.meta], async () => {
    if ((await db.partitions.get(partition)) !== undefined) await db.partitions.update(partition, { token: null });
    await forgetSignIn(db, partition, options);
  });

async function forgetSignIn(db: SatchelDatabase, partition: string, { comesBack }: LockOptions): Promise<void> {
  if ((await readSignedIn(db)) === partition) await writeSignedOut(db, { keepOpen: comesBack });
}
