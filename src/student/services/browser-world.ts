import { askToPersist, readStorageState } from '../pwa/storage.ts';
import type { World, WorldEvent } from './world.ts';

/** The page that this runs in. */
export function browserWorld(wakeWorker: () => void): World {
  return {
    online: () => navigator.onLine,
    visible: () => document.visibilityState === 'visible',
    listen(listener) {
      const stop = new AbortController();
      const { signal } = stop;
      const on = (target: EventTarget | undefined, type: string, event: WorldEvent) =>
        target?.addEventListener(type, () => listener(event), { signal });
      on(window, 'online', 'online');
      on(window, 'offline', 'offline');
      on(window, 'focus', 'focus');
      on(navigator.serviceWorker, 'message', 'worker');
      document.addEventListener(
        'visibilitychange',
        () => {
          if (document.visibilityState === 'visible') listener('focus');
        },
        { signal },
      );
      return () => stop.abort();
    },
    persist: () => void askToPersist(navigator.storage),
    storage: () => readStorageState(navigator.storage),
    wakeWorker,
  };
}
