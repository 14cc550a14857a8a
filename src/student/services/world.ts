import type { DeviceReport } from '../../shared/contract/device.ts';

/** `worker`: the service worker had the chance to upload. */
export type WorldEvent = 'online' | 'offline' | 'focus' | 'worker';

/** What the browser tells of the device around the app. */
export interface World {
  /** False only when the device knows that it has no network. */
  online(): boolean;
  visible(): boolean;
  listen(listener: (event: WorldEvent) => void): () => void;
  /** Asks the browser to keep the data when the disk is short. */
  persist(): void;
  storage(): Promise<DeviceReport['storage'] | null>;
  /** Asks to be woken for an upload, even with every tab closed. */
  wakeWorker(): void;
}
