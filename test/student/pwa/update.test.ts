import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdAttempt, isAttemptOpenHere } from '../../../src/student/pwa/attempt-lock.ts';
import { type ApplyUpdate, type UpdatableWorker, watchForUpdate } from '../../../src/student/pwa/update.ts';
import { lockManager } from './locks.ts';

/** Stands for workbox-window and the page's container: tells what it was told, and says what a test has it say. */
class Worker extends EventTarget implements UpdatableWorker {
  skipped = 0;
  controller: ServiceWorker | null = null;
  messageSkipWaiting(): void {
    this.skipped += 1;
  }
  waits(): void {
    this.dispatchEvent(new Event('waiting'));
  }
  takesCharge(): void {
    this.controller = {} as ServiceWorker;
    this.dispatchEvent(new Event('controllerchange'));
  }
}

let locks: LockManager;
let worker: Worker;
let offers: ApplyUpdate[];
let reloads: number;
let release: () => void;

function watch(isControlled: boolean, its: LockManager | undefined = locks): void {
  worker = new Worker();
  if (isControlled) worker.controller = {} as ServiceWorker;
  offers = [];
  reloads = 0;
  const container = worker as unknown as ServiceWorkerContainer;
  watchForUpdate(worker, (apply) => offers.push(apply), { container, locks: its, reload: () => (reloads += 1) });
}

beforeEach(() => {
  locks = lockManager();
  release = () => {};
  watch(true);
});
afterEach(() => release());

describe('an update', () => {
  it('is offered when it waits, and nothing happens until somebody takes the offer', async () => {
    worker.waits();
    expect(offers).toHaveLength(1);
    expect([worker.skipped, reloads]).toEqual([0, 0]);
    expect(await offers[0]?.()).toBe(true);
    expect([worker.skipped, reloads]).toEqual([1, 0]);
  });

  it('reloads the page once the new worker is in charge', () => {
    worker.takesCharge();
    expect(reloads).toBe(1);
  });

  it('does not reload the first visit when the first worker takes charge, and does when the next one does', () => {
    watch(false);
    worker.takesCharge();
    expect(reloads).toBe(0);
    worker.takesCharge();
    expect(reloads).toBe(1);
  });

  it('is not applied while an attempt is open in this tab, and is once it is closed', async () => {
    worker.waits();
    release = holdAttempt(locks);
    expect(await offers[0]?.()).toBe(false);
    expect(worker.skipped).toBe(0);
    release();
    await Promise.resolve();
    expect(await offers[0]?.()).toBe(true);
    expect(worker.skipped).toBe(1);
  });

  it('is not applied while an attempt is open in another tab', async () => {
    let otherCloses = () => {};
    void locks.request('satchel-attempt-open', { mode: 'shared' }, () => {
      return new Promise<void>((resolve) => {
        otherCloses = resolve;
      });
    });
    worker.waits();
    expect(await offers[0]?.()).toBe(false);
    expect(worker.skipped).toBe(0);
    otherCloses();
  });

  it('that another tab applied does not reload a tab with an open attempt', () => {
    release = holdAttempt(locks);
    worker.takesCharge();
    expect(reloads).toBe(0);
  });

  it('is applied where the browser has no locks, unless this tab has an attempt open', async () => {
    watch(true, undefined);
    worker.waits();
    release = holdAttempt(undefined);
    expect(await offers[0]?.()).toBe(false);
    release();
    expect(await offers[0]?.()).toBe(true);
  });
});

describe('the mark of an open attempt', () => {
  it('goes with the last of several, however often each is let go', () => {
    const first = holdAttempt(locks);
    const second = holdAttempt(locks);
    first();
    first();
    expect(isAttemptOpenHere()).toBe(true);
    second();
    expect(isAttemptOpenHere()).toBe(false);
  });
});
