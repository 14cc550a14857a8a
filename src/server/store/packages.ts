import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { PackageTable } from './tables.ts';

export type PackageRow = PackageTable;

export interface PackageName {
  configId: string;
  examVersion: number;
  withKeys: boolean;
}

const sealed = keepStatements();

/** Undefined when this version was not sealed for this config yet. */
export async function findPackage(
  db: Db,
  workspaceId: string,
  { configId, examVersion, withKeys }: PackageName,
): Promise<PackageRow | undefined> {
  const keys = withKeys ? 1 : 0;
  const { rows } = await sealed(db, 'name', [workspaceId, configId, examVersion, keys], () =>
    db
      .selectFrom('package')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('config_id', '=', configId)
      .where('exam_version', '=', examVersion)
      .where('with_keys', '=', keys),
  );
  return rows[0];
}

/** @returns false when another has sealed the same one meanwhile; that one stands */
export async function insertPackage(db: Db, row: PackageRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('package')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'config_id', 'exam_version', 'with_keys']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
