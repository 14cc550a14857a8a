import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<main><p>Which of these is a solid at room temperature?</p>
<label><input type="radio" name="q">iron</label><label><input type="radio" name="q">water</label>
<label><input type="radio" name="q">helium</label><label><input type="radio" name="q">steam</label></main>
<script>navigator.serviceWorker.register('/sw.js');document.querySelector('main').addEventListener('change', e => { e.target.dataset.chosen = '1' })</script></html>`;

const PLAYER = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Player</title><link rel="stylesheet" href="/page.css">
<main></main><script>navigator.serviceWorker.register('/sw.js')</script><script src="/page.js"></script></html>`;

const worker = (
  paths: string[],
) => `addEventListener('install', e => e.waitUntil(caches.open('bare').then(c => c.addAll(${JSON.stringify(paths)}))));
addEventListener('activate', e => e.waitUntil(clients.claim()));
addEventListener('fetch', e => e.respondWith(caches.match(e.request).then(r => r || fetch(e.request))));`;

export interface OfflinePage {
  url: string;
  /** From then on it comes from the browser that has opened it. */
  close(): void;
}

/** One question in plain HTML behind the smallest service worker: nothing can show an answerable question offline any sooner. */
export const serveBarePage = (): Promise<OfflinePage> => serve({ '/': PAGE });

/** The same question shown by a script, behind the same service worker. */
export const servePlayerPage = ({ script, style }: { script: string; style: string }): Promise<OfflinePage> =>
  serve({ '/': PLAYER, '/page.js': script, '/page.css': style });

async function serve(files: Record<string, string>): Promise<OfflinePage> {
  const all: Record<string, string> = { ...files, '/sw.js': worker(Object.keys(files)) };
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html';
    if (all[path] === undefined) response.statusCode = 404;
    response.setHeader('Content-Type', `${type}; charset=utf-8`).end(all[path]);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
