import { seededRandom } from '../../src/shared/lib/seeded-random.ts';

/** Turns of the event loop that a call may take longer: more than a whole upload has. */
const MOST_TURNS = 300;

/**
 * Makes WebCrypto answer late, as it does on a machine that has much else to do: its calls run on threads, and nothing says when
 * they are done.
 */
export function makeBusy(seed: string): void {
  const random = seededRandom(`busy ${seed}`);
  const { subtle } = crypto;
  const late = new Proxy(subtle, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        const turns = random(3) === 0 ? random(MOST_TURNS) : random(3);
        try {
          return await Reflect.apply(method, target, args);
        } finally {
          for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        }
      };
    },
  });
  Object.defineProperty(crypto, 'subtle', { value: late });
}
