import { expect, it } from 'vitest';
import { whenInstalled } from '../../../src/student/pwa/installed.ts';

class Worker extends EventTarget {
  state: ServiceWorkerState = 'activating';
  become(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

/** Whether it is said by now, after everything that was due. */
async function watch(active: Worker | null) {
  let said = false;
  const ready = Promise.resolve({ active } as unknown as ServiceWorkerRegistration);
  void whenInstalled({ ready }).then(() => {
    said = true;
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  await settle();
  return async () => {
    await settle();
    return said;
  };
}

it('is said when the worker is at work, and not while it is about to be', async () => {
  const worker = new Worker();
  const said = await watch(worker);
  expect(await said()).toBe(false);
  worker.become('activated');
  expect(await said()).toBe(true);
});

it('is said at once on the visits after the first', async () => {
  const worker = new Worker();
  worker.state = 'activated';
  const said = await watch(worker);
  expect(await said()).toBe(true);
});

it('is not said for a worker that could not be installed', async () => {
  const worker = new Worker();
  const said = await watch(worker);
  worker.become('redundant');
  expect(await said()).toBe(false);
});
