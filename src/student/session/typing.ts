import { type Signal, signal } from '@preact/signals';

/** A pause that means that somebody has stopped to look at what they wrote. */
const PAUSE_MS = 300;
/** How much typing a crash may cost somebody who never pauses. */
const LIMIT_MS = 2000;

/** When typed text is saved: after a pause, and every so often while keys come. Knows no text. */
export class Typing {
  readonly #later: (ms: number, run: () => void) => () => void;
  readonly #save: () => void;
  /** Somebody types, or has only paused. */
  readonly isActive: Signal<boolean> = signal(false);
  #cancelPause: (() => void) | null = null;
  #cancelLimit: (() => void) | null = null;

  constructor(later: (ms: number, run: () => void) => () => void, save: () => void) {
    this.#later = later;
    this.#save = save;
  }

  /** A key came whose save is still to be. */
  get isWaiting(): boolean {
    return this.#cancelLimit !== null;
  }

  key(): void {
    this.isActive.value = true;
    this.#cancelPause?.();
    this.#cancelPause = this.#later(PAUSE_MS, this.#fire);
    this.#cancelLimit ??= this.#later(LIMIT_MS, this.#fire);
  }

  /** Everything is saved now, for another reason. */
  end(): void {
    this.#cancelPause?.();
    this.#cancelLimit?.();
    this.#cancelPause = this.#cancelLimit = null;
  }

  readonly #fire = (): void => {
    this.end();
    this.#save();
  };
}
