import type { AppState } from '../session/ports.ts';

const MB = 1024 * 1024;
const LOW_BYTES = 150 * MB;
const FULL_BYTES = 50 * MB;

/** @param estimate bytes, as the browser tells them; null where it does not */
export function freeSpace(estimate: { usage: number; quota: number } | null | undefined): AppState['storage'] {
  if (!estimate) return 'unknown';
  const free = estimate.quota - estimate.usage;
  if (free < FULL_BYTES) return 'full';
  return free < LOW_BYTES ? 'low' : 'ok';
}
