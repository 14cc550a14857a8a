import type { SatchelDatabase } from '../../../src/student/db/database.ts';

/** Every row of every table, to be compared: keys by what they are for, because no two objects of a key are the same. */
export const allRows = (db: SatchelDatabase): Promise<Record<string, unknown[]>> =>
  db.transaction('r', db.tables, async () => {
    const rows: Record<string, unknown[]> = {};
    for (const table of db.tables) rows[table.name] = (await table.toArray()).map(plain);
    return rows;
  });

const plain = (value: unknown): unknown => {
  if (value instanceof CryptoKey) return `key to ${value.usages.join()}`;
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
};
