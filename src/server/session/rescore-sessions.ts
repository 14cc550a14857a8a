import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import { attemptsOfSessions } from '../store/exam-sessions.ts';
import { listSessions, type SessionKey, sessionKey } from '../store/list-sessions.ts';
import { updateStandings } from '../store/session-rows.ts';
import type { Db } from '../store/store.ts';
import { countingAttempt } from './counting-attempt.ts';

const AT_ONCE = 500;

/** Writes the score of every session of a config anew: another attempt may count under the new settings. */
export async function rescoreSessions(
  db: Db,
  workspaceId: string,
  configId: string,
  settings: ExamConfigSettings,
): Promise<void> {
  let after: SessionKey | null = null;
  for (;;) {
    const rows = await listSessions(db, workspaceId, { configIds: [configId] }, { after, take: AT_ONCE });
    const attempts = await attemptsOfSessions(
      db,
      workspaceId,
      rows.map((row) => row.session_id),
    );
    const changes = rows.flatMap((session) => {
      const own = attempts.filter((attempt) => attempt.session_id === session.session_id);
      const score = countingAttempt(own, settings)?.scoreActual ?? null;
      return score === session.score_actual ? [] : [{ session, change: { score_actual: score } }];
    });
    await updateStandings(db, workspaceId, changes);
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = sessionKey(last);
  }
}
