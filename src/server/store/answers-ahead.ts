import { type AnswerRow, answersOfRun } from './answers.ts';
import { isRemote } from './job-database.ts';
import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';

/** With more questions it is as well to read all of them. */
const MAX_ASKED = 4;

/** @returns all answers of the run, or at least those to the batch's questions */
export type AskAnswers = (which: { all: boolean }) => Promise<AnswerRow[]>;

const selectOfStartedRun = keepStatements();

/**
 * Asks for the answers that a batch may meet before it is known whether there can be any, where the database is a trip away: along with
 * whatever is asked for next. Of a run that has not started it reads none then: who reads where all first answers go is in the way
 * of those who write them.
 *
 * @param asked the batch's questions; of none, all of the run
 */
export function answersAhead(
  db: Db,
  workspaceId: string,
  runId: string,
  asked: readonly { itemId: string; questionId: string }[],
): AskAnswers {
  const all = () => answersOfRun(db, workspaceId, runId);
  if (!isRemote(db)) return all;
  const few = asked.length <= MAX_ASKED ? asked : [];
  const parameters = [workspaceId, runId, workspaceId, runId, 'NOT_STARTED'];
  for (const { itemId, questionId } of few) parameters.push(itemId, questionId);
  const ahead = selectOfStartedRun(db, few.length, parameters, () => {
    const query = db
      .selectFrom('answer')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('run_id', '=', runId)
      .where((e) =>
        e(
          e
            .selectFrom('run')
            .select('maturity')
            .where('run.workspace_id', '=', workspaceId)
            .where('run.run_id', '=', runId),
          '<>',
          'NOT_STARTED',
        ),
      );
    if (few.length === 0) return query;
    return query.where((e) =>
      e.or(few.map(({ itemId, questionId }) => e.and([e('item_id', '=', itemId), e('question_id', '=', questionId)]))),
    );
  }).then(({ rows }) => rows);
  // Perhaps nobody asks, and a job that failed fails by itself.
  ahead.catch(() => undefined);
  return (which) => (which.all && few.length > 0 ? all() : ahead);
}
