/** As disks are sold and ChromeOS counts them, wherever a student or staff read MB. */
export const MB = 1_000_000;
const LOW_BYTES = 150 * MB;
const FULL_BYTES = 50 * MB;

/** `low`: told to whoever can make room. `full`: no test starts. `unknown`: the browser does not tell. */
export type FreeSpace = 'ok' | 'low' | 'full' | 'unknown';

/** @param estimate bytes, as the browser tells them; null where it does not */
export function freeSpace(estimate: { usage: number; quota: number } | null | undefined): FreeSpace {
  if (!estimate) return 'unknown';
  const free = estimate.quota - estimate.usage;
  if (free < FULL_BYTES) return 'full';
  return free < LOW_BYTES ? 'low' : 'ok';
}
