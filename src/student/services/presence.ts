import type { SatchelDatabase } from '../db/database.ts';
import { type LockOptions, lockPartition } from '../db/lock.ts';
import { readSignedIn, writeActive, writeSignedOut } from '../db/meta.ts';
import { readPartitions } from '../db/partitions.ts';

export interface PresenceOptions {
  db: SatchelDatabase;
  now: () => number;
  /** Milliseconds of a clock that is never set. */
  monotonic: () => number;
  sealRun: LockOptions['sealRun'];
}

const ACTIVE_EVERY_MS = 60_000;

/** Whether the student is still there, and what happens to their rows when they are not. */
export class Presence {
  readonly #options: PresenceOptions;
  #activeAt = Number.NEGATIVE_INFINITY;

  constructor(options: PresenceOptions) {
    this.#options = options;
  }

  /** The student did something. */
  active(): void {
    const { db, now, monotonic } = this.#options;
    if (monotonic() - this.#activeAt < ACTIVE_EVERY_MS) return;
    this.#activeAt = monotonic();
    // It locks earlier than it had to, at worst.
    writeActive(db, now()).catch(() => undefined);
  }

  /** Signs out whoever is signed in. @param comesBack their ticket leads straight back into the open test */
  async leave(comesBack: boolean): Promise<void> {
    const { db } = this.#options;
    const partition = await readSignedIn(db);
    if (partition === null) return;
    try {
      await this.#lock(partition, comesBack);
    } catch {
      // Nothing could be sealed. The answers stay open rows that go up as before; no screen shows them to anybody else.
      await writeSignedOut(db, { keepOpen: comesBack });
    }
  }

  /** Everybody but the student who is signed in: a sign-in, or a tab that was killed, may have left one open. */
  async lockOthers(): Promise<void> {
    const signedIn = await readSignedIn(this.#options.db);
    for (const { partition, key } of await readPartitions(this.#options.db)) {
      // It is tried again at the next start.
      if (key !== null && partition !== signedIn) await this.#lock(partition, false).catch(() => undefined);
    }
  }

  #lock(partition: string, comesBack: boolean): Promise<void> {
    const { db, now, sealRun } = this.#options;
    return lockPartition(db, partition, { sealRun, now, comesBack });
  }
}
