import { isAttemptOpenHere, unlessAttemptOpen } from './attempt-lock.ts';

/** What is used of workbox-window's `Workbox`. */
export interface UpdatableWorker {
  addEventListener(type: 'waiting', listener: () => void): void;
  messageSkipWaiting(): void;
}

export interface UpdateOptions {
  container: Pick<ServiceWorkerContainer, 'controller' | 'addEventListener'>;
  locks: LockManager | undefined;
  reload: () => void;
}

/**
 * Applies the update, unless an attempt is open in any tab.
 *
 * @returns false when one is: the offer stands, and nothing was changed
 */
export type ApplyUpdate = () => Promise<boolean>;

/**
 * Calls `offer` when a newer app is on the device and waits. Nothing happens before somebody calls what it is given: a
 * page that reloads itself would take a test away from under the student.
 */
export function watchForUpdate(
  worker: UpdatableWorker,
  offer: (apply: ApplyUpdate) => void,
  { container, locks, reload }: UpdateOptions,
): void {
  worker.addEventListener('waiting', () => {
    offer(() => unlessAttemptOpen(locks, () => worker.messageSkipWaiting()));
  });
  let isControlled = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    // The first worker of the first visit takes charge of a page that is as new as itself.
    const isUpdate = isControlled;
    isControlled = true;
    // Comes to every tab. One that stays on the old app would ask for files that the new worker no longer keeps; one
    // that opened an attempt meanwhile has loaded what it needs, and is left alone.
    if (isUpdate && !isAttemptOpenHere()) reload();
  });
}
