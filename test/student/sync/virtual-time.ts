import type { Later } from '../../../src/student/sync/http.ts';

/** A clock that moves when a test says so, and the timers that go with it. */
export class VirtualTime {
  now = Date.parse('2026-03-02T09:00:00Z');
  #timers: Array<{ at: number; run: () => void }> = [];

  later: Later = (ms, run) => {
    const timer = { at: this.now + ms, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Time goes by, and no timer of the device notices: what was due in an hour still is. */
  sleep(ms: number): void {
    this.now += ms;
    for (const timer of this.#timers) timer.at += ms;
  }

  /** Milliseconds until the next timer; null when none waits. */
  get next(): number | null {
    return this.#timers.length === 0 ? null : Math.min(...this.#timers.map(({ at }) => at)) - this.now;
  }

  /**
   * Moves the clock and fires what is due, in order.
   *
   * @param settle lets what each starts come to its end; microtasks alone where nothing else is waited for
   */
  async advance(ms: number, settle: () => Promise<void> = turns): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const [due] = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (due === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.now = Math.max(this.now, due.at);
      due.run();
      await settle();
    }
    this.now = until;
    await settle();
  }
}

/** Lets everything go on that waits for promises alone. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
