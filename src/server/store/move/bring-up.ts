import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Db, Store } from '../store.ts';
import type { MovedTable } from './moved-tables.ts';
import { anyTable, type KeyRange, keyOf, type Row, rowsBetween, rowTexts } from './table-rows.ts';

export interface BringUp {
  source: Db;
  target: Store;
  workspaceId: string;
  /** Told after each page of a table, of the rows that were looked at and of those that were written. */
  onPage: (page: { table: string; rows: number; written: number }) => void | Promise<void>;
}

/**
 * Makes the rows that a workspace has in a table of the target what they are in the source: page by page, each compared,
 * and what differs written. So the first copy, going on after a kill, and catching up are one thing, and no note of how far
 * it is can be wrong.
 *
 * @returns how many rows differed
 */
export async function bringUp(table: MovedTable, { source, target, workspaceId, onPage }: BringUp): Promise<number> {
  let written = 0;
  for (let after: unknown[] | null = null; ; ) {
    const rows: Row[] = await rowsBetween(source, table, workspaceId, { after, to: null });
    const last = rows.at(-1);
    const isEnd = last === undefined || rows.length < table.atOnce || table.key.length === 0;
    const range: KeyRange = { after, to: isEnd ? null : keyOf(table, last) };
    // Nobody else writes what this reads: until its doors are open the workspace is this command's alone.
    const there = await target.read((db) => allBetween(db, table, workspaceId, range));
    const { put, gone } = difference(table, rows, there);
    if (put.length + gone.length > 0) {
      await target.write(async (db) => {
        await removeRows(db, table, workspaceId, gone);
        await putRows(db, table, put);
      });
    }
    written += put.length + gone.length;
    await onPage({ table: table.name, rows: rows.length, written: put.length + gone.length });
    if (isEnd) return written;
    after = range.to;
  }
}

async function allBetween(db: Db, table: MovedTable, workspaceId: string, range: KeyRange): Promise<Row[]> {
  const all: Row[] = [];
  for (let { after } = range; ; ) {
    const rows = await rowsBetween(db, table, workspaceId, { ...range, after });
    all.push(...rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < table.atOnce || table.key.length === 0) return all;
    after = keyOf(table, last);
  }
}

function difference(table: MovedTable, rows: readonly Row[], there: readonly Row[]): { put: Row[]; gone: Row[] } {
  const texts = rowTexts(rows);
  const textsThere = rowTexts(there);
  // Most pages of most passes.
  if (isDeepStrictEqual(texts, textsThere)) return { put: [], gone: [] };
  const names = rows.map((row) => nameOf(table, row));
  const namesThere = there.map((row) => nameOf(table, row));
  const textOf = new Map(namesThere.map((name, at) => [name, textsThere[at]]));
  const here = new Set(names);
  return {
    put: rows.filter((_, at) => textOf.get(names[at] ?? '') !== texts[at]),
    gone: there.filter((_, at) => !here.has(namesThere[at] ?? '')),
  };
}

const nameOf = (table: MovedTable, row: Row) => JSON.stringify(keyOf(table, row));

/** Writes rows in the place of those that have their keys. */
export async function putRows(db: Db, { name, key }: MovedTable, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  // What the directory has of another workspace stays that one's.
  const isShared = name === 'directory';
  const whole = isShared ? key : ['workspace_id', ...key];
  const values = isShared ? [] : Object.keys(first).filter((column) => !whole.includes(column));
  await anyTable(db)
    .insertInto(name)
    .values([...rows])
    .onConflict((conflict) =>
      values.length === 0
        ? conflict.columns(whole).doNothing()
        : conflict
            .columns(whole)
            .doUpdateSet(Object.fromEntries(values.map((column) => [column, sql.ref(`excluded.${column}`)]))),
    )
    .execute();
}

async function removeRows(db: Db, table: MovedTable, workspaceId: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    let query = anyTable(db).deleteFrom(table.name).where('workspace_id', '=', workspaceId);
    for (const column of table.key) query = query.where(column, '=', row[column]);
    await query.execute();
  }
}
