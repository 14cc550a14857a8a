import { recountSessions } from '../store/recount-sessions.ts';
import type { Db } from '../store/store.ts';
import type { Report } from './report.ts';

/** The totals that lists show, against the sessions. */
export async function checkTotals(db: Db, workspaceId: string, report: Report): Promise<void> {
  for (const { scope, contextId, configId, maturity, kept, found } of await recountSessions(db, workspaceId)) {
    const of = { all: 'all sessions', config: `config ${configId}`, class: `class ${contextId} in config ${configId}` };
    const words = ({ sessions, scored, scoreUnits }: typeof kept) =>
      `${sessions} sessions, ${scored} of them with ${scoreUnits / 10_000} percent together`;
    report.problem(
      workspaceId,
      `the totals of ${of[scope]} that are ${maturity} say ${words(kept)}, and there are ${words(found)}`,
    );
  }
}
