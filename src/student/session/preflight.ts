import {
  PREFLIGHT_CHECKS,
  type Preflight,
  type PreflightCheck,
  type PreflightState,
} from '../../shared/contract/preflight.ts';
import { freeSpace } from '../../shared/lib/free-space.ts';

/** What each check learned of the device. */
export interface PreflightFacts {
  /** In a window of its own, as an installed app has. */
  installed: boolean;
  /** `never`: this browser keeps no app. */
  worker: 'controls' | 'not-yet' | 'never';
  /** The browser promised to keep what is saved. */
  persisted: boolean;
  /** Bytes. */
  space: { usage: number; quota: number };
  /** A few bytes were written, read back and deleted. */
  probe: boolean;
  /** Milliseconds that the device's clock is ahead of the server's. */
  clock: number;
  /** How many voices of its own the device has for the language of the app. */
  voices: number;
  /** Whether the student heard the tone. */
  sound: boolean;
  battery: { percent: number; isCharging: boolean };
}

/** Null is what could not be learned; what is not there is still being looked at. */
export type Learned = { [Check in PreflightCheck]?: PreflightFacts[Check] | null };

export interface Verdict {
  check: PreflightCheck;
  state: PreflightState;
  /** Bytes free, milliseconds that the clock is ahead, percent of the battery. */
  amount?: number;
}

type Judged = Omit<Verdict, 'check'>;
/** The server counts by its own clock, and so does the app once it has heard it: a clock is only ever advised about. */
const CLOCK_OFF_MS = 120_000;
const BATTERY_LOW_PERCENT = 30;

const judges: { [Check in PreflightCheck]: (fact: PreflightFacts[Check]) => Judged } = {
  installed: (isInstalled) => ({ state: isInstalled ? 'fine' : 'advice' }),
  worker: (worker) => ({ state: worker === 'controls' ? 'fine' : worker === 'never' ? 'advice' : 'wrong' }),
  persisted: (isPersisted) => ({ state: isPersisted ? 'fine' : 'advice' }),
  space: (space) => {
    const free = freeSpace(space);
    const state = free === 'full' ? 'wrong' : free === 'low' ? 'advice' : 'fine';
    return { state, amount: Math.max(0, space.quota - space.usage) };
  },
  probe: (works) => ({ state: works ? 'fine' : 'wrong' }),
  clock: (aheadMs) => ({ state: Math.abs(aheadMs) > CLOCK_OFF_MS ? 'advice' : 'fine', amount: aheadMs }),
  voices: (count) => ({ state: count > 0 ? 'fine' : 'advice' }),
  sound: (isHeard) => ({ state: isHeard ? 'fine' : 'advice' }),
  battery: ({ percent, isCharging }) => ({
    state: isCharging || percent >= BATTERY_LOW_PERCENT ? 'fine' : 'advice',
    amount: percent,
  }),
};

/**
 * What each fact means for a test: one verdict a check that is done, in the order in which they are shown. Pure. A test can be
 * taken with any advice; `wrong` is what to do before it.
 */
export const verdicts = (learned: Learned): Verdict[] =>
  PREFLIGHT_CHECKS.flatMap((check) => {
    const judged = judge(check, learned[check]);
    return judged ? [{ check, ...judged }] : [];
  });

function judge<Check extends PreflightCheck>(check: Check, fact: Learned[Check]): Judged | null {
  if (fact === undefined) return null;
  return fact === null ? { state: 'unknown' } : judges[check](fact as PreflightFacts[Check]);
}

/** How a device stands as a whole: the worst that any check came to. */
export function worst(all: readonly Verdict[]): 'fine' | 'advice' | 'wrong' {
  if (all.some(({ state }) => state === 'wrong')) return 'wrong';
  return all.some(({ state }) => state === 'advice') ? 'advice' : 'fine';
}

/** As it is reported. @param at milliseconds since 1970, device clock; told by the server's where both were compared */
export function preflightOf(learned: Learned, at: number): Preflight {
  const checks = verdicts(learned).map(({ check, state, amount }) => ({
    check,
    state,
    ...(amount !== undefined && { amount: Math.round(amount) }),
  }));
  return { at: Math.max(0, Math.round(at - (learned.clock ?? 0))), checks };
}
