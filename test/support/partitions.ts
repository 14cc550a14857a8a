/*
 * What a cluster would do with a statement, by what PostgreSQL itself can: tables that are partitioned by the hash of their
 * workspace over servers, each partition a table of one of them, reached through `postgres_fdw`.
 */
import { Client } from 'pg';
import { PLACEMENTS } from '../../src/server/store/placement.ts';

/** Makes an empty database the coordinator of others, which have the tables already. */
export async function openCoordinator(url: string, nodes: readonly string[]): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('create extension postgres_fdw');
  for (const [n, node] of nodes.entries()) {
    const { hostname, port, pathname, username, password } = new URL(node);
    await client.query(`
      create server node${n} foreign data wrapper postgres_fdw
        options (host '${hostname}', port '${port}', dbname '${pathname.slice(1)}');
      create user mapping for current_user server node${n} options (user '${username}', password '${password}');
      create schema node${n};
      import foreign schema public from server node${n} into node${n}`);
  }
  for (const [table, placement] of Object.entries(PLACEMENTS)) {
    if (placement === 'everywhere') {
      await client.query(`create table ${table} (like node0.${table})`);
      continue;
    }
    const column = placement === 'workspace' ? 'workspace_id' : placement.by;
    await client.query(`create table ${table} (like node0.${table}) partition by hash (${column})`);
    for (const n of nodes.keys()) {
      await client.query(
        `alter table ${table} attach partition node${n}.${table} for values with (modulus ${nodes.length}, remainder ${n})`,
      );
    }
  }
  // A foreign partition has no counter of its own.
  for (const [table, column] of [
    ['answer_history', 'history_id'],
    ['session_event', 'event_id'],
  ]) {
    await client.query(`alter table ${table} alter column ${column} set default 0`);
  }
  return client;
}

export interface Sent {
  sql: string;
  parameters: readonly unknown[];
}

/** The servers that a statement goes to: by its plan, or for an insert by where its rows are put. Nothing stays of it. */
export async function nodesOf(client: Client, { sql, parameters }: Sent): Promise<string[]> {
  if (!sql.startsWith('insert ')) {
    const { rows } = await client.query({ text: `explain (verbose, costs off) ${sql}`, values: [...parameters] });
    return nodesIn(JSON.stringify(rows));
  }
  // A partition that is foreign can have no key for the coordinator to look for conflicts by.
  const text = `${sql.replace(/ on conflict .*| returning .*/s, '')} returning tableoid::regclass::text as place`;
  const used = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
  await client.query('begin');
  try {
    const { rows } = await client.query({ text, values: parameters.slice(0, used) });
    return nodesIn(JSON.stringify(rows));
  } finally {
    await client.query('rollback');
  }
}

const nodesIn = (text: string) => [...new Set(text.match(/\bnode\d+(?=\.)/g))].sort();
