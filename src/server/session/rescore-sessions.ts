import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import { attemptsOfSessions, listSessions } from '../store/exam-sessions.ts';
import { updateSession } from '../store/session-rows.ts';
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
  let after: [string, string] | null = null;
  for (;;) {
    const rows = await listSessions(db, workspaceId, { configIds: [configId] }, { after, take: AT_ONCE });
    const attempts = await attemptsOfSessions(
      db,
      workspaceId,
      rows.map((row) => row.session_id),
    );
    for (const row of rows) {
      const own = attempts.filter((attempt) => attempt.session_id === row.session_id);
      const score = countingAttempt(own, settings)?.scoreActual ?? null;
      if (score === row.score_actual) continue;
      await updateSession(db, workspaceId, row.session_id, { score_actual: score });
    }
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = [last.config_id, last.session_id];
  }
}
