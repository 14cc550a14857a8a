/*
 * What the browser keeps for this app outside of IndexedDB, in two places that it may lose one without the other: Cache Storage
 * lies in files of its own, and localStorage is not cleared when a full disk makes the browser clear the rest.
 */
const CACHE = 'satchel-second-copy';
const FOLDER = '/second-copy/';

export interface OutsideStores {
  /** Null where the browser has no Cache Storage. */
  copies: {
    all(): Promise<Map<string, string>>;
    put(name: string, text: string): Promise<void>;
    remove(name: string): Promise<void>;
  } | null;
  marker: { read(): string | null; write(text: string): void };
}

export const outsideStores = (page: { caches?: CacheStorage; localStorage?: Storage }): OutsideStores => ({
  copies: page.caches ? cacheCopies(page.caches) : null,
  marker: storageMarker(() => page.localStorage),
});

function cacheCopies(caches: CacheStorage): NonNullable<OutsideStores['copies']> {
  const opened = () => caches.open(CACHE);
  return {
    async all() {
      const cache = await opened();
      const texts = new Map<string, string>();
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text();
        const name = new URL(request.url).pathname.slice(FOLDER.length);
        if (text !== undefined) texts.set(name, text);
      }
      return texts;
    },
    async put(name, text) {
      await (await opened()).put(
        FOLDER + name,
        new Response(text, { headers: { 'Content-Type': 'application/json' } }),
      );
    },
    async remove(name) {
      await (await opened()).delete(FOLDER + name);
    },
  };
}

/** @param storage throws where the person blocked it */
function storageMarker(storage: () => Storage | undefined): OutsideStores['marker'] {
  const name = 'satchel-marker';
  return {
    read() {
      try {
        return storage()?.getItem(name) ?? null;
      } catch {
        return null;
      }
    },
    write(text) {
      try {
        storage()?.setItem(name, text);
      } catch {
        // It is written again with the next change.
      }
    },
  };
}
