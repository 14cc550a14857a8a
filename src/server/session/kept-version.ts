import { perDatabase } from '../store/per-database.ts';
import type { Db } from '../store/store.ts';

type ReadVersion<T> = (db: Db, workspaceId: string, examId: string, version: number) => Promise<T>;

/**
 * What is made of one version of an exam, kept from one request to the next: a version never changes, so what was read once
 * stays true.
 * @param most versions of a database that are kept; the one used longest ago goes first
 */
export function keepVersions<T extends object>(most: number, read: ReadVersion<T>): ReadVersion<T> {
  const keptOf = perDatabase(() => new Map<string, T>());
  return async (db, workspaceId, examId, version) => {
    const kept = keptOf(db);
    const name = JSON.stringify([workspaceId, examId, version]);
    const made = kept.get(name) ?? (await read(db, workspaceId, examId, version));
    // Set anew, the one used last stands last.
    kept.delete(name);
    kept.set(name, made);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return made;
  };
}
