import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';

/** A column's type; with a question mark it may be null. A `counted` one is filled by the engine, rising from 1. */
export type Column = 'text' | 'text?' | 'integer' | 'integer?' | 'real?' | 'bytes' | 'counted';

export interface TableShape {
  key: string[];
  /** Whether the rows lie in the order of the key; for small rows that are found by it. */
  clustered?: boolean;
}

/** Creates tables from a short description, the same on both engines. */
export function createTable(db: Kysely<unknown>, ddl: Ddl) {
  const types = {
    text: { dataType: ddl.text, nullable: false },
    'text?': { dataType: ddl.text, nullable: true },
    integer: { dataType: ddl.integer, nullable: false },
    'integer?': { dataType: ddl.integer, nullable: true },
    'real?': { dataType: ddl.real, nullable: true },
    bytes: { dataType: ddl.bytes, nullable: false },
  } as const;

  return async (name: string, columns: Record<string, Column>, { key, clustered }: TableShape): Promise<void> => {
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, type] of Object.entries(columns)) {
      if (type === 'counted') table = ddl.counted(table, column);
      else {
        const { dataType, nullable } = types[type];
        table = table.addColumn(column, dataType, (definition) => (nullable ? definition : definition.notNull()));
      }
    }
    const counts = Object.values(columns).includes('counted');
    if (!(counts && ddl.countedIsKey)) table = table.addPrimaryKeyConstraint(`${name}_key`, key);
    await (clustered ? ddl.clustered(table) : table).execute();
  };
}
