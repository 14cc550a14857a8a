import type { SatchelDatabase } from './database.ts';

export type Stored<T> = { ok: true; value: T } | { ok: false; detail: string };

const RETRIES = 3;

/**
 * Runs a job on the database, and again after reopening it when the database itself fails: at most three more times.
 * A full disk is not tried again, because writing more does not empty it.
 *
 * @param job one whole transaction; it may run several times
 * @returns what the job returned after its commit, or what the student's banner says
 */
export async function withReopening<T>(db: SatchelDatabase, job: () => PromiseLike<T>): Promise<Stored<T>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return { ok: true, value: await withCauseOfAbort(db, job) };
    } catch (error) {
      if (isDiskFull(error)) return { ok: false, detail: 'The storage of this device is full.' };
      if (attempt === RETRIES || error instanceof UnreadableRow) {
        return { ok: false, detail: 'The storage of this device does not work right now.' };
      }
      db.close({ disableAutoOpen: false });
    }
  }
}

/**
 * Dexie reports a full disk as the AbortError of the transaction and hides the cause in `inner`; a request that waited
 * when the transaction aborted rejects with an AbortError that has no cause at all.
 */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Object && depth < 5; depth++) {
    if ('name' in cause && cause.name === 'QuotaExceededError') return true;
    cause = 'inner' in cause && cause.inner ? cause.inner : 'cause' in cause ? cause.cause : undefined;
  }
  return false;
}

/** Rejects with the error of the transaction that aborted, where that says more than the request that failed of it. */
async function withCauseOfAbort<T>(db: SatchelDatabase, job: () => PromiseLike<T>): Promise<T> {
  if (!db.isOpen()) await db.open();
  const connection = db.backendDB();
  let cause: unknown;
  const noteCause = ({ target }: Event) => {
    if (target !== null && 'error' in target) cause = target.error;
  };
  // Captured, because Dexie stops the event at the transaction.
  connection.addEventListener('abort', noteCause, true);
  try {
    return await job();
  } catch (error) {
    if (error instanceof UnreadableRow || isDiskFull(error)) throw error;
    // The abort of a transaction is told after the failure of its requests.
    await new Promise((told) => setTimeout(told));
    throw new Error('the transaction failed', { cause: cause ?? error });
  } finally {
    connection.removeEventListener('abort', noteCause, true);
  }
}

/** A row that this version of the app cannot read. It stays as it is. */
export class UnreadableRow extends Error {
  override name = 'UnreadableRow';
}
