/*
 * Where a process can die. `mark-awaits.ts` puts a call of `killPoint` around the operand of every `await` of the sources;
 * it gives back the very operand, so that nothing changes, until one of them is chosen to be the last.
 */

/**
 * `before`: what is awaited has been begun, and the process dies on the spot. `after`: it is done, and the process dies before
 * anything of its own sees that.
 */
export type Moment = 'before' | 'after';
/** The `nth` time that an await is come to; `nth` counts from 1. */
export interface KillPoint {
  site: string;
  nth: number;
  moment: Moment;
}
export type Process = 'device' | 'server';

export const textOf = ({ site, nth, moment }: KillPoint): string => `${moment} ${site} #${nth}`;

export interface Watch {
  /** Called at each await; true kills there. */
  isHere: (site: string, nth: number) => boolean;
  moment: Moment;
  kill: (process: Process) => void;
  /** Called at each await, gives back what is called when it is over. */
  listen?: (point: Omit<KillPoint, 'moment'>) => () => void;
}

const never = new Promise<never>(() => undefined);
let watch: Watch | null = null;
let counts = new Map<string, number>();
/** A device is dead, and what it still had under way is not over: it gets nowhere. */
let isFrozen = false;

const processOf = (site: string): Process => (site.startsWith('src/server/') ? 'server' : 'device');

export function watchAwaits(next: Watch): void {
  watch = next;
  counts = new Map();
}

export function watchNothing(): void {
  watch = null;
}

/** A device may act again: what the dead one had under way is over. */
export function thaw(): void {
  isFrozen = false;
}

export function killPoint(operand: unknown, site: string): unknown {
  const process = processOf(site);
  if (isFrozen && process === 'device') return never;
  if (watch === null) return operand;
  const nth = (counts.get(site) ?? 0) + 1;
  counts.set(site, nth);
  const over = watch.listen?.({ site, nth });
  if (over !== undefined) Promise.resolve(operand).then(over, over);
  if (!watch.isHere(site, nth)) return operand;
  const { moment, kill } = watch;
  watch = null;
  const strike = () => {
    isFrozen ||= process === 'device';
    kill(process);
  };
  const isStruck = moment === 'before' ? strike() : Promise.resolve(operand).then(strike, strike);
  if (process === 'device') return never;
  // A dead server's files are nobody's: it may go on in them. What a dead device did would be seen.
  return Promise.resolve(isStruck).then(() => operand);
}

/** A kill point at each step of `for await`. */
export async function* killEach(values: AsyncIterable<unknown>, site: string): AsyncGenerator<unknown> {
  const steps = values[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = (await killPoint(steps.next(), site)) as IteratorResult<unknown>;
      if (done) return;
      yield value;
    }
  } finally {
    await steps.return?.();
  }
}
