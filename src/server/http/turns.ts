/** In the order in which they are let in when not all can be. */
export const URGENCIES = ['submit', 'answers', 'reports'] as const;
/** Students' submits; what else students and staff do; lists and whatever can as well be asked for later. */
export type Urgency = (typeof URGENCIES)[number];

export interface TurnsOptions {
  /** How many have their turn at once. */
  working: number;
  /** Of these, how many may be reports: slow ones never take the places of answers. */
  reports?: number;
}

export interface Waiting {
  go: () => void;
  turnAway: (reason: Error) => void;
}

/** Where submits and answers wait, one turn of so many goes to an answer: a herd of submits holds no autosave up until its end. */
const SHARE = 4;

/*
 * Who has a turn, and who waits for one.
 *
 * 1. At most `working` have a turn, `reports` of them reports.
 * 2. A more urgent one goes first, but for every fourth turn that answers wait for; of the same urgency the one that came first.
 */
export class Turns {
  readonly #working: number;
  readonly #reports: number;
  readonly #queues: Record<Urgency, Waiting[]> = { submit: [], answers: [], reports: [] };
  readonly #at: Record<Urgency, number> = { submit: 0, answers: 0, reports: 0 };
  /** Submits that went before an answer that waits. */
  #passed = 0;

  constructor({ working, reports = working }: TurnsOptions) {
    this.#working = working;
    this.#reports = reports;
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
    return this.working < this.#working && (urgency !== 'reports' || this.#at.reports < this.#reports);
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
    const next = URGENCIES.find((urgency) => this.waitingOf(urgency) > 0 && this.hasRoom(urgency));
    if (next !== 'submit' || this.waitingOf('answers') === 0) return next;
    this.#passed = (this.#passed + 1) % SHARE;
    return this.#passed === 0 ? 'answers' : next;
  }
}
