import { createHandlerBoundToURL, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { UPLOAD_SYNC_TAG } from '../student/pwa/sync-tag.ts';
import { runUploadPass } from '../student/sync/upload-pass.ts';

/*
 * Two jobs: the app opens without a network, and answers go up when the browser wakes this worker for it. What is not in
 * the precache goes to the network untouched: no request of the API is ever answered, repeated or kept from here.
 */

/** Background Synchronization is not in TypeScript's library. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

declare const self: ServiceWorkerGlobalScope & {
  /** Filled in by the build. */
  __WB_MANIFEST: Array<PrecacheEntry | string>;
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
};

precacheAndRoute(self.__WB_MANIFEST);
// The page lives at `/`, with or without a query. Every other address is somebody else's: the console, the API, a 404.
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { allowlist: [/^\/(\?|$)/] }));

self.addEventListener('activate', (event) => {
  // The first visit's page is served from the precache too, from here on: a network that is cut before the next visit
  // must not take away what it has yet to load.
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  // Sent when somebody clicked on the offer of an update, and never by itself.
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

self.addEventListener('sync', (event) => {
  if (event.tag === UPLOAD_SYNC_TAG) event.waitUntil(upload());
});

/** @throws when something is left, so that the browser tries again: Chromium does so twice */
async function upload(): Promise<void> {
  const done = await runUploadPass({
    indexedDB: self.indexedDB,
    fetch: (path, init) => fetch(path, init),
    now: () => Date.now(),
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  if (!done) throw new Error('Answers are still waiting');
}
