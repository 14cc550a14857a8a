import { seededRandom } from '../../src/shared/lib/seeded-random.ts';

/** Turns of the event loop that a call takes longer, if it is late: more than several uploads have. */
const LATE_TURNS = 1500;

/**
 * Makes WebCrypto and compressing answer late, as they do on a machine that has much else to do: they run on threads, and nothing
 * says when they are done.
 */
export function makeBusy(seed: string): void {
  const random = seededRandom(`busy ${seed}`);
  const late = async <T>(begun: Promise<T>): Promise<T> => {
    const turns = random(2) * LATE_TURNS;
    try {
      return await begun;
    } finally {
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const subtle = new Proxy(crypto.subtle, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) => late(Promise.resolve(Reflect.apply(method, target, args)));
    },
  });
  Object.defineProperty(crypto, 'subtle', { value: subtle });
  const { arrayBuffer } = Response.prototype;
  Response.prototype.arrayBuffer = function () {
    return late(arrayBuffer.call(this));
  };
}
