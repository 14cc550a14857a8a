import type { Locks } from '../../../src/student/sync/leader.ts';

/** Web Locks as browsers have them, exclusive ones only; Node 20 has none. */
export class TestLocks implements Locks {
  readonly #queues = new Map<string, Array<() => void>>();
  readonly #held = new Set<string>();

  async request<T>(name: string, options: LockOptions, callback: (lock: Lock | null) => Promise<T>): Promise<T> {
    if (this.#held.has(name)) {
      if (options.ifAvailable) return await callback(null);
      await new Promise<void>((granted, aborted) => {
        const queue = this.#queues.get(name) ?? [];
        this.#queues.set(name, [...queue, granted]);
        options.signal?.addEventListener('abort', () => {
          this.#queues.set(
            name,
            (this.#queues.get(name) ?? []).filter((other) => other !== granted),
          );
          aborted(new DOMException('aborted', 'AbortError'));
        });
      });
    }
    this.#held.add(name);
    try {
      return await callback({ name, mode: 'exclusive' });
    } finally {
      const [next, ...rest] = this.#queues.get(name) ?? [];
      this.#queues.set(name, rest);
      this.#held.delete(name);
      next?.();
    }
  }
}
