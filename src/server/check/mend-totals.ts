import { workspaceIds } from '../store/check-rows.ts';
import { recountSessions, retallySessions } from '../store/recount-sessions.ts';
import type { Db } from '../store/store.ts';

/**
 * Counts anew where the totals are not those of the sessions, in a transaction that nobody adds to them beside.
 * @returns how many were not, by workspace; those that were right are not named
 */
export async function mendTotals(db: Db): Promise<Map<string, number>> {
  const mended = new Map<string, number>();
  for (const workspaceId of await workspaceIds(db)) {
    const { length } = await recountSessions(db, workspaceId);
    if (length === 0) continue;
    await retallySessions(db, workspaceId);
    mended.set(workspaceId, length);
  }
  return mended;
}
