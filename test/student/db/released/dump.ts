/* A database of the app as JSON, with its keys in a form that can be brought back. */
import { vi } from 'vitest';

interface StoreDump {
  name: string;
  keyPath: string | string[] | null;
  indexes: Array<{ name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }>;
  rows: unknown[];
}

export interface DatabaseDump {
  name: string;
  version: number;
  stores: StoreDump[];
}

/** @throws when a key in it cannot be taken out: see `withKeysToTakeOut` */
export async function dumpDatabase(indexedDB: IDBFactory, name: string): Promise<DatabaseDump> {
  const db = await wait(indexedDB.open(name));
  const stores: StoreDump[] = [];
  for (const storeName of db.objectStoreNames) {
    const store = db.transaction(storeName).objectStore(storeName);
    const indexes = [...store.indexNames].map((indexName) => {
      const { keyPath, unique, multiEntry } = store.index(indexName);
      return { name: indexName, keyPath, unique, multiEntry };
    });
    const { keyPath } = store;
    const rows = await wait(store.getAll());
    stores.push({ name: storeName, keyPath, indexes, rows: await Promise.all(rows.map(toJson)) });
  }
  const { version } = db;
  db.close();
  return { name, version, stores };
}

/** Creates the database as the version that was dumped did, without any code of the app. */
export async function fillDatabase(indexedDB: IDBFactory, dump: DatabaseDump): Promise<void> {
  const opening = indexedDB.open(dump.name, dump.version);
  opening.onupgradeneeded = () => {
    for (const { name, keyPath, indexes } of dump.stores) {
      const store = opening.result.createObjectStore(name, { keyPath });
      for (const { name: indexName, keyPath: path, ...options } of indexes) store.createIndex(indexName, path, options);
    }
  };
  const db = await wait(opening);
  for (const { name, rows } of dump.stores) {
    const read = await Promise.all(rows.map(fromJson));
    const tx = db.transaction(name, 'readwrite');
    for (const row of read) tx.objectStore(name).put(row);
    await new Promise<void>((done, failed) => {
      tx.oncomplete = () => done();
      tx.onabort = () => failed(tx.error);
    });
  }
  db.close();
}

/** Where `extractable` stands among the arguments. */
const PLACES: Record<string, number> = { importKey: 3, unwrapKey: 5, generateKey: 1 };

/** Every key that is made while `act` runs can be taken out of its row: for what makes a dump, and for nothing else. */
export async function withKeysToTakeOut<T>(act: () => Promise<T>): Promise<T> {
  const real = crypto;
  const subtle = new Proxy(real.subtle, {
    get(target, name: keyof SubtleCrypto) {
      const work = target[name] as (...of: unknown[]) => unknown;
      const at = PLACES[name];
      return (...of: unknown[]) => work.apply(target, at === undefined || isPassword(of) ? of : of.with(at, true));
    },
  });
  const getRandomValues = real.getRandomValues.bind(real);
  const randomUUID = real.randomUUID.bind(real);
  vi.stubGlobal('crypto', { subtle, getRandomValues, randomUUID });
  try {
    return await act();
  } finally {
    vi.unstubAllGlobals();
  }
}

/** What a key is derived from is never to be taken out. */
const isPassword = (of: readonly unknown[]) => JSON.stringify(of[2] ?? '').includes('PBKDF2');

async function toJson(value: unknown): Promise<unknown> {
  if (value instanceof CryptoKey) {
    const { algorithm, usages } = value;
    return { $key: { jwk: await crypto.subtle.exportKey('jwk', value), algorithm, usages } };
  }
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return Promise.all(value.map(toJson));
  if (typeof value !== 'object' || value === null) return value;
  const entries = await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await toJson(one)]));
  return Object.fromEntries(entries);
}

interface KeyDump {
  jwk: JsonWebKey;
  algorithm: { name: string };
  usages: KeyUsage[];
}

async function fromJson(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(fromJson));
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
  if ('$key' in value) {
    const { jwk, algorithm, usages } = value.$key as KeyDump;
    // As the app keeps it: not to be taken out any more.
    return crypto.subtle.importKey('jwk', { ...jwk, ext: false }, algorithm, false, usages);
  }
  const entries = await Promise.all(Object.entries(value).map(async ([name, one]) => [name, await fromJson(one)]));
  return Object.fromEntries(entries);
}

const wait = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
