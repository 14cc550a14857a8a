import type { Db } from './store.ts';

/** What is kept of one open database for as long as it is open: every handle on it, in whatever transaction, has the same. */
export function perDatabase<T>(make: () => T): (db: Db) => T {
  const kept = new WeakMap<object, T>();
  return (db) => {
    // The one object that handles of one database share.
    const { adapter } = db.getExecutor();
    const known = kept.get(adapter);
    if (known !== undefined) return known;
    const made = make();
    kept.set(adapter, made);
    return made;
  };
}
