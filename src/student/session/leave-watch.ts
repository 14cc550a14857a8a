export interface LeaveWatchOptions {
  page: Pick<Document, 'addEventListener' | 'hasFocus' | 'visibilityState'>;
  /** Where the focus of the whole window comes and goes. */
  window: Pick<EventTarget, 'addEventListener'>;
  /** Calls back once after so many milliseconds; gives back how to call that off. */
  later: (ms: number, run: () => void) => () => void;
  left: () => void;
}

/** A reload, a notification, a slip of the hand: nobody has to be called for those. */
const GRACE_MS = 2000;

/**
 * Tells when the student is elsewhere: in another tab, another window or another app, for longer than a moment.
 *
 * @returns stops it
 */
export function watchLeaving({ page, window, later, left }: LeaveWatchOptions): () => void {
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
  return () => {
    stop.abort();
    cancel?.();
  };
}
