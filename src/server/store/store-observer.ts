import { StoreUnavailable } from './store.ts';

/** Told what a store does, for whoever watches over it. None of it may throw. */
export interface StoreObserver {
  /** A write was accepted; `settled` follows, however it ends. */
  accepted(): void;
  settled(): void;
  /** So many writes are on disk. @param seconds that the commit alone took */
  committed(jobs: number, seconds: number): void;
  /** A write was refused because the disk or the database failed. */
  lost(): void;
  /** PostgreSQL: a transaction is run again, since another was in its way. */
  triedAgain(): void;
}

/** Runs a write, and tells of it when it is accepted and when it has ended. */
export async function watched<T>(observer: StoreObserver | undefined, write: () => Promise<T>): Promise<T> {
  observer?.accepted();
  try {
    return await write();
  } catch (error) {
    if (error instanceof StoreUnavailable) observer?.lost();
    throw error;
  } finally {
    observer?.settled();
  }
}
