/** In the order in which they are let in when not all can be. */
export const URGENCIES = ['submit', 'answers', 'reports'] as const;
/** Students' submits; what else students and staff do; lists and whatever can as well be asked for later. */
export type Urgency = (typeof URGENCIES)[number];

export interface AdmissionOptions {
  /** Requests that are worked on at once: it bounds the memory that bodies take. */
  working: number;
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

interface Waiting {
  go: () => void;
  turnAway: (reason: TurnedAway) => void;
}

/** A device gives up a request that makes no progress for 30 s. */
const MAX_WAIT_MS = 15_000;
/** Beyond it nobody can say what the server will be doing. */
const MAX_AWAY_MS = 300_000;
/** How much the latest request counts in what one takes. */
const WEIGHT = 0.05;

/*
 * A queue that is bounded twice, by its length and by the time that its last would wait. Who finds no place is given one in the
 * future: behind all who wait and all who were sent away before, at the pace at which requests are answered now. So a district
 * that comes back at once comes again in the order in which it came, as fast as it is served.
 *
 * 1. At most `working` are worked on, `reports` of them reports, and at most `waiting` wait.
 * 2. A more urgent one goes first, and of the same urgency the one that came first.
 * 3. A full queue turns away the latest of the least urgent, be that the one that comes.
 * 4. Each is let in or turned away, once.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #queues: Record<Urgency, Waiting[]> = { submit: [], answers: [], reports: [] };
  /** Until when places in the future are given away. */
  readonly #promised: Record<Urgency, number> = { submit: 0, answers: 0, reports: 0 };
  #working = 0;
  #reports = 0;
  #msEach: number;
  #lastLeft: number | null = null;

  constructor(options: AdmissionOptions) {
    this.#options = options;
    this.#msEach = options.msEach ?? 5;
  }

  get working(): number {
    return this.#working;
  }

  get waiting(): number {
    return URGENCIES.reduce((sum, urgency) => sum + this.#queues[urgency].length, 0);
  }

  /**
   * Resolves when the request may be worked on.
   * @returns what is called when it was answered
   * @throws TurnedAway
   */
  async enter(urgency: Urgency): Promise<() => void> {
    if (!this.#hasRoom(urgency)) await this.#wait(urgency);
    else this.#start(urgency);
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      this.#leave(urgency);
    };
  }

  #hasRoom(urgency: Urgency): boolean {
    const { working, reports } = this.#options;
    return this.#working < working && (urgency !== 'reports' || this.#reports < reports);
  }

  #start(urgency: Urgency): void {
    this.#working += 1;
    if (urgency === 'reports') this.#reports += 1;
  }

  async #wait(urgency: Urgency): Promise<void> {
    const room = Math.min(this.#options.waiting, Math.max(1, Math.floor(MAX_WAIT_MS / this.#msEach)));
    if (this.waiting >= room) this.#makeRoom(urgency);
    await new Promise<void>((go, turnAway) => this.#queues[urgency].push({ go, turnAway }));
  }

  /** @throws TurnedAway when nobody who waits is less urgent */
  #makeRoom(urgency: Urgency): void {
    for (const less of [...URGENCIES].reverse()) {
      if (less === urgency) break;
      const last = this.#queues[less].pop();
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
    const waiting = ahead.reduce((sum, each) => sum + this.#queues[each].length, 0);
    const promised = Math.max(...ahead.map((each) => this.#promised[each]));
    // The places are given out anew from half of the way, when there are none left in the time that can be foreseen.
    const next = Math.max(now + waiting * this.#msEach, promised) + this.#msEach;
    const place = next - now > MAX_AWAY_MS ? now + MAX_AWAY_MS / 2 : next;
    this.#promised[urgency] = place;
    return new TurnedAway(Math.max(1, Math.ceil((place - now) / 1000)));
  }

  #leave(urgency: Urgency): void {
    this.#measure();
    this.#working -= 1;
    if (urgency === 'reports') this.#reports -= 1;
    for (const next of URGENCIES) {
      while (this.#hasRoom(next)) {
        const waiting = this.#queues[next].shift();
        if (!waiting) break;
        this.#start(next);
        waiting.go();
      }
    }
    if (this.waiting === 0) this.#lastLeft = null;
  }

  /** While requests wait, the time between two that leave is what one takes. */
  #measure(): void {
    if (this.waiting === 0) return;
    const now = this.#options.now();
    if (this.#lastLeft !== null) this.#msEach += WEIGHT * (now - this.#lastLeft - this.#msEach);
    this.#lastLeft = now;
    this.#msEach = Math.max(0.1, this.#msEach);
  }
}
