import { OperatorError } from '../../operator-error.ts';
import { databasePath } from '../data-dir.ts';
import { liftFence } from '../fence.ts';
import { findArrival, forgetArrival } from '../moved-store.ts';
import { openWriter } from '../sqlite-engine.ts';
import type { Store } from '../store.ts';
import { MOVED_TABLES } from './moved-tables.ts';
import { anyTable } from './table-rows.ts';

/**
 * Lets the server of an embedded store go on, where a move failed.
 * @returns whether it may: not where the cluster has opened its copy
 * @throws StoreUnavailable when nobody can tell, and then nothing is changed
 */
export async function giveBack(dataDir: string, target: Store): Promise<boolean> {
  const writer = openWriter(databasePath(dataDir));
  try {
    for (const workspaceId of workspacesOf(writer)) {
      const noted = await target.read((db) => findArrival(db, workspaceId));
      if (noted?.isWhole) return false;
    }
    liftFence(writer);
    return true;
  } finally {
    writer.close();
  }
}

/**
 * Takes a move back that did not end: the server goes on, and the cluster has nothing of it.
 * @throws OperatorError when the cluster has opened its copy
 */
export async function undoMove(dataDir: string, target: Store): Promise<void> {
  if (!(await giveBack(dataDir, target))) {
    throw new OperatorError('the move is done: the cluster may have answers by now that are nowhere else');
  }
  const writer = openWriter(databasePath(dataDir));
  try {
    const storeId = writer.prepare("select value from store_meta where name = 'store-id'").pluck().get();
    for (const workspaceId of workspacesOf(writer)) {
      const noted = await target.read((db) => findArrival(db, workspaceId));
      if (noted?.storeId !== storeId) continue;
      for (const { name } of MOVED_TABLES) {
        await target.write((db) => anyTable(db).deleteFrom(name).where('workspace_id', '=', workspaceId).execute());
      }
      await target.write((db) => forgetArrival(db, workspaceId));
    }
  } finally {
    writer.close();
  }
}

const workspacesOf = (writer: ReturnType<typeof openWriter>) =>
  writer.prepare('select workspace_id from workspace').pluck().all() as string[];
