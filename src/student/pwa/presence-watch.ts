export interface PresenceWatchOptions {
  /** Hears of what the student does. */
  page: Pick<EventTarget, 'addEventListener'>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Calls back every so many milliseconds; gives back how to stop it. */
  every: (ms: number, tick: () => void) => () => void;
  active: () => void;
  isIdle: () => Promise<boolean>;
  lock: () => Promise<void>;
}

const TICK_MS = 5000;
/** Timers stand still while the lid is closed; the wall clock does not. */
const LID_CLOSED_MS = 60_000;
const IDLE_CHECK_TICKS = 6;
const DEEDS = ['pointerdown', 'keydown', 'wheel', 'touchstart'];

/**
 * Locks after a pause, and after the lid was closed. A clock that is set, either way, looks like a closed lid: the ticket
 * opens it again.
 *
 * @returns stops it
 */
export function watchPresence({ page, now, every, active, isIdle, lock }: PresenceWatchOptions): () => void {
  const stop = new AbortController();
  for (const deed of DEEDS) page.addEventListener(deed, active, { signal: stop.signal, passive: true, capture: true });
  active();
  let last = now();
  let ticks = 0;
  const cancel = every(TICK_MS, () => {
    const gap = Math.abs(now() - last);
    last = now();
    if (gap > LID_CLOSED_MS) void lock();
    else if (++ticks % IDLE_CHECK_TICKS === 0) void lockIfIdle();
  });
  const lockIfIdle = async () => {
    if (await isIdle().catch(() => false)) await lock();
  };
  return () => {
    stop.abort();
    cancel();
  };
}
