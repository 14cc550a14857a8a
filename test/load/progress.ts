import { performance } from 'node:perf_hooks';

const LOOK_MS = 1000;
const TELL_MS = 15_000;

/** How far something long is, for whoever waits for it. */
export class Progress {
  readonly #reached: () => number;
  readonly #timer: NodeJS.Timeout;
  #last = 0;
  #since = performance.now();
  #told = '';

  /**
   * @param reached rises while it goes on
   * @param line how far it is, in words; told now and then, when they are others than before
   */
  constructor({ reached, line, tell }: { reached: () => number; line: () => string; tell: (line: string) => void }) {
    this.#reached = reached;
    let toldAt = performance.now();
    this.#timer = setInterval(() => {
      this.#look();
      if (performance.now() - toldAt < TELL_MS) return;
      toldAt = performance.now();
      const words = line();
      if (words !== this.#told) tell(words);
      this.#told = words;
    }, LOOK_MS).unref();
  }

  #look(): void {
    const reached = this.#reached();
    if (reached === this.#last) return;
    this.#last = reached;
    this.#since = performance.now();
  }

  /** Resolves once nothing more was reached for so long. */
  standsStill(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        this.#look();
        if (performance.now() - this.#since < seconds * 1000) return;
        clearInterval(timer);
        resolve();
      }, LOOK_MS).unref();
    });
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
