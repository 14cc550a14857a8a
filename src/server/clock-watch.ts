/** Time as people have it, which may be set, and time as it passes, which may not; in milliseconds. */
export interface Clocks {
  /** Since 1970-01-01T00:00Z. */
  now(): number;
  /** From any beginning. */
  elapsed(): number;
}

/** What a correction by a time server, or a leap second, may amount to without a word. */
const TOLERANCE_MS = 10_000;
/** How long a clock that was set has to go evenly before it is believed. */
const STEADY_MS = 30_000;

/*
 *              differs by more than TOLERANCE_MS             back where it was, or even for STEADY_MS
 *   trusted -------------------------------------> in doubt -----------------------------------------> trusted
 *                                                     |  ^
 *                                                     +--+  set once more: the wait begins again
 */
/**
 * Notices that the clock of the machine was set, by comparing it with the time that passes. Which of the two times is right
 * nobody here can know: a time server may have put a wrong clock right, or a flat battery a right one wrong. So the new one
 * is in doubt for half a minute, in which whoever corrects it has the time to, and believed then (docs/decisions/0025).
 */
export class ClockWatch {
  readonly #clocks: Clocks;
  readonly #onJump: (byMs: number) => void;
  /** What `now` is ahead of `elapsed` by. */
  #trusted: number;
  #doubt: { ahead: number; since: number } | undefined;

  /** @param onJump told by how much the clock was set, once for each time */
  constructor(clocks: Clocks, onJump: (byMs: number) => void) {
    this.#clocks = clocks;
    this.#onJump = onJump;
    this.#trusted = clocks.now() - clocks.elapsed();
  }

  /** Whether the time can be relied on. A jump is noticed by the first look after it. */
  isSteady(): boolean {
    const elapsed = this.#clocks.elapsed();
    const ahead = this.#clocks.now() - elapsed;
    if (isNear(ahead, this.#trusted)) {
      this.#doubt = undefined;
      this.#trusted = ahead;
      return true;
    }
    if (!this.#doubt || !isNear(ahead, this.#doubt.ahead)) {
      this.#onJump(ahead - (this.#doubt?.ahead ?? this.#trusted));
      this.#doubt = { ahead, since: elapsed };
      return false;
    }
    if (elapsed - this.#doubt.since < STEADY_MS) return false;
    this.#trusted = ahead;
    this.#doubt = undefined;
    return true;
  }
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= TOLERANCE_MS;
}
