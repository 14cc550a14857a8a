import { backOffDelay } from '../../shared/lib/back-off.ts';
import type { Later } from './http.ts';

/**
 * `answer`: a change was saved. `left-item`: the student went on. `submit`: a test was submitted. `changed`: the world is
 * another one (online, focus, start, a sign-in, the service worker): waiting longer has no reason any more.
 */
export type Trigger = 'answer' | 'left-item' | 'submit' | 'changed';

/** What a pass leaves to do. `waitMs` is the least wait that the server asked for, or until something is due. */
export type Leftover =
  | { kind: 'nothing' }
  | { kind: 'later'; waitMs: number }
  | { kind: 'retry'; waitMs: number | null };

export interface SchedulerOptions {
  /**
   * Does one pass; must not throw, and is never called while it runs.
   * @param follows whether something came meanwhile that another pass is for
   */
  pass: (follows: () => boolean) => Promise<Leftover>;
  later: Later;
  /** Milliseconds of a clock that is never set. */
  now: () => number;
  random: () => number;
}

const DELAY_MS: Record<Trigger, number> = { answer: 15_000, 'left-item': 2000, submit: 0, changed: 0 };

/**
 * When to upload: a loop that knows nothing of what is sent.
 *
 * 1. Answers are gathered: one upload per 15 s, and 2 s after an item was left.
 * 2. After a failure it waits with full jitter up to 60 s, for ever; new answers do not shorten that, a changed world does.
 * 3. What the server asked for with Retry-After is kept whatever happens.
 * 4. A trigger during a pass is not lost: another pass follows.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  #cancel: (() => void) | null = null;
  #due: number | null = null;
  #failures = 0;
  #holdUntil = 0;
  #running = false;
  #missed: Trigger | null = null;
  #closed = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  trigger(trigger: Trigger): void {
    if (this.#running) {
      if (this.#missed === null || DELAY_MS[trigger] < DELAY_MS[this.#missed]) this.#missed = trigger;
      return;
    }
    if (trigger === 'changed') this.#failures = 0;
    const isBackingOff = this.#failures > 0 && this.#due !== null;
    if (isBackingOff && trigger !== 'submit') return;
    this.#schedule(DELAY_MS[trigger]);
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
  }

  /** Brings the next pass forward, never back. */
  #schedule(waitMs: number): void {
    if (this.#closed) return;
    const now = this.#options.now();
    const due = Math.max(now + waitMs, this.#holdUntil);
    if (this.#due !== null && this.#due <= due) return;
    this.#cancel?.();
    this.#due = due;
    this.#cancel = this.#options.later(due - now, () => void this.#run());
  }

  async #run(): Promise<void> {
    if (this.#running || this.#closed) return;
    this.#running = true;
    this.#due = null;
    this.#cancel = null;
    const pass = this.#options.pass(() => this.#missed !== null);
    const left = await pass.catch((): Leftover => ({ kind: 'retry', waitMs: null }));
    this.#running = false;
    const missed = this.#missed;
    this.#missed = null;
    this.#after(left);
    if (missed !== null) this.trigger(missed);
  }

  #after(left: Leftover): void {
    if (left.kind !== 'retry') {
      this.#failures = 0;
      if (left.kind === 'later') this.#schedule(left.waitMs);
      return;
    }
    this.#failures++;
    const { random, now } = this.#options;
    // Never at once, even where jitter says so: a failure that takes no time would make this loop spin.
    const wait = Math.max(1000, backOffDelay({ attempt: this.#failures, random }));
    if (left.waitMs !== null) this.#holdUntil = now() + left.waitMs;
    this.#schedule(wait);
  }
}
