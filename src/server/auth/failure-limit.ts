import { failuresSince, forgetFailures, noteFailure, removeOldFailures } from '../store/sign-in-failures.ts';
import type { Store } from '../store/store.ts';

export interface FailureLimitOptions {
  store: Store;
  /** Failures of one name within the window after which it has to wait. */
  limit: number;
  windowMs: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: () => number;
}

export class TooManyFailures extends Error {
  override name = 'TooManyFailures';
  readonly seconds: number;

  constructor(seconds: number) {
    super(`too many tries failed; ${seconds} seconds to wait`);
    this.seconds = seconds;
  }
}

/** How often a server removes what nobody asks for any more. */
const CLEAN_UP_MS = 60 * 60_000;

/**
 * Slows down guessing: by name, not by address, because a whole school is one address. Failures are in the store, so that
 * servers that share it count together. A name's tries on one server take turns, each counting what failed before it: of
 * tries that are made at once *n* servers let through at most *n* - 1 more than the limit.
 */
export class FailureLimit {
  readonly #options: FailureLimitOptions;
  readonly #lastOf = new Map<string, Promise<void>>();
  #cleanedAt = Number.NEGATIVE_INFINITY;

  constructor(options: FailureLimitOptions) {
    this.#options = options;
  }

  /**
   * Makes a try, which counts for each of `names` when it fails, and clears them when it does not. One that throws is none.
   * @param attempt gives undefined when it failed
   * @throws TooManyFailures when one of the names has to wait
   */
  attempt<T>(names: readonly string[], attempt: () => Promise<T | undefined>): Promise<T | undefined> {
    return this.#inTurn([...names].sort(), async () => {
      const { store, windowMs, now } = this.#options;
      const failures = await store.read((db) => failuresSince(db, names, now() - windowMs));
      const seconds = Math.max(...failures.map((failed) => this.#secondsToWait(failed)));
      if (seconds > 0) throw new TooManyFailures(seconds);
      const value = await attempt();
      if (value === undefined) await this.#failed(names);
      else if (failures.some((failed) => failed.length > 0)) await store.write((db) => forgetFailures(db, names));
      return value;
    });
  }

  #secondsToWait(failed: readonly number[]): number {
    const { limit, windowMs, now } = this.#options;
    // With as many as the limit or more, as many as it is over have to go first.
    const decisive = failed[failed.length - limit];
    if (decisive === undefined) return 0;
    return Math.max(1, Math.min(Math.ceil((decisive + windowMs - now()) / 1000), Math.ceil(windowMs / 1000)));
  }

  async #failed(names: readonly string[]): Promise<void> {
    const { store, windowMs, now } = this.#options;
    const at = now();
    const isTime = at - this.#cleanedAt > CLEAN_UP_MS;
    await store.write(async (db) => {
      if (isTime) await removeOldFailures(db, at - windowMs);
      await noteFailure(db, names, at);
    });
    if (isTime) this.#cleanedAt = at;
  }

  /** Names are taken in their order, so that no two tries wait for each other. */
  #inTurn<T>([name, ...others]: readonly string[], run: () => Promise<T>): Promise<T> {
    if (name === undefined) return run();
    const turn = (this.#lastOf.get(name) ?? Promise.resolve()).then(() => this.#inTurn(others, run));
    const ended = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#lastOf.set(name, ended);
    void ended.then(() => {
      if (this.#lastOf.get(name) === ended) this.#lastOf.delete(name);
    });
    return turn;
  }
}
