import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Db } from '../store.ts';
import type { MovedTable } from './moved-tables.ts';

/** A row of any table: text, numbers, null, and bytes. */
export type Row = Record<string, unknown>;

/** Rows behind the first key, up to and with the second; null is before all, or behind all. */
export interface KeyRange {
  after: unknown[] | null;
  to: unknown[] | null;
}

export const anyTable = (db: Db) => db as unknown as Kysely<Record<string, Row>>;

/** The rows of a workspace in a range of keys, in their order, which is the same on both engines: text by its bytes. */
export async function rowsBetween(
  db: Db,
  { name, key, atOnce }: MovedTable,
  workspaceId: string,
  { after, to }: KeyRange,
  most = atOnce,
): Promise<Row[]> {
  const columns = sql`(${sql.join(key.map((column) => sql.ref(column)))})`;
  let query = anyTable(db).selectFrom(name).selectAll().where('workspace_id', '=', workspaceId);
  if (after) query = query.where(sql<boolean>`${columns} > (${sql.join(after)})`);
  if (to) query = query.where(sql<boolean>`${columns} <= (${sql.join(to)})`);
  for (const column of key) query = query.orderBy(column);
  return query.limit(most).execute();
}

export const keyOf = ({ key }: MovedTable, row: Row): unknown[] => key.map((column) => row[column]);

/** The texts of rows of one table, the same whichever engine they were read from: their values by the names of the columns. */
export function rowTexts(rows: readonly Row[]): string[] {
  const columns = Object.keys(rows[0] ?? {}).sort();
  return rows.map((row) => JSON.stringify(columns.map((column) => plain(row[column]))));
}

/** A file is in its place a digest of its bytes: its text would be twice as long as itself. */
const plain = (value: unknown) =>
  value instanceof Uint8Array ? createHash('sha256').update(value).digest('base64') : value;

export interface TableDigest {
  rows: number;
  /** SHA-256, in hex, over the texts of all rows, a line each, in the order of their keys. */
  sha256: string;
}

/** The digest of all rows that a workspace has in a table. `read` runs a job over a snapshot. */
export async function digestTable(
  read: <T>(job: (db: Db) => Promise<T>) => Promise<T>,
  table: MovedTable,
  workspaceId: string,
): Promise<TableDigest> {
  const hash = createHash('sha256');
  let rows = 0;
  for (let after: unknown[] | null = null; ; ) {
    const page: Row[] = await read((db) => rowsBetween(db, table, workspaceId, { after, to: null }));
    for (const text of rowTexts(page)) hash.update(`${text}\n`);
    rows += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < table.atOnce || table.key.length === 0) break;
    after = keyOf(table, last);
  }
  return { rows, sha256: hash.digest('hex') };
}
