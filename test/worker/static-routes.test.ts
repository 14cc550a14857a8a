import { expect, test } from 'vitest';
import { dropOlderPages, storePage } from '../../src/worker/static-routes.ts';

/** What is done to the caches, in order; a cache is what was put into it. */
function openCaches() {
  const done: string[] = [];
  const stored = new Map<string, Map<string, string>>();
  const cacheOf = (name: string) => {
    const cache = stored.get(name) ?? new Map<string, string>();
    stored.set(name, cache);
    return {
      keys: async () => {
        done.push(`used ${name}`);
        return [...cache.keys()];
      },
      put: async (address: string, response: Response) => {
        done.push(`put ${address}`);
        cache.set(address, await response.text());
      },
    };
  };
  const caches = {
    open: async (name: string) => cacheOf(name),
    keys: async () => [...stored.keys()],
    delete: async (name: string) => stored.delete(name),
  };
  return { done, stored, caches: caches as unknown as CacheStorage };
}

test('a cache was used before its page is put into it, and the page is put once more when the worker activates', async () => {
  const { caches, done, stored } = openCaches();
  const version = { caches, revision: 'b' };
  let install = (_page: Response) => {};
  const installing = storePage(version, () => new Promise((resolve) => (install = resolve)));
  await expect.poll(() => done).toEqual(['used satchel-page-b']);
  install(new Response('the page'));
  await installing;
  await storePage(version, async () => new Response('the page'));
  expect(done).toEqual(['used satchel-page-b', 'put /', 'used satchel-page-b', 'put /']);
  expect(stored.get('satchel-page-b')).toEqual(new Map([['/', 'the page']]));
});

test('a page that is not here fails the installation', async () => {
  const { caches } = openCaches();
  await expect(storePage({ caches, revision: 'b' }, async () => undefined)).rejects.toThrow();
});

test('pages of older versions go, and nothing else', async () => {
  const { caches, stored } = openCaches();
  for (const name of ['satchel-page-a', 'satchel-page-b', 'satchel-second-copy']) await caches.open(name);
  await dropOlderPages({ caches, revision: 'b' });
  expect([...stored.keys()]).toEqual(['satchel-page-b', 'satchel-second-copy']);
});
