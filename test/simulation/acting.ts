import type { Arrival } from './network.ts';

/**
 * What was begun on a device. It is over; or it halts, because the answer that it waits for is slow, or because its device died
 * and it waits for ever. Nothing else ends the waiting for it: how fast a machine is decides nothing.
 */
interface UnderWay {
  /** Of the device, in which it was begun. */
  life: number;
  over: Promise<void>;
  halt: () => void;
  failure?: unknown;
}

/** What goes on on a device: one thing at a time does. */
export class Acting {
  #now: UnderWay | null = null;

  /**
   * Runs an action until it is done or halts.
   * @throws what the action threw, if it had not halted before
   */
  async run(life: number, action: () => Promise<void>): Promise<void> {
    const own: UnderWay = { life, over: Promise.resolve(), halt: () => undefined };
    await this.#goOn(own, () => {
      own.over = action().catch((error: unknown) => {
        own.failure = error;
      });
    });
  }

  /** An answer of the server stays on its way; what waits for it goes on when it arrives. */
  slow<T>(answer: T, arrivals: Arrival[]): Promise<T> {
    const waiting = this.#now;
    if (waiting === null) throw new Error('nothing waits for this answer');
    return new Promise((resolve) => {
      arrivals.push(() => this.#goOn(waiting, () => resolve(answer)));
      waiting.halt();
    });
  }

  /** What a life before this one still does gets no further: whoever waits for it does not, and what this life does goes on. */
  hang(life: number): Promise<never> {
    if (this.#now?.life !== life) this.#now?.halt();
    return new Promise(() => undefined);
  }

  /** @throws what it threw meanwhile */
  async #goOn(own: UnderWay, begin: () => void): Promise<void> {
    const halted = new Promise<void>((resolve) => {
      own.halt = resolve;
    });
    const before = this.#now;
    this.#now = own;
    begin();
    await Promise.race([own.over, halted]);
    this.#now = before;
    if (own.failure !== undefined) throw own.failure;
  }
}
