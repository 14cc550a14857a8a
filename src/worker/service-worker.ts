import { PrecacheController, type PrecacheEntry, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { UPLOAD_SYNC_TAG } from '../student/pwa/sync-tag.ts';
import { type Locks, leaderHadTime } from '../student/sync/leader.ts';
import { addStaticRoutes, dropOlderPages, storePage } from './static-routes.ts';

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

const PAGE = 'index.html';
/** A receipt takes two or three seconds over a line of 24 kbit/s. */
const LEADER_SENDS_MS = 10_000;
const entries = self.__WB_MANIFEST;
const precache = new PrecacheController();
precache.addToCacheList(entries);
const page = entries.find((entry) => typeof entry !== 'string' && entry.url === PAGE) as PrecacheEntry | undefined;
const version = { caches: self.caches, revision: page?.revision ?? '' };

registerRoute(new PrecacheRoute(precache));
// The page lives at `/`, with or without a query. Every other address is somebody else's: the console, the API, a 404.
registerRoute(new NavigationRoute(precache.createHandlerBoundToURL(PAGE), { allowlist: [/^\/(\?|$)/] }));

self.addEventListener('install', (event) => {
  const installed = precache.install(event);
  const pageOnceInstalled = () => installed.then(() => precache.matchPrecache(PAGE));
  event.waitUntil(storePage(version, pageOnceInstalled));
  addStaticRoutes(event, {
    revision: version.revision,
    origin: self.location.origin,
    precache: precache.strategy.cacheName,
  });
});

self.addEventListener('activate', (event) => {
  void precache.activate(event);
  event.waitUntil(storePage(version, () => precache.matchPrecache(PAGE)));
  event.waitUntil(dropOlderPages(version));
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
  await leaderHadTime(self.navigator.locks as Locks | undefined, LEADER_SENDS_MS);
  // Evaluated only here: the browser starts this worker for every opening of the app, while the student waits.
  const { runUploadPass } = await import('../student/sync/upload-pass.ts');
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
