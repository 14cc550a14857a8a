/** Without anything done for so long, the student may have left the device to somebody else. */
const IDLE_MS = 15 * 60_000;

/**
 * @param active when the student last did something, as stored; a clock that was set meanwhile, either way, tells
 * nothing of how long it was
 */
export const isIdle = (active: unknown, now: number): boolean =>
  typeof active === 'number' && Math.abs(now - active) > IDLE_MS;
