import { expressionBuilder } from 'kysely';
import { type AnswerRow, rowsOf } from './answer-sheet.ts';
import { answersOfRun } from './answers.ts';
import { isRemote } from './job-database.ts';
import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { Tables } from './tables.ts';

/** With more questions it is as well to read all of them. */
const MAX_ASKED = 4;

/** @returns all answers of the run, or at least its sheet and those to the batch's questions */
export type AskAnswers = (which: { all: boolean }) => Promise<AnswerRow[]>;

const selectOfStartedRun = keepStatements();
const sheetOfStartedRun = keepStatements();

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
  const ofRun = [workspaceId, runId, workspaceId, runId, 'NOT_STARTED'];
  const parameters = [...ofRun];
  for (const { itemId, questionId } of few) parameters.push(itemId, questionId);
  const isStarted = () => {
    const maturity = db
      .selectFrom('run')
      .select('maturity')
      .where('run.workspace_id', '=', workspaceId)
      .where('run.run_id', '=', runId);
    return expressionBuilder<Tables>()(maturity, '<>', 'NOT_STARTED');
  };
  const sheet = sheetOfStartedRun(db, 'sheet', ofRun, () =>
    db
      .selectFrom('answer_sheet')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('run_id', '=', runId)
      .where(isStarted()),
  );
  const alone = selectOfStartedRun(db, few.length, parameters, () => {
    const query = db
      .selectFrom('answer')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('run_id', '=', runId)
      .where(isStarted());
    if (few.length === 0) return query;
    return query.where((e) =>
      e.or(few.map(({ itemId, questionId }) => e.and([e('item_id', '=', itemId), e('question_id', '=', questionId)]))),
    );
  });
  const ahead = Promise.all([sheet, alone]).then(([onSheet, { rows }]) => [...onSheet.rows.flatMap(rowsOf), ...rows]);
  // Perhaps nobody asks, and a job that failed fails by itself.
  ahead.catch(() => undefined);
  return (which) => (which.all && few.length > 0 ? all() : ahead);
}
