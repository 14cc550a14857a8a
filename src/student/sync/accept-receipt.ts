import { applyStatement } from '../db/apply-statement.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { readPartitions } from '../db/partitions.ts';
import { readOutboxRow } from '../db/read-outbox-row.ts';
import { readable } from '../db/read-row.ts';
import { readStatement } from './read-statement.ts';

export type Accepted =
  | { ok: true; tests: number }
  | { ok: false; reason: 'not-a-receipt' | 'other-device' | 'not-genuine' };

const COMPACT_JWS = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{40,}/g;

/**
 * Takes what the server signed for answers that came by file, without a network: the signature is checked with the keys
 * that came with the tests.
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
    if (await applyStatement(db, statement)) tests++;
  }
  if (tests > 0) return { ok: true, tests };
  return { ok: false, reason: genuine > 0 ? 'other-device' : 'not-genuine' };
}
