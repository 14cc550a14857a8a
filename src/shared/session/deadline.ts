import type { Accommodations, Pause } from '../contract/accommodations.ts';

export interface Timing extends Accommodations {
  /** Of the config; null when it sets none. */
  timeLimitSeconds: number | null;
  /** By the server's clock, as far as the device knows it; milliseconds since 1970. */
  startedAt: number;
  /** Real time since then, pauses and rests included (`run-clock.ts`). */
  elapsedMs: number;
  /** Between a submit and its reopening, each from and to in milliseconds since the start. */
  rests: ReadonlyArray<readonly [from: number, to: number]>;
}

export interface TimeLeft {
  /** Milliseconds; never below 0. */
  leftMs: number;
  /** Staff stopped the clock, and have not let it go on. */
  isPaused: boolean;
}

/** How long an attempt may take, in milliseconds; null for as long as it likes. */
export function timeAllowed({
  timeLimitSeconds,
  timeLimitFactor,
  extraSeconds,
}: Pick<Timing, 'timeLimitSeconds' | 'timeLimitFactor' | 'extraSeconds'>): number | null {
  return timeLimitSeconds === null ? null : Math.round(timeLimitSeconds * timeLimitFactor + extraSeconds) * 1000;
}

/**
 * What is left of the time of an attempt; null when it has no limit. The limit is the device's to keep: the server never
 * ends an attempt that a device may hold.
 *
 * 1. More extra time, a greater factor, or another pause never leave less.
 * 2. While a pause lasts, what is left stands still.
 * 3. Time that is in two pauses, or in a pause and a rest, is taken out once.
 */
export function timeLeft(timing: Timing): TimeLeft | null {
  const allowed = timeAllowed(timing);
  if (allowed === null) return null;
  return {
    leftMs: Math.max(0, allowed - timeUsed(timing)),
    isPaused: timing.pauses.some(({ to }) => to === null),
  };
}

/** Milliseconds of what has passed that count. */
export function timeUsed({
  pauses,
  rests,
  startedAt,
  elapsedMs,
}: Pick<Timing, 'pauses' | 'rests' | 'startedAt' | 'elapsedMs'>): number {
  const stopped = [...pauses.map((pause) => since(startedAt, pause)), ...rests];
  return elapsedMs - covered(stopped, elapsedMs);
}

const since = (startedAt: number, { from, to }: Pause): [number, number] => [
  from - startedAt,
  to === null ? Number.POSITIVE_INFINITY : to - startedAt,
];

/** How much of [0, length] lies in at least one of the stretches. */
function covered(stretches: ReadonlyArray<readonly [number, number]>, length: number): number {
  let reached = 0;
  let sum = 0;
  for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
    const end = Math.min(to, length);
    const begin = Math.max(from, reached);
    if (!(end > begin)) continue;
    sum += end - begin;
    reached = end;
  }
  return sum;
}
