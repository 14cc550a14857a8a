/*
 * How much of the database, of cryptography and of compression is under way in this process: a test that waits for a time
 * instead finds a busy machine slower than it thought.
 */
import { IDBDatabase } from 'fake-indexeddb';

interface Watched {
  count: { underWay: number };
}

// Once a process: test files share it.
const NAME = Symbol.for('satchel-under-way');
const page = globalThis as { [NAME]?: Watched };
page[NAME] ??= watch();
const watched = page[NAME];

export const countUnderWay = (): number => watched.count.underWay;

/** From now on; what another test left hanging does not count. */
export function countAnew(): void {
  watched.count = { underWay: 0 };
}

function watch(): Watched {
  const watched: Watched = { count: { underWay: 0 } };
  countTransactions(watched);
  countCalls(watched, crypto.subtle, [
    'decrypt',
    'deriveBits',
    'deriveKey',
    'digest',
    'encrypt',
    'exportKey',
    'generateKey',
    'importKey',
    'sign',
    'unwrapKey',
    'verify',
    'wrapKey',
  ]);
  // What is compressed is read to its end so.
  countCalls(watched, platformResponse(), ['arrayBuffer', 'json', 'text']);
  return watched;
}

/** What lies under a class that a server may have put in its place. */
function platformResponse(): Response {
  let found = Response.prototype;
  for (let under = found; under !== Object.prototype; under = Object.getPrototypeOf(under)) found = under;
  return found;
}

function countTransactions(watched: Watched): void {
  const start = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...which: Parameters<typeof start>) {
    const { count } = watched;
    const transaction = start.apply(this, which);
    count.underWay++;
    const end = () => {
      count.underWay--;
    };
    // An abort may be followed by no other event, and a commit never is.
    transaction.addEventListener('complete', end);
    transaction.addEventListener('abort', end);
    return transaction;
  };
}

function countCalls<Of extends object>(watched: Watched, owner: Of, names: ReadonlyArray<keyof Of & string>): void {
  for (const name of names) {
    const work = owner[name] as (...of: unknown[]) => Promise<unknown>;
    Object.defineProperty(owner, name, {
      configurable: true,
      writable: true,
      async value(this: Of, ...of: unknown[]) {
        const { count } = watched;
        count.underWay++;
        try {
          return await work.apply(this, of);
        } finally {
          count.underWay--;
        }
      },
    });
  }
}
