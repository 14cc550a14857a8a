import type { SatchelDatabase } from '../db/database.ts';
import { isIdle } from '../db/idle.ts';
import { readActive, readSignedIn, writeActive, writeSignedOut } from '../db/meta.ts';
import type { Online } from './online.ts';

export interface PresenceOptions {
  db: SatchelDatabase;
  now: () => number;
  /** Milliseconds of a clock that is never set. */
  monotonic: () => number;
  /** What seals; null when it could not be loaded. */
  online: () => Promise<Pick<Online, 'lock' | 'lockOthers'> | null>;
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
    const { db, online } = this.#options;
    const partition = await readSignedIn(db);
    if (partition === null) return;
    try {
      const sealing = await online();
      if (sealing === null) throw new Error('the part that seals is not here');
      await sealing.lock(partition, { comesBack });
    } catch {
      // The answers stay open rows that go up as before; no screen shows them to anybody else.
      await writeSignedOut(db, { keepOpen: comesBack });
    }
  }

  /** At the start: a device that lay about does not open somebody's test to whoever finds it. */
  async leaveIfIdle(): Promise<void> {
    const { db, now } = this.#options;
    if (isIdle(await readActive(db), now())) await this.leave(true);
  }

  /** Everybody but the student who is signed in: a sign-in, or a tab that was killed, may have left one open. */
  async lockOthers(): Promise<void> {
    const sealing = await this.#options.online();
    await sealing?.lockOthers(await readSignedIn(this.#options.db)).catch(() => undefined);
  }
}
