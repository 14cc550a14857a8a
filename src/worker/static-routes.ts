/** The Static Routing API (Chromium 123) is not in TypeScript's library. */
interface RouterRule {
  condition: {
    urlPattern: { pathname: string; search?: string; baseURL: string };
    requestMode?: RequestMode;
    requestMethod?: string;
  };
  source: { cacheName: string };
}

interface InstallEvent extends ExtendableEvent {
  addRoutes?(rules: RouterRule[]): Promise<void>;
}

const PAGE_CACHE = 'satchel-page-';

/** The page of one version of the app. Each version has a cache of its own: the older one serves its page until it is replaced. */
export interface PageOfVersion {
  caches: CacheStorage;
  /** Of the page. */
  revision: string;
}

export interface StaticRoutesOptions extends Pick<PageOfVersion, 'revision'> {
  origin: string;
  /** Holds the files under `/assets/`, by their address. */
  precache: string;
}

/**
 * Has the browser itself take the page and its files from the cache: it starts this worker for none of them, and the student
 * does not wait for that. A browser without the API asks the worker, as before. What is routed to a cache and is not in it
 * goes to the network, past this worker: the installation must wait for {@link storePage}.
 */
export function addStaticRoutes(
  event: InstallEvent,
  { origin: baseURL, revision, precache }: StaticRoutesOptions,
): void {
  const toPage = {
    urlPattern: { pathname: '/', search: '', baseURL },
    requestMode: 'navigate',
    requestMethod: 'get',
  } as const;
  const toFiles = { urlPattern: { pathname: '/assets/*', search: '', baseURL }, requestMethod: 'get' };
  event
    .addRoutes?.([
      { condition: toPage, source: { cacheName: PAGE_CACHE + revision } },
      { condition: toFiles, source: { cacheName: precache } },
    ])
    .catch(() => undefined);
}

/**
 * Puts the page where its route looks for it; called while the worker installs and again when it activates. Chromium writes down which
 * entries a cache has when the cache is first used, and again 20 s after a change. What is put in the moment of the first
 * list is in none, and a browser that is killed before the second has lost it, unless something was put after the first.
 * @param page resolves once it is here
 */
export async function storePage(
  { caches, revision }: PageOfVersion,
  page: () => Promise<Response | undefined>,
): Promise<void> {
  const cache = await caches.open(PAGE_CACHE + revision);
  await cache.keys();
  const response = await page();
  if (!response) throw new Error('The page was not put away');
  await cache.put('/', response);
}

/** Lets go of the pages of the versions before this one. */
export async function dropOlderPages({ caches, revision }: PageOfVersion): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(PAGE_CACHE) && name !== PAGE_CACHE + revision);
  await Promise.all(older.map((name) => caches.delete(name)));
}
