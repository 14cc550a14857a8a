/*
 * Reads the open attempt before Dexie is loaded, with bare IndexedDB. It never writes, never creates or upgrades the
 * database, and lets go of it at once, so that it stands in nobody's way. Whatever surprises it, it gives back null,
 * and the app takes the way through `services.ts`.
 */
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { isIdle } from './idle.ts';
import {
  type AnswerRow,
  DATABASE_NAME,
  DATABASE_VERSION,
  type ItemRow,
  type MetaRow,
  type PackageRow,
  type PartitionRow,
  type RunRow,
  type SessionRow,
} from './rows.ts';
import { unsealItem } from './unseal-item.ts';

/** What the meta row `open` says. */
export interface OpenRun {
  partition: string;
  run: string;
  sessionId: string;
  package: string;
  itemId: string;
}

/** Where that row is noted in the local storage too (`note-open.ts`): names of rows, a student's id among them, and nothing of what is in them. */
export const OPEN_NOTE = 'satchel-open';

export interface EarlyAttempt {
  partition: PartitionRow;
  session: SessionRow;
  run: RunRow;
  answers: AnswerRow[];
  package: PackageRow;
  /** The item that was open, opened. */
  item: StudentItem;
}

export interface EarlyRead {
  open: OpenRun;
  /** Null when something is not as expected; `open` is still worth asking `services.ts` for. */
  attempt: EarlyAttempt | null;
}

/**
 * What the device has open, for the student who is signed in and was there a moment ago; null when there is nothing to
 * show early.
 *
 * @param now milliseconds since 1970, device clock
 * @param note gives an {@link OpenRun} as JSON, from where it is read at once. Its rows are asked for before the database has said what is
 *   open, which saves a round trip, and they count only where it says the same. May throw, as a storage does that is blocked.
 */
export async function readOpenAttempt(
  indexedDB: IDBFactory,
  now: number,
  note: () => string | null = () => null,
): Promise<EarlyRead | null> {
  try {
    const db = await openAsItIs(indexedDB);
    if (!db) return null;
    try {
      return await read(db, now, noted(note));
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Null when there is no database, or one of another version: this reader must not be what creates or upgrades it. */
function openAsItIs(indexedDB: IDBFactory): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open(DATABASE_NAME);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
    request.onsuccess = () => {
      const db = request.result;
      // Another tab may want to upgrade while this one reads.
      db.onversionchange = () => db.close();
      if (db.version === DATABASE_VERSION * 10) return resolve(db);
      db.close();
      resolve(null);
    };
  });
}

async function read(db: IDBDatabase, now: number, note: OpenRun | null): Promise<EarlyRead | null> {
  const stores = ['meta', 'partitions', 'sessions', 'runs', 'answers', 'packages', 'items'];
  const tx = db.transaction(stores, 'readonly');
  const get = <T>(store: string, key: IDBValidKey) => wait<T | undefined>(tx.objectStore(store).get(key));
  // All at once: each round trip waits for a busy main thread once more.
  const rowsOf = ({ partition, run, sessionId, package: hash, itemId }: OpenRun) =>
    Promise.all([
      get<RunRow>('runs', run),
      get<PartitionRow>('partitions', partition),
      get<SessionRow>('sessions', [partition, sessionId]),
      get<PackageRow>('packages', hash),
      // An array sorts after every string: everything of this run.
      wait<AnswerRow[]>(tx.objectStore('answers').getAll(IDBKeyRange.bound([run], [run, []]))),
      get<ItemRow>('items', [hash, itemId]),
    ]);

  const [rowsOfMeta, rowsOfNote] = await Promise.all([
    // All of its few rows: each request costs more than they do.
    wait<MetaRow[]>(tx.objectStore('meta').getAll()),
    note && rowsOf(note),
  ]);
  const meta = new Map<string, unknown>(rowsOfMeta.map(({ name, value }) => [name, value]));
  const open = openRun(meta.get('open'));
  if (!open || meta.get('signed-in') !== open.partition || isIdle(meta.get('active'), now)) return null;

  // Letter for letter: both are written in the order of `openRow`.
  const isAsNoted = rowsOfNote && JSON.stringify(open) === JSON.stringify(note);
  const [run, partition, session, package_, answers, itemRow] = isAsNoted ? rowsOfNote : await rowsOf(open);
  const nothing: EarlyRead = { open, attempt: null };
  if (
    !partition ||
    !session ||
    !package_ ||
    run?.state !== 'open' ||
    run.sealed !== null ||
    // Nothing of it is answered until a proctor has let the student in again.
    (run.left?.isLocked && session.listed.config.leaveLock) ||
    // Its time is over: it is handed in before anything else of it is shown.
    (run.dueAt ?? Infinity) <= now ||
    run.partition !== open.partition
  )
    return nothing;

  const rows = { partition, session, run, answers, package: package_ };
  // A device move may have put the student elsewhere since.
  const { itemId = open.itemId } = run.view;
  const sealed = itemId === open.itemId ? itemRow : await get<ItemRow>('items', [run.package, itemId]);
  if (!sealed) return nothing;
  try {
    const item = await unsealItem(run.contentKey, package_, itemId, sealed.sealed);
    return { open, attempt: { ...rows, item } };
  } catch {
    return nothing;
  }
}

function noted(note: () => string | null): OpenRun | null {
  try {
    return openRun(JSON.parse(note() ?? 'null'));
  } catch {
    return null;
  }
}

function openRun(value: unknown): OpenRun | null {
  if (typeof value !== 'object' || value === null) return null;
  const open = value as Record<keyof OpenRun, unknown>;
  const keys = [open.partition, open.run, open.sessionId, open.package, open.itemId];
  return keys.every((key) => typeof key === 'string') ? (value as OpenRun) : null;
}

const wait = <T>(request: IDBRequest): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
