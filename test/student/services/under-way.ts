/*
 * How much of the database and of the cryptography of this process is under way: a test that waits for a time instead
 * finds a busy machine slower than it thought.
 */
import { IDBDatabase } from 'fake-indexeddb';

let underWay = 0;
export const countUnderWay = (): number => underWay;

const start = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...which: Parameters<typeof start>) {
  const transaction = start.apply(this, which);
  underWay++;
  const end = () => {
    underWay--;
  };
  // An abort may be followed by no other event, and a commit never is.
  transaction.addEventListener('complete', end);
  transaction.addEventListener('abort', end);
  return transaction;
};

const { subtle } = crypto;
for (const name of ['decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'unwrapKey', 'wrapKey'] as const) {
  const work = subtle[name].bind(subtle) as (...of: unknown[]) => Promise<unknown>;
  Object.defineProperty(subtle, name, {
    value: async (...of: unknown[]) => {
      underWay++;
      try {
        return await work(...of);
      } finally {
        underWay--;
      }
    },
  });
}
