import { UPLOAD_SYNC_TAG } from './sync-tag.ts';

/** Background Synchronization, which only Chromium has and TypeScript's DOM library does not know. */
interface WithSync {
  sync?: { register(tag: string): Promise<void> };
}

/**
 * Asks the browser to wake the service worker when there is a network, even with every tab closed. A bonus: where it is
 * missing or refused, the page uploads the next time it is open.
 */
export function requestBackgroundSync(registration: object): void {
  const { sync } = registration as WithSync;
  // Rejects in a private window and where the person switched it off.
  sync?.register(UPLOAD_SYNC_TAG).catch(() => undefined);
}
