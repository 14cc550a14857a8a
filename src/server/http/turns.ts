/** In the order in which they are let in when not all can be. */
export const URGENCIES = ['submit', 'answers', 'reports'] as const;
/** Students' submits; what else students and staff do; lists and whatever can as well be asked for later. */
export type Urgency = (typeof URGENCIES)[number];

export interface TurnsOptions {
  /** How many have their turn at once. */
  working: number;
  /** Of these, how many may be submits: a herd of them leaves places that an autosave finds free. */
  submits?: number;
  /** Of these, how many may be reports: slow ones never take the places of answers. */
  reports?: number;
}

export interface Waiting {
  go: () => void;
  turnAway: (reason: Error) => void;
}

/*
 * Who has a turn, and who waits for one.
 *
 * 1. At most `working` have a turn, `submits` of them submits and `reports` reports.
 * 2. Of those for whom there is a place a more urgent one goes first; of the same urgency the one that came first.
 */
export class Turns {
  readonly #working: number;
  readonly #most: Readonly<Record<Urgency, number>>;
  readonly #queues: Record<Urgency, Waiting[]> = { submit: [], answers: [], reports: [] };
  readonly #at: Record<Urgency, number> = { submit: 0, answers: 0, reports: 0 };

  constructor({ working, submits = working, reports = working }: TurnsOptions) {
    this.#working = working;
    this.#most = { submit: submits, answers: working, reports };
  }

  get working(): number {
    return this.#at.submit + this.#at.answers + this.#at.reports;
  }

  get waiting(): number {
    return URGENCIES.reduce((sum, urgency) => sum + this.waitingOf(urgency), 0);
  }

  waitingOf(urgency: Urgency): number {
    return this.#queues[urgency].length;
  }

  hasRoom(urgency: Urgency): boolean {
    return this.working < this.#working && this.#at[urgency] < this.#most[urgency];
  }

  /** Resolves when it is this one's turn. @throws what it was turned away with */
  async take(urgency: Urgency): Promise<void> {
    if (this.hasRoom(urgency)) this.#at[urgency] += 1;
    else await new Promise<void>((go, turnAway) => this.#queues[urgency].push({ go, turnAway }));
  }

  /** A turn is over: the next ones begin. */
  end(urgency: Urgency): void {
    this.#at[urgency] -= 1;
    for (let next = this.#next(); next; next = this.#next()) {
      const waiting = this.#queues[next].shift();
      this.#at[next] += 1;
      waiting?.go();
    }
  }

  /** Takes the latest of an urgency out of the queue. */
  dropLatest(urgency: Urgency): Waiting | undefined {
    return this.#queues[urgency].pop();
  }

  #next(): Urgency | undefined {
    return URGENCIES.find((urgency) => this.waitingOf(urgency) > 0 && this.hasRoom(urgency));
  }
}
