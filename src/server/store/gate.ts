interface Waiting {
  alone: boolean;
  go: () => void;
}

/**
 * Lets a bounded number of jobs run side by side, in the order in which they came. One that keeps getting in the way of
 * others asks to run alone: it waits for those that run, and those behind it wait for it.
 */
export class Gate {
  readonly #limit: number;
  readonly #queue: Waiting[] = [];
  #running = 0;
  #isAlone = false;

  /** @param limit most jobs that run at once */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Resolves when the caller may run. @returns what it calls when it has ended */
  async enter({ alone }: { alone: boolean }): Promise<() => void> {
    await new Promise<void>((go) => {
      this.#queue.push({ alone, go });
      this.#admit();
    });
    return () => {
      this.#running -= 1;
      this.#isAlone = false;
      this.#admit();
    };
  }

  #admit(): void {
    for (;;) {
      const [next] = this.#queue;
      const room = next?.alone ? 1 : this.#limit;
      if (!next || this.#isAlone || this.#running >= room) return;
      this.#queue.shift();
      this.#running += 1;
      this.#isAlone = next.alone;
      next.go();
    }
  }
}
