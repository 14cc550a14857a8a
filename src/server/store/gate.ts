interface Waiting {
  alone: boolean;
  go: () => void;
}

/** By what the number that may run at once falls at a conflict, and what it rises by without one. */
const FALL = 0.7;
const RISE = 0.2;

/**
 * Lets jobs run side by side, in the order in which they came: as many as do without getting in each other's way, and at
 * most so many. One that keeps getting in the way asks to run alone: it waits for those that run, and those behind it wait
 * for it.
 */
export class Gate {
  readonly #most: number;
  readonly #queue: Waiting[] = [];
  #atOnce: number;
  #running = 0;
  #isAlone = false;

  /** @param most jobs that run at once */
  constructor(most: number) {
    this.#most = most;
    this.#atOnce = most;
  }

  /**
   * Resolves when the caller may run.
   * @returns what it calls when it has ended, with whether another job was in its way
   */
  async enter({ alone }: { alone: boolean }): Promise<(hadConflict: boolean) => void> {
    await new Promise<void>((go) => {
      this.#queue.push({ alone, go });
      this.#admit();
    });
    return (hadConflict) => {
      this.#atOnce = hadConflict ? Math.max(1, this.#atOnce * FALL) : Math.min(this.#most, this.#atOnce + RISE);
      this.#running -= 1;
      this.#isAlone = false;
      this.#admit();
    };
  }

  #admit(): void {
    for (;;) {
      const [next] = this.#queue;
      const room = next?.alone ? 1 : Math.floor(this.#atOnce);
      if (!next || this.#isAlone || this.#running >= room) return;
      this.#queue.shift();
      this.#running += 1;
      this.#isAlone = next.alone;
      next.go();
    }
  }
}
