import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title>
<main><p>Which of these is a solid at room temperature?</p>
<label><input type="radio" name="q">iron</label><label><input type="radio" name="q">water</label>
<label><input type="radio" name="q">helium</label><label><input type="radio" name="q">steam</label></main>
<script>navigator.serviceWorker.register('/sw.js');document.querySelector('main').addEventListener('change', e => { e.target.dataset.chosen = '1' })</script></html>`;

const WORKER = `addEventListener('install', e => e.waitUntil(caches.open('bare').then(c => c.add('/'))));
addEventListener('activate', e => e.waitUntil(clients.claim()));
addEventListener('fetch', e => e.respondWith(caches.match(e.request).then(r => r || fetch(e.request))));`;

/** One question in plain HTML behind the smallest service worker: nothing can show an answerable question offline any sooner. */
export async function serveBarePage(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const worker = request.url === '/sw.js';
    response.setHeader('Content-Type', worker ? 'text/javascript' : 'text/html').end(worker ? WORKER : PAGE);
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
