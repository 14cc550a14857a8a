import { Workbox } from 'workbox-window';
import { requestBackgroundSync } from './background-sync.ts';
import { whenInstalled } from './installed.ts';
import { type ApplyUpdate, watchForUpdate } from './update.ts';

const SCRIPT = '/sw.js';
const HOUR_MS = 3_600_000;
const AGAIN_MS = 30_000;

export interface ServiceWorkerHandle {
  /** Calls back when a newer app waits on the device; what it is given applies it. */
  onUpdate(offer: (apply: ApplyUpdate) => void): void;
  /** Asks to be woken for an upload when the network is back; quiet where the browser cannot. */
  requestBackgroundSync(): void;
}

interface ScriptPolicies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): Parameters<typeof navigator.serviceWorker.register>[0] };
}

/**
 * The worker's address in the form that `require-trusted-types-for 'script'` lets through. The policy lets this one
 * address through and no other.
 */
function scriptUrl(): ConstructorParameters<typeof Workbox>[0] {
  const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies };
  if (!trustedTypes) return SCRIPT;
  const policy = trustedTypes.createPolicy('satchel', {
    createScriptURL(url) {
      if (url !== SCRIPT) throw new TypeError(`Not a script of this app: ${url}`);
      return url;
    },
  });
  return policy.createScriptURL(SCRIPT) as ConstructorParameters<typeof Workbox>[0];
}

/** A kiosk's page stays open for days; without this it would hear of an update only at its next start. */
function lookForUpdates(workbox: Workbox): void {
  let lookedAt = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || performance.now() - lookedAt < HOUR_MS) return;
    lookedAt = performance.now();
    workbox.update().catch(() => undefined);
  });
}

/**
 * Registers the service worker, to be called once and when the page is up: its precache shares the network with nothing that
 * the student waits for. Where the browser has none (no HTTPS, a private window), the handle does nothing.
 * @param onInstalled told once the app opens without a network, or at once where it never will
 */
export async function registerServiceWorker(
  onInstalled: (installed: 'here' | 'never') => void,
): Promise<ServiceWorkerHandle> {
  if (!('serviceWorker' in navigator)) {
    onInstalled('never');
    return { onUpdate() {}, requestBackgroundSync() {} };
  }
  const workbox = new Workbox(scriptUrl(), { scope: '/', updateViaCache: 'none' });
  const offers: Array<(apply: ApplyUpdate) => void> = [];
  let waiting: ApplyUpdate | null = null;
  // Before `register`, which may report a worker that has been waiting since the last visit.
  watchForUpdate(
    workbox,
    (apply) => {
      waiting = apply;
      for (const offer of offers) offer(apply);
    },
    { container: navigator.serviceWorker, locks: navigator.locks, reload: () => location.reload() },
  );
  let registration: ServiceWorkerRegistration | undefined;
  const register = async (): Promise<void> => {
    try {
      registration = await workbox.register();
    } catch (error) {
      // A script that did not come may come later; a browser that may not have one will not.
      if (error instanceof TypeError) setTimeout(() => void register(), AGAIN_MS);
      else onInstalled('never');
    }
  };
  await register();
  lookForUpdates(workbox);
  void whenInstalled(navigator.serviceWorker).then(() => onInstalled('here'));
  return {
    onUpdate(offer) {
      offers.push(offer);
      if (waiting) offer(waiting);
    },
    requestBackgroundSync() {
      if (registration) requestBackgroundSync(registration);
    },
  };
}
