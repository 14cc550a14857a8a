import type { SessionState } from '../../shared/contract/set-responses.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';

/** What is done to a session as a whole, and needs nothing but its id. @returns the session as it is afterwards */
export type SessionOperation = (
  db: Db,
  workspaceId: string,
  sessionId: string,
  ctx: SessionContext,
) => Promise<SessionState>;
