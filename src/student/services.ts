import { browserWorld } from './services/browser-world.ts';
import { DeviceServices, type ServicesOptions } from './services/device-services.ts';
import type { Rescued, Services } from './session/ports.ts';
import type { Locks } from './sync/leader.ts';

/** Opens the database, and starts to upload what is unsent, whoever it is of. */
export async function createServices(options: ServicesOptions): Promise<DeviceServices> {
  const services = new DeviceServices(options);
  await services.start();
  return services;
}

export interface PageOptions {
  /** Asks the service worker to upload when there is a network. */
  requestBackgroundSync: () => void;
  /** Told where the database does not open: what becomes of the unsent answers then. */
  onRescued: (rescued: Rescued) => void;
}

/** The services of this page. @throws when the database does not open */
export async function startServices({ requestBackgroundSync, onRescued }: PageOptions): Promise<Services> {
  const page = {
    fetch: (path: string, init: RequestInit) => fetch(path, init),
    now: Date.now,
    later: (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const world = browserWorld(requestBackgroundSync);
  try {
    return await createServices({
      ...page,
      locks: navigator.locks as Locks | undefined,
      random: Math.random,
      indexedDB,
      world,
      monotonic: () => performance.now(),
      broadcast: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('satchel'),
    });
  } catch (error) {
    const { rescue } = await import('./services/rescue.ts');
    void rescue({ ...page, world, tell: onRescued });
    throw error;
  }
}
