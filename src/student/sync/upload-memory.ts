import { BATCH_LIMITS } from '../db/pending-batch.ts';

const HOUR_MS = 3_600_000;

interface RunMemory {
  /** Answers in a batch. */
  limit: number;
  /** Failures of the server in a row for the batch from `base`. */
  failures: number;
  base: number;
  /** Not tried before then, unless the upload token is another one. */
  notBefore: number;
  token: string;
}

/**
 * What one page remembers of its uploads: which batch size works, and what is pointless to try at once. Losing it
 * costs a request; correctness does not rest on it.
 */
export class UploadMemory {
  readonly #runs = new Map<string, RunMemory>();

  limit = (run: string) => this.#runs.get(run)?.limit ?? BATCH_LIMITS.answers;

  isDue(run: string, token: string, now: number): boolean {
    const known = this.#runs.get(run);
    // Further away than an hour it can only be by a clock that was set back.
    return known === undefined || known.token !== token || now >= known.notBefore || known.notBefore - now > HOUR_MS;
  }

  /** Tries a run again right away, whatever it was put off for. */
  forgetDelays(): void {
    for (const known of this.#runs.values()) known.notBefore = 0;
  }

  succeeded(run: string): void {
    const known = this.#known(run);
    known.failures = 0;
    known.limit = Math.min(BATCH_LIMITS.answers, Math.max(1, known.limit * 2));
  }

  /** @returns how often in a row the server has failed on the batch that starts at `base` */
  failed(run: string, base: number): number {
    const known = this.#known(run);
    known.failures = known.base === base ? known.failures + 1 : 1;
    known.base = base;
    return known.failures;
  }

  halve(run: string, size: number): void {
    const known = this.#known(run);
    known.failures = 0;
    known.limit = Math.max(1, Math.floor(size / 2));
  }

  /** Leaves a run alone for an hour, or until it has another upload token. */
  putOff(run: string, token: string, now: number): void {
    const known = this.#known(run);
    known.notBefore = now + HOUR_MS;
    known.token = token;
  }

  /** Milliseconds until the first run that was put off is due; null when there is none. */
  nextDueIn(now: number): number | null {
    const waits = [...this.#runs.values()].map(({ notBefore }) => notBefore - now).filter((wait) => wait > 0);
    return waits.length === 0 ? null : Math.min(...waits);
  }

  #known(run: string): RunMemory {
    const known = this.#runs.get(run) ?? {
      limit: BATCH_LIMITS.answers,
      failures: 0,
      base: -1,
      notBefore: 0,
      token: '',
    };
    this.#runs.set(run, known);
    return known;
  }
}
