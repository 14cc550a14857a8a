import { signal } from '@preact/signals';
import { render } from 'preact';
import type {} from './early.ts';
import { nextPaint } from './next-paint.ts';
import { holdAttempt } from './pwa/attempt-lock.ts';
import type { ServiceWorkerHandle } from './pwa/register.ts';
import { App } from './session/app.ts';
import { attemptSnapshot } from './session/snapshot.ts';
import { catalogs } from './strings/catalogs.ts';
import { Root } from './ui/root.tsx';

const fragment = location.hash;
// Not left for the next student of this device to find in the address.
if (fragment.includes('ticket=')) history.replaceState(null, '', location.pathname);

const app = new App({
  fragment,
  later(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  holdAttempt: () => holdAttempt(navigator.locks),
});
const rest = signal<typeof import('./ui/rest-screens.tsx') | null>(null);

start().catch((error: unknown) => {
  // The question that the page drew would take answers that nobody saves.
  document.body.className = 'closed';
  throw error;
});

async function start(): Promise<void> {
  const [{ read: early, chosen }, words] = await Promise.all([globalThis.satchelOpening, globalThis.satchelWords]);
  if (words) catalogs.value = words.catalogsOf(document.documentElement.lang);
  if (early?.attempt) {
    const attempt = app.showEarly(attemptSnapshot(early.attempt, null), early.attempt.item);
    for (const change of chosen?.() ?? []) attempt.answer(change);
  }
  app.settled.value = chosen !== null;
  const root = document.getElementById('app');
  // Over what is drawn, which it takes for its own: see `ui/early-question.ts`.
  if (root) render(<Root app={app} rest={rest} />, root);
  // Dexie, zod and the sync are parsed after the question is painted, not before it.
  if (early?.attempt) await nextPaint();
  app.settled.value = true;
  try {
    await Promise.all([loadScreens(), connect(early?.open ?? null)]);
  } catch (error) {
    console.error(error);
    app.broken.value = true;
  }
}

async function loadScreens(): Promise<void> {
  rest.value = await import('./ui/rest-screens.tsx');
}

async function connect(open: { partition: string; run: string } | null): Promise<void> {
  const { startServices } = await import('./services.ts');
  let worker: ServiceWorkerHandle | null = null;
  const services = await startServices({
    requestBackgroundSync: () => worker?.requestBackgroundSync(),
    onRescued: (rescued) => {
      app.rescued.value = rescued;
    },
  });
  await app.connect(services, open);
  const { whileOpen } = await import('./while-open.ts');
  whileOpen(app, services);
  // Last: what it fetches must not come before what the student waits for.
  const { registerServiceWorker } = await import('./pwa/register.ts');
  worker = await registerServiceWorker((installed) => {
    app.installed.value = installed;
  });
  worker.onUpdate((apply) => {
    app.update.value = () => void apply();
  });
}
