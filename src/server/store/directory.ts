import { canBeStored } from './can-be-stored.ts';
import { keepStatements, keepWrites } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { DirectoryTable } from './tables.ts';

export type DirectoryKind = DirectoryTable['kind'];

/** Thrown when a secret or key that has to be unique over all workspaces already belongs to another. */
export class DirectoryTaken extends Error {
  override name = 'DirectoryTaken';
}

const remember = keepWrites();

/**
 * Notes that `lookup` belongs to this workspace, so that a request that carries it finds its way. The same twice is one.
 * @param lookup a SHA-256 in hex for `ticket`, `device-token` and `staff-session`; the key or hash itself for the others
 * @throws DirectoryTaken when another workspace has it
 */
export async function rememberInDirectory(
  db: Db,
  workspaceId: string,
  kind: DirectoryKind,
  lookup: string,
): Promise<void> {
  await remember(db, 'entry', [kind, lookup, workspaceId], () =>
    db
      .insertInto('directory')
      .values({ kind, lookup, workspace_id: workspaceId })
      .onConflict((conflict) => conflict.columns(['kind', 'lookup']).doNothing()),
  );
  const owner = await findWorkspace(db, kind, lookup);
  if (owner !== workspaceId) throw new DirectoryTaken(`this ${kind} belongs to another workspace`);
}

const selectOwner = keepStatements();

/** The workspace that `lookup` belongs to, or undefined when nobody knows it. */
export async function findWorkspace(db: Db, kind: DirectoryKind, lookup: string): Promise<string | undefined> {
  if (!canBeStored(lookup)) return undefined;
  const { rows } = await selectOwner(db, 'owner', [kind, lookup], () =>
    db.selectFrom('directory').select('workspace_id').where('kind', '=', kind).where('lookup', '=', lookup),
  );
  return rows[0]?.workspace_id;
}

/** Takes an entry out again: a token that was signed out, a ticket that was rotated. */
export async function forgetInDirectory(
  db: Db,
  workspaceId: string,
  kind: DirectoryKind,
  lookup: string,
): Promise<void> {
  await db
    .deleteFrom('directory')
    .where('kind', '=', kind)
    .where('lookup', '=', lookup)
    .where('workspace_id', '=', workspaceId)
    .execute();
}
