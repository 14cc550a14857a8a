import type { Response } from '../../shared/contract/response.ts';
import type { SessionState, SetResponsesBody } from '../../shared/contract/set-responses.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { transition } from '../../shared/session/machine.ts';
import { normalizeResponse } from '../../shared/session/normalize-response.ts';
import { invalid } from '../http/parse-input.ts';
import { ProblemError } from '../http/problem.ts';
import { latestExamVersion } from '../store/exams.ts';
import { type RunChange, updateRun } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import { checkResponse, noSuchItem } from './check-response.ts';
import type { SessionContext } from './context.ts';
import { type ExamKeys, loadExamKeys } from './exam-keys.ts';
import { loadCurrent } from './load-current.ts';
import { questionKey, type StandingAnswer } from './plan-batch.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, runAfter, sessionStateOf } from './refresh-session.ts';
import { scoreRun } from './score-run.ts';
import { loadStanding, writeAnswers } from './standing-answers.ts';
import { startedBy } from './start-run.ts';

interface NamedResponse {
  itemId: string;
  questionId: string;
  response: Response | null;
  json: string | null;
}

/**
 * Set Responses of an integrator: upserts by question into the current attempt; null clears; `submitForScoring` completes
 * and scores it. No device is fenced off by it: the value that was replaced stays in the history, and devices hear of a newer
 * `revision`.
 * @throws ProblemError `not-found`; `invalid` for an unknown item, question or index, or a question named twice (nothing is
 * changed then); `conflict` for other responses than those of a complete attempt
 */
export async function setResponses(
  db: Db,
  workspaceId: string,
  sessionId: string,
  body: SetResponsesBody,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const version = run.exam_version ?? (await latestExamVersion(db, workspaceId, session.exam_id));
  const exam = await loadExamKeys(db, workspaceId, session.exam_id, version);
  const named = readResponses(body, exam);
  const standing = await loadStanding(db, workspaceId, run.run_id);
  const changed = named.filter((answer) => answer.json !== (standing.get(questionKey(answer))?.json ?? null));

  const isComplete = run.maturity === 'COMPLETE';
  if (isComplete && changed.length > 0) {
    throw new ProblemError('conflict', 'This attempt is complete, and these are not its responses.');
  }
  if (isComplete || (changed.length === 0 && !body.submitForScoring)) return sessionStateOf(run, session.revision);

  await writeAnswers(
    db,
    workspaceId,
    { run: run.run_id, standing, now: ctx.now },
    {
      replaced: changed.flatMap((answer) => standing.get(questionKey(answer)) ?? []),
      put: changed.map(
        ({ itemId, questionId, response, json }): StandingAnswer => ({
          itemId,
          questionId,
          response,
          json,
          epoch: run.epoch,
          writer: 'integrator',
          seq: 0,
          source: 'integrator',
          receivedAt: ctx.now,
        }),
      ),
    },
  );
  const change: RunChange = {
    ...startedBy(run.maturity, ctx.now),
    ...(run.exam_version === null && { exam_version: version }),
    ...(body.submitForScoring && {
      ...completed(run.maturity),
      completed_at: ctx.now,
      failed_submit_json: null,
      ...scoreRun(exam, standing, run),
    }),
  };
  await updateRun(db, workspaceId, run.run_id, change);
  await recordEvent(
    db,
    run,
    { kind: 'set-responses', detail: { answers: changed.length, submitForScoring: body.submitForScoring } },
    ctx,
  );
  const refresh = { revise: true, resetAt: null };
  return refreshSession(db, workspaceId, { session, run: runAfter(run, change), settingsJson }, refresh);
}

function completed(from: 'NOT_STARTED' | 'IN_PROGRESS' | 'COMPLETE'): RunChange {
  const next = transition(from, 'submit');
  if (next.kind === 'refused') throw new ProblemError('conflict', `Not submitted: ${next.reason}.`);
  return { maturity: next.maturity };
}

function readResponses(body: SetResponsesBody, exam: ExamKeys): NamedResponse[] {
  const seen = new Set<string>();
  const named: NamedResponse[] = [];
  const issues = body.responses.flatMap(({ itemId, questions }, i) => {
    // One whose questions are named says so at each of them.
    if (questions.length === 0 && !exam.questions.has(itemId)) {
      return [{ path: ['responses', i, 'itemId'], message: noSuchItem(itemId) }];
    }
    return questions.flatMap(({ id: questionId, response: given }, j) => {
      const path = ['responses', i, 'questions', j, 'response'];
      const response = normalizeResponse(given);
      const key = questionKey({ itemId, questionId });
      const message = seen.has(key)
        ? 'the question is named twice'
        : checkResponse(exam, { itemId, questionId, response: given });
      seen.add(key);
      named.push({ itemId, questionId, response, json: response === null ? null : canonicalJson(response) });
      return message === null ? [] : [{ path, message }];
    });
  });
  if (issues.length > 0) throw invalid(issues);
  return named;
}
