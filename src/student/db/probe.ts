/** A database of its own, so that a disk that fails is met here before it is met by an answer. */
const NAME = 'satchel-probe';
const STORE = 'probe';
const BYTES = 4096;

/**
 * Writes a few bytes to the disk, as strictly as answers are written, reads them back and deletes them again. Touches nothing
 * else: the row is its own, and the empty database stays.
 *
 * @returns false when any of it failed, or gave back other bytes
 */
export async function probeStorage(indexedDB: IDBFactory, bytes: Uint8Array = randomBytes()): Promise<boolean> {
  let db: IDBDatabase | null = null;
  try {
    db = await open(indexedDB);
    const key = await commit<IDBValidKey>(db, (store) => store.put(bytes));
    const read = await wait<unknown>(db.transaction(STORE).objectStore(STORE).get(key));
    await commit(db, (store) => store.delete(key));
    return read instanceof Uint8Array && read.length === bytes.length && read.every((byte, at) => byte === bytes[at]);
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

const randomBytes = () => crypto.getRandomValues(new Uint8Array(BYTES));

function open(indexedDB: IDBFactory): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { autoIncrement: true });
  return wait(request);
}

/** Resolves once the change is on the disk. */
function commit<T>(db: IDBDatabase, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const tx = db.transaction(STORE, 'readwrite', { durability: 'strict' });
  return new Promise((resolve, reject) => {
    const request = act(tx.objectStore(STORE));
    tx.oncomplete = () => resolve(request.result);
    tx.onabort = () => reject(tx.error);
  });
}

const wait = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
