/*
 * The storage of one device: fake-indexeddb, made to fail and to die at a chosen request. Requests are counted from the
 * moment that a fault is set, whichever tab or transaction they belong to, so that each await on the database is a place
 * where the device can die.
 */
import 'fake-indexeddb/auto';
import { IDBFactory, IDBTransaction } from 'fake-indexeddb';
import { DATABASE_NAME } from '../../src/student/db/rows.ts';

export type DiskFaultKind = 'kill' | 'quota' | 'abort' | 'backing-store';
/** `at`: how many requests go well before it. */
export interface DiskFault {
  kind: DiskFaultKind;
  at: number;
}

/** What is used here of fake-indexeddb's own classes, which the standard has no names for. */
interface RawStore {
  rawDatabase: RawDatabase;
  name: string;
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  records: RawRecords;
  rawIndexes: Map<string, RawIndex>;
}
interface RawIndex {
  rawObjectStore: RawStore;
  name: string;
  keyPath: string | string[];
  multiEntry: boolean;
  unique: boolean;
  initialized: boolean;
  storeRecord(record: object): void;
}
interface RawRecords {
  values(): Iterable<object>;
  put(record: object): void;
}
interface RawDatabase {
  name: string;
  version: number;
  transactions: RawTransaction[];
  rawObjectStores: Map<string, RawStore>;
}
interface RawTransaction {
  mode: string;
  _state: string;
  _abort(errorName: string | null): void;
  addEventListener(type: 'complete', listener: () => void): void;
  db: { _rawDatabase: RawDatabase };
  _execRequestAsync(request: object): unknown;
}
interface RawFactory {
  _databases: Map<string, RawDatabase>;
}
type RawConstructor = new (name: string, version: number) => RawDatabase;
type StoreConstructor = new (...args: [RawDatabase, string, RawStore['keyPath'], boolean]) => RawStore;
type IndexConstructor = new (...args: [RawStore, string, string | string[], boolean, boolean]) => RawIndex;

const disks = new Set<Disk>();
const writing = new WeakSet<RawTransaction>();
const rawTransaction = IDBTransaction.prototype as unknown as RawTransaction;
const execute = rawTransaction._execRequestAsync;

rawTransaction._execRequestAsync = function (this: RawTransaction, request: object) {
  for (const disk of disks) if (disk.holds(this.db._rawDatabase)) disk.count(this);
  if (this.mode === 'readwrite' && !writing.has(this)) noteCommit(this);
  return execute.call(this, request);
};

function noteCommit(transaction: RawTransaction): void {
  writing.add(transaction);
  transaction.addEventListener('complete', () => {
    for (const disk of disks) if (disk.holds(transaction.db._rawDatabase)) disk.commits++;
  });
}

export class Disk {
  /** How many transactions that may have written were committed. */
  commits = 0;
  factory = new IDBFactory();
  /** Called when the device dies: nothing of it goes on. */
  onKill: () => void = () => undefined;
  /** Told of each fault that struck. */
  onFault: (kind: DiskFaultKind) => void = () => undefined;
  #fault: DiskFault | null = null;
  #opensFail = 0;

  constructor() {
    disks.add(this);
    this.#watchOpen();
  }

  close(): void {
    disks.delete(this);
  }

  set(fault: DiskFault | null): void {
    this.#fault = fault && { ...fault };
  }

  heal(): void {
    this.#fault = null;
    this.#opensFail = 0;
  }

  holds = (raw: RawDatabase): boolean => this.#raw() === raw;

  count(transaction: RawTransaction): void {
    const fault = this.#fault;
    if (fault === null || transaction.mode === 'versionchange') return;
    if (fault.at > 0) {
      fault.at--;
      return;
    }
    // A full disk stops writes only.
    if (fault.kind === 'quota' && transaction.mode === 'readonly') return;
    this.#fault = null;
    this.onFault(fault.kind);
    switch (fault.kind) {
      case 'kill':
        this.kill();
        throw new DOMException('the device is dead', 'AbortError');
      case 'quota':
        transaction._abort('QuotaExceededError');
        throw new DOMException('full', 'QuotaExceededError');
      case 'abort':
        transaction._abort('UnknownError');
        throw new DOMException('aborted', 'AbortError');
      case 'backing-store':
        this.#opensFail = 2;
        transaction._abort('UnknownError');
        throw new DOMException('Internal error opening backing store', 'UnknownError');
    }
  }

  /**
   * Power off: transactions that had not committed roll back, and the rest goes to a new factory. What the dead process
   * still does reaches an empty database that nobody reads.
   */
  kill(): void {
    const raw = this.#raw();
    const next = new IDBFactory();
    if (raw !== undefined) {
      for (const transaction of [...raw.transactions]) {
        if (transaction._state !== 'finished') transaction._abort('AbortError');
      }
      const fresh = new (raw.constructor as RawConstructor)(raw.name, raw.version);
      fresh.rawObjectStores = raw.rawObjectStores;
      for (const store of fresh.rawObjectStores.values()) store.rawDatabase = fresh;
      raw.rawObjectStores = new Map();
      (next as unknown as RawFactory)._databases.set(DATABASE_NAME, fresh);
    }
    this.factory = next;
    this.heal();
    this.#watchOpen();
    this.onKill();
  }

  /** All records of all stores, as they are committed. */
  records(): unknown[] {
    return [...(this.#raw()?.rawObjectStores.values() ?? [])].map(({ name, records }) => [name, ...records.values()]);
  }

  /** Another disk that holds now what this one does. */
  copy(): Disk {
    const disk = new Disk();
    const raw = this.#raw();
    if (raw === undefined) return disk;
    const copied = new (raw.constructor as RawConstructor)(raw.name, raw.version);
    for (const [name, store] of raw.rawObjectStores) copied.rawObjectStores.set(name, copyOf(store, copied));
    (disk.factory as unknown as RawFactory)._databases.set(DATABASE_NAME, copied);
    return disk;
  }

  /** The browser lost the database: the device starts over without one. */
  lose(): void {
    this.commits++;
    this.factory = new IDBFactory();
    this.kill();
  }

  /** The device starts over with what `image` holds, as it would from a copy of its disk. */
  putBack(image: Disk): void {
    this.commits++;
    const copy = image.copy();
    copy.close();
    this.factory = copy.factory;
    this.kill();
  }

  #raw(): RawDatabase | undefined {
    return (this.factory as unknown as RawFactory)._databases.get(DATABASE_NAME);
  }

  #watchOpen(): void {
    const open = this.factory.open.bind(this.factory);
    this.factory.open = (...name) => {
      if (this.#opensFail > 0) {
        this.#opensFail--;
        throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
      }
      return open(...name);
    };
  }
}

/** Records are replaced, never changed: both stores may hold the same ones. */
function copyOf(store: RawStore, to: RawDatabase): RawStore {
  const { name, keyPath, autoIncrement } = store;
  const copied = new (store.constructor as StoreConstructor)(to, name, keyPath, autoIncrement);
  const records = [...store.records.values()];
  for (const record of records) copied.records.put(record);
  for (const index of store.rawIndexes.values()) {
    const { multiEntry, unique } = index;
    const next = new (index.constructor as IndexConstructor)(copied, index.name, index.keyPath, multiEntry, unique);
    next.initialized = index.initialized;
    for (const record of records) next.storeRecord(record);
    copied.rawIndexes.set(index.name, next);
  }
  return copied;
}
