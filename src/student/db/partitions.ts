import type { SignInAnswer } from '../../shared/contract/device.ts';
import type { SatchelDatabase } from './database.ts';
import { readable, readPartition } from './read-row.ts';
import type { PartitionRow } from './rows.ts';
import { readWrongTickets, writeSignedIn, writeWrongTickets } from './sign-ins.ts';
import {
  mintPartitionKey,
  openText,
  SALT_BYTES,
  sealText,
  stretchTicket,
  TICKET_ITERATIONS,
  unwrapKey,
  wrapKey,
} from './ticket-key.ts';
import { openSnapshot, restoredTables, restoreSnapshot } from './unlock.ts';
import { NONE_WRONG, nextTry } from './wrong-tries.ts';

const partitionOf = (answer: Pick<SignInAnswer, 'student' | 'workspace'>) =>
  `${answer.workspace.id}/${answer.student.id}`;

/** All students of this device that this version can read. */
export const readPartitions = async (db: SatchelDatabase): Promise<PartitionRow[]> =>
  readable(await db.partitions.toArray(), readPartition);

/**
 * Signs a student in after the server took the ticket, and makes the ticket work here without a network.
 *
 * @param ticket normalised
 * @param iterations of PBKDF2; the default is the product's
 */
export async function signInOnline(
  db: SatchelDatabase,
  ticket: string,
  answer: SignInAnswer,
  iterations: number = TICKET_ITERATIONS,
): Promise<string> {
  const partition = partitionOf(answer);
  const others = await readPartitions(db);
  const own = others.find((row) => row.partition === partition);
  // One salt for the whole device: a ticket names nobody, so it is tried on every student of it, and stretching it
  // again for each would take a shared Chromebook a minute. Two tabs may each have made the first one, and what a student
  // left is sealed under their own.
  const ticketSalt = (own ?? others[0])?.ticketSalt ?? crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const stretched = await stretchTicket(ticket, ticketSalt, iterations);
  const known = own?.ticketIterations === iterations ? await keyOf(own, stretched) : null;
  const { key, wrappedKey } = known ?? (await mintWrapped(stretched));
  const sealedToken = await sealText(answer.token, key);
  const { token, student, workspace } = answer;
  await restoring(db, partition, key, async () => {
    const before = await db.partitions.get(partition);
    const fresh = { storeId: null, publicKeys: [], clockOffsetMs: 0 };
    const secrets = { ticketSalt, ticketIterations: iterations, wrappedKey, key, sealedToken, token };
    await db.partitions.put({ ...fresh, ...before, ...secrets, partition, student, workspace });
    await enter(db, { partition, workspace });
  });
  return partition;
}

interface WrappedKey {
  key: CryptoKey;
  wrappedKey: Uint8Array<ArrayBuffer>;
}

async function keyOf({ wrappedKey }: PartitionRow, stretched: CryptoKey): Promise<WrappedKey | null> {
  const key = await unwrapKey(wrappedKey, stretched);
  return key && { key, wrappedKey };
}

/** A new key; the one that is kept cannot be read out again. */
async function mintWrapped(stretched: CryptoKey): Promise<WrappedKey> {
  const wrappedKey = await wrapKey(await mintPartitionKey(), stretched);
  const key = await unwrapKey(wrappedKey, stretched);
  if (key === null) throw new Error('a key that was just wrapped does not open');
  return { key, wrappedKey };
}

/** Signs in and puts back what was sealed, in one transaction. */
async function restoring(
  db: SatchelDatabase,
  partition: string,
  key: CryptoKey,
  signIn: () => Promise<void>,
): Promise<void> {
  for (let done = false; !done; ) {
    const opened = await openSnapshot(db, partition, key);
    done = await db.transaction('rw', [db.partitions, db.meta, ...restoredTables(db)], async () => {
      if (!(await restoreSnapshot(db, partition, opened))) return false;
      await signIn();
      return true;
    });
  }
}

export type OfflineSignIn =
  | { ok: true; partition: string }
  | { ok: false; reason: 'wrong-ticket' | 'unknown' }
  | { ok: false; reason: 'slow-down'; waitMs: number };

/**
 * Signs a student in whose tests are on this device already, by unwrapping their key with the ticket.
 *
 * @param ticket normalised
 * @returns `unknown` when no student has signed in here yet, so that no ticket could be right
 */
export async function signInOffline(db: SatchelDatabase, ticket: string, now: number): Promise<OfflineSignIn> {
  const { waitMs, wrong } = nextTry(await readWrongTickets(db), now);
  if (waitMs > 0) {
    await writeWrongTickets(db, wrong);
    return { ok: false, reason: 'slow-down', waitMs };
  }
  const partitions = await readPartitions(db);
  if (partitions.length === 0) return { ok: false, reason: 'unknown' };
  await writeWrongTickets(db, wrong);
  const stretched = new Map<string, CryptoKey>();
  for (const row of partitions) {
    const name = `${row.ticketIterations}:${row.ticketSalt.join()}`;
    const under = stretched.get(name) ?? (await stretchTicket(ticket, row.ticketSalt, row.ticketIterations));
    stretched.set(name, under);
    const key = await unwrapKey(row.wrappedKey, under);
    if (key === null) continue;
    const token = row.token ?? (row.sealedToken ? await openText(row.sealedToken, key) : null);
    await restoring(db, row.partition, key, async () => {
      await db.partitions.update(row.partition, { token, key });
      await enter(db, row);
    });
    return { ok: true, partition: row.partition };
  }
  return { ok: false, reason: 'wrong-ticket' };
}

/** Part of the transaction that signs in. Whoever was signed in before keeps their key until they are locked. */
async function enter(db: SatchelDatabase, student: Pick<PartitionRow, 'partition' | 'workspace'>): Promise<void> {
  await writeWrongTickets(db, NONE_WRONG);
  await writeSignedIn(db, { partition: student.partition, school: student.workspace.name });
}

/** The server no longer takes the token. A newer one, of a sign-in meanwhile, stays. */
export const dropToken = (db: SatchelDatabase, partition: string, token: string): Promise<void> =>
  db.transaction('rw', db.partitions, async () => {
    const row = await db.partitions.get(partition);
    if (row?.token === token) await db.partitions.update(partition, { token: null, sealedToken: undefined });
  });
