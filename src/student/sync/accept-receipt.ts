import { applyStatement, type Statement } from '../db/apply-statement.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { readPartitions } from '../db/partitions.ts';
import { readOutboxRow } from '../db/read-outbox-row.ts';
import { readable, readRun } from '../db/read-row.ts';
import { readStatement } from './read-statement.ts';

export type Accepted =
  | { ok: true; tests: number }
  | { ok: false; reason: 'not-a-receipt' | 'other-device' | 'not-genuine' };

const COMPACT_JWS = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{40,}/g;

/**
 * Takes what the server signed for answers that came by file, without a network: the signature is checked with the keys
 * that came with the tests. One from before the server was restored from a backup proves nothing any more: what it had then goes up
 * again by itself.
 *
 * @param text holds one statement or several, among whatever else: a message, a link, what a camera read
 */
export async function acceptReceipt(db: SatchelDatabase, text: string): Promise<Accepted> {
  const found = new Set(text.match(COMPACT_JWS) ?? []);
  if (found.size === 0) return { ok: false, reason: 'not-a-receipt' };
  const publicKeys = [
    ...(await readPartitions(db)).flatMap((row) => row.publicKeys),
    ...readable(await db.outbox.toArray(), readOutboxRow).flatMap((row) => row.rescued?.publicKeys ?? []),
  ];
  let genuine = 0;
  let tests = 0;
  for (const jws of found) {
    const statement = await readStatement(jws, publicKeys);
    if (statement === null) continue;
    genuine++;
    if (await isOutdated(db, statement.payload)) continue;
    if (await applyStatement(db, statement)) tests++;
  }
  if (tests > 0) return { ok: true, tests };
  return { ok: false, reason: genuine > 0 ? 'other-device' : 'not-genuine' };
}

async function isOutdated(db: SatchelDatabase, { run, receivedAt }: Statement['payload']): Promise<boolean> {
  const [row] = readable([await db.runs.get(run)], readRun);
  const [sealed] = readable(await db.outbox.where('[run+writer]').between([run], [run, []]).toArray(), readOutboxRow);
  const partition = row?.partition ?? sealed?.partition;
  const { storeSince = 0 } = (await readPartitions(db)).find((one) => one.partition === partition) ?? {};
  return Date.parse(receivedAt) < storeSince;
}
