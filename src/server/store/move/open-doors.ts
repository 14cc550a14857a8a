import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { OperatorError } from '../../operator-error.ts';
import { noteArrival } from '../moved-store.ts';
import type { Db, Store } from '../store.ts';
import { putRows } from './bring-up.ts';
import { DOORS, MOVED_TABLES, type MovedTable } from './moved-tables.ts';
import { keyOf, type Row, rowsBetween, rowTexts } from './table-rows.ts';

/**
 * Opens the workspaces to those who use the cluster, all of them in one transaction.
 * @throws OperatorError when another workspace has a ticket or a key of theirs
 */
export async function openDoors(
  source: Db,
  target: Store,
  { workspaceIds, storeId }: { workspaceIds: readonly string[]; storeId: string },
): Promise<void> {
  await target.write(async (db) => {
    for (const workspaceId of workspaceIds) {
      for (const table of DOORS) {
        for await (const rows of pagesOf(source, table, workspaceId)) await putRows(db, table, rows);
        await checkSame(source, db, table, workspaceId);
      }
      for (const { name, counted } of MOVED_TABLES) if (counted) await countOn(db, { name, counted }, workspaceId);
      await noteArrival(db, workspaceId, { storeId, under: target.storeId, isWhole: true });
    }
  });
}

/**
 * Looks whether what names a workspace to everybody (tickets, keys, tokens, files) names another one in the cluster.
 * @throws OperatorError which says what
 */
export async function refuseForeign(source: Db, target: Store, workspaceIds: readonly string[]): Promise<void> {
  const [directory] = DOORS;
  if (directory === undefined) return;
  for (const workspaceId of workspaceIds) {
    for await (const rows of pagesOf(source, directory, workspaceId)) {
      const names = sql.join(rows.map(({ kind, lookup }) => sql`(${kind}, ${lookup})`));
      const taken = await target.read((db) =>
        db
          .selectFrom('directory')
          .select(['kind', 'workspace_id'])
          .where(sql<boolean>`(kind, lookup) in (${names})`)
          .where('workspace_id', '<>', workspaceId)
          .executeTakeFirst(),
      );
      if (taken) {
        throw new OperatorError(
          `the cluster's workspace ${taken.workspace_id} has one ${taken.kind} that workspace ${workspaceId} has too: ${REMEDIES[taken.kind]}`,
        );
      }
    }
  }
}

const COPIES = 'the two are copies of one store';
const REMEDIES = {
  ticket: 'give the student who has it another one, here or there',
  'app-key': 'choose another APP_KEY, here or there',
  'device-token': COPIES,
  'staff-session': COPIES,
  blob: COPIES,
};

async function* pagesOf(db: Db, table: MovedTable, workspaceId: string): AsyncGenerator<Row[]> {
  for (let after: unknown[] | null = null; ; ) {
    const rows: Row[] = await rowsBetween(db, table, workspaceId, { after, to: null });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < table.atOnce || table.key.length === 0) return;
    after = keyOf(table, last);
  }
}

/** Neither changes: behind the fence here, in the transaction that wrote them there. */
async function checkSame(here: Db, there: Db, table: MovedTable, workspaceId: string): Promise<void> {
  const found = pagesOf(there, table, workspaceId);
  for await (const rows of pagesOf(here, table, workspaceId)) {
    const { value = [] } = (await found.next()) as { value?: Row[] };
    if (!isDeepStrictEqual(rowTexts(rows), rowTexts(value))) {
      throw new OperatorError(`${table.name} of workspace ${workspaceId} is not the same in the cluster`);
    }
  }
  if ((await found.next()).value)
    throw new OperatorError(`the cluster has more in ${table.name} than ${workspaceId} has`);
}

/** What the engine counts goes on behind the greatest number that came along. */
async function countOn(
  db: Db,
  { name, counted }: { name: string; counted: string },
  workspaceId: string,
): Promise<void> {
  await sql`
    select setval(counter, greatest) from (
      select pg_get_serial_sequence(${name}, ${counted})::regclass as counter,
        (select max(${sql.ref(counted)}) from ${sql.table(name)} where workspace_id = ${workspaceId}) as greatest
    ) as counted
    where greatest > coalesce(pg_sequence_last_value(counter), 0)`.execute(db);
}
