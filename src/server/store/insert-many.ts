import type { Compilable } from 'kysely';
import { keepWrites } from './kept-statement.ts';
import type { Db } from './store.ts';

/** SQLite takes 32,766 parameters a statement, PostgreSQL 65,535. */
const MAX_PARAMETERS = 32_000;

export interface ManyRows<Row> {
  columns: readonly (keyof Row & string)[];
  /** The statement for rows that have these columns in this order, and no other parameter. */
  build(db: Db, rows: Row[]): Compilable;
}

/** An insert of many rows, in as few statements as the engine allows. Of no rows it is none. */
export function insertMany<Row extends object>({ columns, build }: ManyRows<Row>) {
  const run = keepWrites();
  const perStatement = Math.floor(MAX_PARAMETERS / columns.length);

  return async (db: Db, rows: readonly Row[]): Promise<void> => {
    for (let from = 0; from < rows.length; from += perStatement) {
      const chunk = rows.slice(from, from + perStatement);
      const parameters: unknown[] = [];
      for (const row of chunk) for (const column of columns) parameters.push(row[column]);
      await run(db, chunk.length, parameters, () => build(db, chunk.map(ordered)));
    }
  };

  function ordered(row: Row): Row {
    return Object.fromEntries(columns.map((column) => [column, row[column]])) as Row;
  }
}
