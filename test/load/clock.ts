/*
 * The clock of simulated devices, which may go faster than the real one. Everything that a device waits for by itself is
 * that much shorter; what the network and the server take is not.
 */
import type { Later } from '../../src/student/sync/http.ts';

export class Clock {
  readonly speed: number;
  readonly #startedAt = Date.now();

  constructor(speed: number) {
    this.speed = speed;
  }

  /** Milliseconds since 1970 on the devices. */
  now = (): number => Math.round(this.#startedAt + this.monotonic());
  /** Milliseconds of the devices since the clock started. */
  monotonic = (): number => (performance.now() - this.#zero) * this.speed;
  later: Later = (ms, run) => realLater(ms / this.speed, run);
  readonly #zero = performance.now();
}

/** Real milliseconds. */
export const realLater: Later = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

const STEP_MS = 1000;

/**
 * Real milliseconds without those by which this process is late. A Chromebook reads what has come for it; here it may lie until all
 * the other devices had their turn, and devices that gave up over that would come again, the more of them the later it is.
 */
export const patientLater: Later = (ms, run) => {
  let left = ms;
  let cancel = () => {};
  const wait = () => {
    const step = Math.min(left, STEP_MS);
    cancel = realLater(step, () => {
      left -= step;
      if (left > 0) wait();
      else run();
    });
  };
  wait();
  return () => cancel();
};

/** The time that a device waited because it meant to: to gather answers, to back off, to come when it was told to. */
export class AskedWaits {
  #sum = 0;
  #since = 0;
  #due: number | null = null;

  /** Real milliseconds so far. */
  get total(): number {
    return this.#sum + (this.#due === null ? 0 : Math.min(performance.now(), this.#due) - this.#since);
  }

  /** Passes on to `later`, one wait at a time. */
  over(later: Later, speed: number): Later {
    return (ms, run) => {
      this.#end();
      this.#since = performance.now();
      this.#due = this.#since + ms / speed;
      const cancel = later(ms, () => {
        this.#end();
        run();
      });
      return () => {
        this.#end();
        cancel();
      };
    };
  }

  #end(): void {
    this.#sum = this.total;
    this.#due = null;
  }
}
