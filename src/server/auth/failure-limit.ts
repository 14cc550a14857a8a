export interface FailureLimitOptions {
  /** Failures of one name within the window after which it has to wait. */
  limit: number;
  windowMs: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: () => number;
  /** Most names remembered; the one tried longest ago is forgotten first, so that memory stays bounded. */
  capacity?: number;
}

/**
 * Slows down guessing: by name, not by address, because a whole school is one address. In memory, so that a restart
 * forgives.
 */
export class FailureLimit {
  readonly #options: FailureLimitOptions;
  readonly #failures = new Map<string, number[]>();

  constructor(options: FailureLimitOptions) {
    this.#options = options;
  }

  /**
   * Asks before a try, and counts it as failed until `succeeded` says otherwise: tries made at once count too.
   * @returns 0 when it may go on, else the seconds to wait
   */
  admit(name: string): number {
    const { limit, windowMs, capacity = 10_000 } = this.#options;
    const now = this.#options.now();
    const recent = (this.#failures.get(name) ?? []).filter((at) => at > now - windowMs);
    const oldest = recent[0];
    if (recent.length >= limit && oldest !== undefined) return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
    this.#failures.delete(name);
    this.#failures.set(name, [...recent, now]);
    if (this.#failures.size > capacity) {
      for (const [tried] of this.#failures) {
        this.#failures.delete(tried);
        break;
      }
    }
    return 0;
  }

  succeeded(name: string): void {
    this.#failures.delete(name);
  }
}
