const NAME = 'satchel-attempt-open';

let openHere = 0;

/** True while this tab has an attempt open. */
export const isAttemptOpenHere = () => openHere > 0;

/**
 * Says to every tab that an attempt is open, until the function that it returns is called or the tab is gone. A shared
 * lock that nobody waits for: it only keeps an update from being applied, answers do not rest on it.
 */
export function holdAttempt(locks: LockManager | undefined): () => void {
  let release: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  openHere += 1;
  locks?.request(NAME, { mode: 'shared' }, () => done).catch(() => undefined);
  let held = true;
  return () => {
    if (held) openHere -= 1;
    held = false;
    release();
  };
}

/**
 * Runs `job` if no tab has an attempt open.
 *
 * @returns false when one has, and nothing was done
 */
export async function unlessAttemptOpen(locks: LockManager | undefined, job: () => void): Promise<boolean> {
  if (isAttemptOpenHere()) return false;
  if (!locks) {
    job();
    return true;
  }
  return locks.request(NAME, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    job();
    return true;
  });
}
