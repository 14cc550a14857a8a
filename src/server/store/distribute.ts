import type { PoolClient } from 'pg';
import { OperatorError } from '../operator-error.ts';
import { PLACEMENTS } from './placement.ts';
import { openPool } from './postgres-pool.ts';

export interface Distributed {
  /** Of Citus; null where there is none, and nothing was done. */
  citus: string | null;
  /** Tables that were placed now; the others were before. */
  placed: string[];
}

/** The first that hands the isolation level of a transaction on to its machine, and knows columns that are counted. */
const OLDEST = [11, 3] as const;

/**
 * Spreads the tables over the machines of a Citus cluster: those of workspaces by workspace, all in one group, so that all
 * rows of a school are on one machine and no transaction needs two. Once more it does what is left, as after an update that
 * brought a table. On a PostgreSQL without Citus it does nothing.
 *
 * @param url of a database that has the tables; of a cluster, its coordinator
 * @throws OperatorError when Citus is too old
 */
export async function distribute(url: string, open = openPool): Promise<Distributed> {
  const pool = open(url, 1);
  const client = await pool.connect();
  try {
    const citus = await citusVersion(client);
    if (citus === null) return { citus, placed: [] };
    requireNew(citus);
    const there = await placedTables(client);
    const placed: string[] = [];
    for (const [name, statement] of placingStatements()) {
      if (there.has(name)) continue;
      await client.query(statement);
      placed.push(name);
    }
    // A job sets what it needs inside of its transaction, and needs it where its rows are.
    const { rows } = await client.query<{ name: string }>('select quote_ident(current_database()) as name');
    await client.query(`alter database ${rows[0]?.name} set citus.propagate_set_commands = 'local'`);
    return { citus, placed };
  } finally {
    client.release(true);
    await pool.end();
  }
}

/** What places each table, in the order in which they have to be. */
export function placingStatements(): [table: string, statement: string][] {
  const first = 'workspace';
  const names = Object.entries(PLACEMENTS);
  return [
    [first, `select create_distributed_table('${first}', 'workspace_id', colocate_with => 'none')`],
    ...names
      .filter(([name]) => name !== first)
      .map(([name, placement]): [string, string] => {
        if (placement === 'everywhere') return [name, `select create_reference_table('${name}')`];
        const [column, beside] = placement === 'workspace' ? ['workspace_id', first] : [placement.by, 'none'];
        return [name, `select create_distributed_table('${name}', '${column}', colocate_with => '${beside}')`];
      }),
  ];
}

async function citusVersion(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query<{ extversion: string }>(
    "select extversion from pg_extension where extname = 'citus'",
  );
  return rows[0]?.extversion ?? null;
}

/** @param version as `12.1-1` */
export function requireNew(version: string): void {
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new OperatorError(`Citus ${version} is too old: ${OLDEST.join('.')} or newer is needed`);
}

async function placedTables(client: PoolClient): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    'select logicalrelid::regclass::text as name from pg_dist_partition',
  );
  return new Set(rows.map(({ name }) => name));
}
