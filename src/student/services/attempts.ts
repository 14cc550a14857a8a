import { readOpen, readSignedIn } from '../db/meta.ts';
import { type AttemptRows, readAttempt } from '../db/read-attempt.ts';
import { takeTab } from '../db/runs.ts';
import type { Writing } from '../db/save-answer.ts';
import type { AttemptPort, AttemptSnapshot } from '../session/ports.ts';
import { isTabGone, type Locks } from '../sync/leader.ts';
import { type PortOptions, RunPort, snapshotOf } from './attempt-port.ts';
import type { Online } from './online.ts';

export interface AttemptsOptions extends Omit<PortOptions, 'submit' | 'memory'> {
  locks: Locks | undefined;
  /** Null while what speaks with the server could not be loaded. */
  online: () => Promise<Online | null>;
}

/** The attempts that this tab has open, and whether it writes them. */
export class Attempts {
  readonly #options: AttemptsOptions;
  readonly #open = new Set<RunPort>();

  constructor(options: AttemptsOptions) {
    this.#options = options;
  }

  /** Whether one is open that can still be answered. */
  get isAnswering(): boolean {
    return [...this.#open].some((port) => !port.isSubmitted);
  }

  async openRun(): Promise<{ partition: string; run: string } | null> {
    const { db } = this.#options;
    const [signedIn, open] = await Promise.all([readSignedIn(db), readOpen(db)]);
    return open !== null && open.partition === signedIn ? { partition: open.partition, run: open.run } : null;
  }

  async resume(partition: string, run: string): Promise<{ snapshot: AttemptSnapshot; port: AttemptPort } | null> {
    const { db, tab, locks, now, online, onClose } = this.#options;
    if ((await readSignedIn(db)) !== partition) return null;
    const found = await this.#readAttempt(partition, run);
    if (found === null || found.run.sealed !== null) return null;
    const writer = found.run.tab;
    const isFree = writer === null || (writer !== tab && (await isTabGone(locks, writer)));
    if (isFree) {
      // Before anything of it can be changed.
      if ((found.run.dueAt ?? Infinity) <= now()) await (await online())?.timekeeper.opened(run);
      await takeTab(db, run, tab);
    }
    const rows = isFree ? ((await this.#readAttempt(partition, run)) ?? found) : found;
    const submit = async (writing: Writing) => {
      const there = await online();
      if (there === null) throw new Error(NOT_LOADED);
      return await there.submit(writing);
    };
    const closed = () => {
      this.#open.delete(port);
      onClose();
    };
    const memory = async () => (await online())?.memory ?? null;
    const port = new RunPort(rows, { ...this.#options, submit, memory, onClose: closed });
    this.#open.add(port);
    return { snapshot: snapshotOf(rows), port };
  }

  #readAttempt(partition: string, run: string): Promise<AttemptRows | null> {
    return readAttempt(this.#options.db, partition, run).catch(() => null);
  }
}

const NOT_LOADED = 'A part of the app has not come yet.';
