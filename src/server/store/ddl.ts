import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely';

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
  /** Whether the engine has such tables. */
  clusters: boolean;
  /** Adds a column that the engine counts up. */
  counted(table: Table, column: string): Table;
  /**
   * Tells a planner that knows nothing of a table what its indexes are worth: of each how many rows it has, and then how many of
   * these are alike in its first column, in its first two, and so on.
   */
  estimate(db: Kysely<unknown>, table: string, indexes: Record<string, number[]>): Promise<void>;
  /** The text under a key of the JSON text of a column; null when there is none. */
  jsonText(column: string, key: string): RawBuilder<string | null>;
  /** Whether such a column has to be the whole primary key: SQLite counts nothing else. */
  countedIsKey: boolean;
}

export const sqliteDdl: Ddl = {
  text: 'text',
  integer: 'integer',
  real: 'real',
  bytes: 'blob',
  clustered: (table) => table.modifyEnd(sql`without rowid`),
  clusters: true,
  counted: (table, column) =>
    table.addColumn(column, 'integer', (definition) => definition.primaryKey().autoIncrement()),
  // Without these SQLite takes ten rows to be of one workspace, and would read a million of them in the order of the key
  // rather than look into another index.
  estimate: async (db, table, indexes) => {
    // Makes the tables of estimates, which nothing else may. What it finds of today's rows goes: with samples of them SQLite plans a
    // statement anew for each value that it is given.
    await sql`analyze ${sql.table(table)}`.execute(db);
    await sql`delete from sqlite_stat1 where tbl = ${table}`.execute(db);
    await sql`delete from sqlite_stat4 where tbl = ${table}`.execute(db);
    for (const [index, rows] of Object.entries(indexes)) {
      await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${index}, ${rows.join(' ')})`.execute(db);
    }
    // Has the connection read them.
    await sql`analyze sqlite_schema`.execute(db);
  },
  jsonText: (column, key) => sql`json_extract(${sql.ref(column)}, ${sql.lit(`$.${key}`)})`,
  countedIsKey: true,
};

export const postgresDdl: Ddl = {
  text: sql`text collate "C"`,
  integer: 'bigint',
  real: 'double precision',
  bytes: 'bytea',
  clustered: (table) => table,
  clusters: false,
  counted: (table, column) =>
    table.addColumn(column, 'bigint', (definition) => definition.generatedByDefaultAsIdentity().notNull()),
  // It looks by itself.
  estimate: async () => {},
  jsonText: (column, key) => sql`(${sql.ref(column)}::json ->> ${sql.lit(key)})`,
  countedIsKey: false,
};
