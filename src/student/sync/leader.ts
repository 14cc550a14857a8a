/** The part of `LockManager` that is used. */
export interface Locks {
  request<T>(name: string, options: LockOptions, callback: (lock: Lock | null) => Promise<T>): Promise<T>;
}

const LEADER = 'satchel-uploader';
const tabLock = (tab: string) => `satchel-tab-${tab}`;

/**
 * Leadership of the uploader: every tab asks, one holds it for the life of its page, and nothing waits for it. Without
 * Web Locks everyone leads; two uploaders at once only send the same batch twice.
 *
 * @param lead called once, when this tab leads
 * @returns lets go, or stops asking
 */
export function becomeLeader(locks: Locks | undefined, lead: () => void): () => void {
  return hold(locks, LEADER, lead);
}

/** Says that this tab lives, for as long as it does. @returns stops saying so */
export const holdTab = (locks: Locks | undefined, tab: string): (() => void) =>
  hold(locks, tabLock(tab), () => undefined);

/** A page that is reloaded may still hold its lock when the new one asks; a moment later it does not. */
const LETTING_GO_MS = 1000;

/** True when no page holds the tab's lock any more: it was closed or killed. Unknown without Web Locks: then true. */
export async function isTabGone(locks: Locks | undefined, tab: string): Promise<boolean> {
  return await isFree(locks, tabLock(tab), LETTING_GO_MS);
}

/**
 * For the service worker, which a submit wakes while the page that leads sends it: resolves when no page leads any more, else
 * after `mostMs` beside one that may have come to nothing. At once without Web Locks. Holds leadership for no moment of its pass, so
 * that a page which opens meanwhile waits for nothing.
 */
export async function leaderHadTime(locks: Locks | undefined, mostMs: number): Promise<void> {
  await isFree(locks, LEADER, mostMs);
}

async function isFree(locks: Locks | undefined, name: string, waitMs: number): Promise<boolean> {
  if (locks === undefined) return true;
  const signal = AbortSignal.timeout(waitMs);
  return await locks.request(name, { signal }, async () => true).catch(() => false);
}

function hold(locks: Locks | undefined, name: string, held: () => void): () => void {
  if (locks === undefined) {
    held();
    return () => undefined;
  }
  const controller = new AbortController();
  let release = () => undefined as undefined;
  const released = new Promise<void>((resolve) => {
    release = () => void resolve();
  });
  const request = locks.request(name, { signal: controller.signal }, async () => {
    held();
    await released;
  });
  // Rejects when it is called off before it was granted.
  request.catch(() => undefined);
  return () => {
    controller.abort();
    release();
  };
}
