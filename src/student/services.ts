import { browserWorld } from './services/browser-world.ts';
import { DeviceServices, type ServicesOptions } from './services/device-services.ts';
import type { Services } from './session/ports.ts';
import type { Locks } from './sync/leader.ts';

/** Opens the database, and starts to upload what is unsent, whoever it is of. */
export async function createServices(options: ServicesOptions): Promise<DeviceServices> {
  const services = new DeviceServices(options);
  await services.start();
  return services;
}

/** The services of this page. @param requestBackgroundSync asks the service worker to upload when there is a network */
export function startServices({ requestBackgroundSync }: { requestBackgroundSync: () => void }): Promise<Services> {
  return createServices({
    fetch: (path, init) => fetch(path, init),
    locks: navigator.locks as Locks | undefined,
    now: Date.now,
    random: Math.random,
    indexedDB,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    world: browserWorld(requestBackgroundSync),
    monotonic: () => performance.now(),
    broadcast: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('satchel'),
  });
}
