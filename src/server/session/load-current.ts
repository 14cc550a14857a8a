import { type LoadedSession, loadSession } from '../store/session-rows.ts';
import type { Db } from '../store/store.ts';
import { noSuchSession } from './not-found.ts';

/** @throws ProblemError `not-found` */
export async function loadCurrent(db: Db, workspaceId: string, sessionId: string): Promise<LoadedSession> {
  const loaded = await loadSession(db, workspaceId, sessionId);
  if (!loaded) throw noSuchSession();
  return loaded;
}
