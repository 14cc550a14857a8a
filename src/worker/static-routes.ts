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

export interface StaticRoutesOptions {
  caches: CacheStorage;
  origin: string;
  /** Of the page. Each version of the app has a cache of its own: the older one serves its page until it is replaced. */
  revision: string;
  /** Resolves once it is here. */
  page: () => Promise<Response | undefined>;
  /** Holds the files under `/assets/`, by their address. */
  precache: string;
}

/**
 * Has the browser itself take the page and its files from the cache: it starts this worker for none of them, and the student
 * does not wait for that. A browser without the API asks the worker, as before.
 */
export function addStaticRoutes(event: InstallEvent, options: StaticRoutesOptions): void {
  if (!event.addRoutes) return;
  const { origin: baseURL, revision, precache } = options;
  const cacheName = PAGE_CACHE + revision;
  const toPage = {
    urlPattern: { pathname: '/', search: '', baseURL },
    requestMode: 'navigate',
    requestMethod: 'get',
  } as const;
  const toFiles = { urlPattern: { pathname: '/assets/*', search: '', baseURL }, requestMethod: 'get' };
  // What is routed to a cache and is not in it goes to the network, past this worker: the page is there before the route holds.
  event.waitUntil(storePage(cacheName, options));
  event
    .addRoutes([
      { condition: toPage, source: { cacheName } },
      { condition: toFiles, source: { cacheName: precache } },
    ])
    .catch(() => undefined);
}

async function storePage(cacheName: string, { caches, page }: StaticRoutesOptions): Promise<void> {
  const response = await page();
  if (!response) throw new Error('The page was not put away');
  await (await caches.open(cacheName)).put('/', response);
}

/** Lets go of the pages of the versions before this one. */
export async function dropOlderPages({
  caches,
  revision,
}: Pick<StaticRoutesOptions, 'caches' | 'revision'>): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(PAGE_CACHE) && name !== PAGE_CACHE + revision);
  await Promise.all(older.map((name) => caches.delete(name)));
}
