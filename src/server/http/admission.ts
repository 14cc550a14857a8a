import { Turns, URGENCIES, type Urgency } from './turns.ts';

export interface AdmissionOptions {
  /** Requests that are worked on at once: it bounds the memory that bodies take. */
  working: number;
  /** Of these, how many may be submits, all of them when left out. */
  submits?: number;
  /** Of these, how many may be reports: slow ones never take the places of answers. */
  reports: number;
  /** Requests that wait, their bodies unread. */
  waiting: number;
  /** Milliseconds of a clock that is never set. */
  now: () => number;
  /** Milliseconds that a request takes of the server, until it is known. */
  msEach?: number;
}

/** A request that is neither worked on nor may wait. */
export class TurnedAway extends Error {
  override name = 'TurnedAway';
  /** From 1: when its turn would have come. */
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`turned away for ${retryAfterSeconds} s`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A device gives up a request that makes no progress for 30 s. */
const MAX_WAIT_MS = 15_000;
/** Beyond it nobody can say what the server will be doing. */
const MAX_AWAY_MS = 300_000;
/** Requests are counted for so long to say what one takes: those of one commit leave in one moment. */
const SPAN_MS = 20;
/** How much the latest of these counts in what one takes. */
const WEIGHT = 0.2;

/*
 * A queue that is bounded twice, by its length and by the time that its last would wait. Who finds no place is given one in the
 * future: behind all who wait and all who were sent away before, at the pace at which requests are answered now. So a district
 * that comes back at once comes again in the order in which it came, as fast as it is served.
 *
 * 1. At most `working` are worked on, as `Turns` has it, and at most `waiting` wait.
 * 2. A full queue turns away the latest of the least urgent, be that the one that comes.
 * 3. Each is let in or turned away, once.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #turns: Turns;
  /** Until when places in the future are given away. */
  readonly #promised: Record<Urgency, number> = { submit: 0, answers: 0, reports: 0 };
  #msEach: number;
  /** Since when requests are counted that leave; null while none waits. */
  #since: number | null = null;
  #left = 0;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#turns = new Turns(options);
    this.#msEach = options.msEach ?? 5;
  }

  get working(): number {
    return this.#turns.working;
  }

  get waiting(): number {
    return this.#turns.waiting;
  }

  /**
   * Resolves when the request may be worked on.
   * @returns what is called when it was answered
   * @throws TurnedAway
   */
  async enter(urgency: Urgency): Promise<() => void> {
    if (!this.#turns.hasRoom(urgency)) this.#findPlace(urgency);
    await this.#turns.take(urgency);
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      this.#leave(urgency);
    };
  }

  /** @throws TurnedAway when there is none */
  #findPlace(urgency: Urgency): void {
    const room = Math.min(this.#options.waiting, Math.max(1, Math.floor(MAX_WAIT_MS / this.#msEach)));
    if (this.waiting >= room) this.#makeRoom(urgency);
  }

  /** @throws TurnedAway when nobody who waits is less urgent */
  #makeRoom(urgency: Urgency): void {
    for (const less of [...URGENCIES].reverse()) {
      if (less === urgency) break;
      const last = this.#turns.dropLatest(less);
      if (!last) continue;
      last.turnAway(this.#later(less));
      return;
    }
    throw this.#later(urgency);
  }

  /** The next place in the future, behind all that are as urgent. */
  #later(urgency: Urgency): TurnedAway {
    const now = this.#options.now();
    const ahead = URGENCIES.slice(0, URGENCIES.indexOf(urgency) + 1);
    const waiting = ahead.reduce((sum, each) => sum + this.#turns.waitingOf(each), 0);
    const promised = Math.max(...ahead.map((each) => this.#promised[each]));
    // The places are given out anew from half of the way, when there are none left in the time that can be foreseen.
    const next = Math.max(now + waiting * this.#msEach, promised) + this.#msEach;
    const place = next - now > MAX_AWAY_MS ? now + MAX_AWAY_MS / 2 : next;
    this.#promised[urgency] = place;
    return new TurnedAway(Math.max(1, Math.ceil((place - now) / 1000)));
  }

  #leave(urgency: Urgency): void {
    this.#measure();
    this.#turns.end(urgency);
    if (this.waiting === 0) this.#since = null;
  }

  /** While requests wait, the time that passes for each that leaves is what one takes. */
  #measure(): void {
    if (this.waiting === 0) return;
    const now = this.#options.now();
    if (this.#since === null) {
      this.#since = now;
      this.#left = 0;
      return;
    }
    this.#left += 1;
    const span = now - this.#since;
    if (span < SPAN_MS) return;
    this.#msEach = Math.max(0.1, this.#msEach + WEIGHT * (span / this.#left - this.#msEach));
    this.#since = now;
    this.#left = 0;
  }
}
