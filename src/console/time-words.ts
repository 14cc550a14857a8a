import type { StaffSessionRow } from '../shared/contract/staff.ts';

type Time = NonNullable<StaffSessionRow['time']>;

/** `45 min`, `1 h 30 min`; below five minutes with the seconds, as the student is told: `1 min 30 s`. */
export function durationInWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 300 && seconds % 60 > 0) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** How long this student has, and what of it is theirs alone: `1 h 17 min (45 min × 1.5 + 10 min)`. */
export function timeInWords({ limitSeconds, allowedSeconds, timeLimitFactor, extraSeconds }: Time): string {
  const allowed = durationInWords(allowedSeconds * 1000);
  if (timeLimitFactor === 1 && extraSeconds === 0) return allowed;
  const factor = timeLimitFactor === 1 ? '' : ` × ${timeLimitFactor}`;
  const extra = extraSeconds === 0 ? '' : ` + ${durationInWords(extraSeconds * 1000)}`;
  return `${allowed} (${durationInWords(limitSeconds * 1000)}${factor}${extra})`;
}

/** What staff should know of the device's clock; null when there is nothing. */
export function clockInWords(clock: StaffSessionRow['clock']): string | null {
  if (clock === null || clock.jumps.length === 0) return null;
  const jumps = clock.jumps.map(({ byMs }) =>
    byMs < 0 ? `set back by ${durationInWords(-byMs)}` : `set ahead, or the lid closed, for ${durationInWords(byMs)}`,
  );
  return `The device’s clock was ${jumps.join(', then ')}.`;
}
