import { type CreateTableBuilder, type RawBuilder, sql } from 'kysely';

type Table = CreateTableBuilder<string, string>;

/** Where the two engines differ when tables are made; everything else of a migration is written once. */
export interface Ddl {
  /** In the order of its UTF-8 bytes, whatever the locale of the database: pages end and begin by it. */
  text: 'text' | RawBuilder<unknown>;
  /** Counters and epoch milliseconds: 64 bits. */
  integer: 'integer' | 'bigint';
  real: 'real' | 'double precision';
  bytes: 'blob' | 'bytea';
  /** A table whose rows lie in the order of its primary key. */
  clustered(table: Table): Table;
  /** Adds a column that the engine counts up. */
  counted(table: Table, column: string): Table;
  /** Whether such a column has to be the whole primary key: SQLite counts nothing else. */
  countedIsKey: boolean;
}

export const sqliteDdl: Ddl = {
  text: 'text',
  integer: 'integer',
  real: 'real',
  bytes: 'blob',
  clustered: (table) => table.modifyEnd(sql`without rowid`),
  counted: (table, column) =>
    table.addColumn(column, 'integer', (definition) => definition.primaryKey().autoIncrement()),
  countedIsKey: true,
};

export const postgresDdl: Ddl = {
  text: sql`text collate "C"`,
  integer: 'bigint',
  real: 'double precision',
  bytes: 'bytea',
  clustered: (table) => table,
  counted: (table, column) =>
    table.addColumn(column, 'bigint', (definition) => definition.generatedByDefaultAsIdentity().notNull()),
  countedIsKey: false,
};
