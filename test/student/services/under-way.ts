/*
 * How much of the database, of cryptography and of compression is under way in this process: a test that waits for a time instead
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

counted(crypto.subtle, ['decrypt', 'deriveBits', 'deriveKey', 'digest', 'encrypt', 'unwrapKey', 'wrapKey']);
// What is compressed is read to its end so.
counted(Response.prototype, ['arrayBuffer', 'json', 'text']);

function counted<Of extends object>(owner: Of, names: ReadonlyArray<keyof Of & string>): void {
  for (const name of names) {
    const work = owner[name] as (...of: unknown[]) => Promise<unknown>;
    Object.defineProperty(owner, name, {
      async value(this: Of, ...of: unknown[]) {
        underWay++;
        try {
          return await work.apply(this, of);
        } finally {
          underWay--;
        }
      },
    });
  }
}
