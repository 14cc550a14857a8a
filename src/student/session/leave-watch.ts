export interface LeaveWatchOptions {
  run: string;
  page: Pick<Document, 'addEventListener' | 'hasFocus' | 'visibilityState'>;
  /** Where the focus of the whole window comes and goes. */
  window: Pick<EventTarget, 'addEventListener'>;
  /** Throws where the person blocked it. */
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Calls back once after so many milliseconds; gives back how to call that off. */
  later: (ms: number, run: () => void) => () => void;
  left: () => void;
}

/** A notification, a slip of the hand: nobody has to be called for those. */
const GRACE_MS = 2000;
/** A reload on a slow Chromebook takes no longer. */
const RELOAD_MS = 15_000;
/** Which test was on the page, and until when. */
const PUT_AWAY = 'satchel-put-away';

/** Tests that were on the screen a moment ago, each with how to call off that its student left it. */
const closing = new Map<string, () => void>();

/**
 * Tells when the student is elsewhere: in another tab, another window or another app, for longer than a moment; or behind the list
 * of tests, or at another address in this tab, from where each of those is a step away.
 *
 * @returns the test is not on the screen any more
 */
export function watchLeaving({ run, page, window, storage, now, later, left }: LeaveWatchOptions): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let cancel: (() => void) | null = null;
  const look = () => {
    const isHere = page.visibilityState === 'visible' && page.hasFocus();
    if (isHere) {
      cancel?.();
      cancel = null;
    } else {
      cancel ??= later(GRACE_MS, () => {
        cancel = null;
        left();
      });
    }
  };
  page.addEventListener('visibilitychange', look, { signal });
  window.addEventListener('blur', look, { signal });
  window.addEventListener('focus', look, { signal });
  // The page may be gone before the moment is over, and the database takes nothing from a page that goes.
  window.addEventListener('pagehide', () => keep(storage, JSON.stringify({ run, at: now() })), { signal });
  closing.get(run)?.();
  closing.delete(run);
  if (wasAway(storage, run, now())) left();
  return () => {
    stop.abort();
    cancel?.();
    const callOff = later(GRACE_MS, () => {
      closing.delete(run);
      left();
    });
    closing.set(run, callOff);
  };
}

function keep(storage: LeaveWatchOptions['storage'], putAway: string): void {
  try {
    storage().setItem(PUT_AWAY, putAway);
  } catch {
    // Nobody can be asked for a code because of it.
  }
}

/** It is asked once. */
function wasAway(storage: LeaveWatchOptions['storage'], run: string, now: number): boolean {
  try {
    const putAway: unknown = JSON.parse(storage().getItem(PUT_AWAY) ?? '{}');
    if (typeof putAway !== 'object' || putAway === null || !('run' in putAway) || putAway.run !== run) return false;
    storage().removeItem(PUT_AWAY);
    // A clock that was set back meanwhile says nothing else.
    return 'at' in putAway && Math.abs(now - Number(putAway.at)) > RELOAD_MS;
  } catch {
    return false;
  }
}
