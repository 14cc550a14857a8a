import type { z } from 'zod/mini';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { type Response, response } from '../../shared/contract/response.ts';
import type { SessionState } from '../../shared/contract/set-responses.ts';
import type { mergeBody } from '../../shared/contract/staff.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { normalizeResponse } from '../../shared/session/normalize-response.ts';
import { invalid } from '../http/parse-input.ts';
import { ProblemError } from '../http/problem.ts';
import { parseResponse } from '../store/answers.ts';
import { latestExamVersion } from '../store/exams.ts';
import { findInJournal, type JournalRow, setJournalState } from '../store/journal.ts';
import { type RunChange, type RunRow, updateRun } from '../store/runs.ts';
import { addEvent } from '../store/session-events.ts';
import type { Db } from '../store/store.ts';
import { checkResponse } from './check-response.ts';
import type { SessionContext } from './context.ts';
import { type ExamKeys, loadExamKeys } from './exam-keys.ts';
import { loadCurrent } from './load-current.ts';
import { questionKey, type StandingAnswer } from './plan-batch.ts';
import { refreshSession, sessionStateOf } from './refresh-session.ts';
import { scoreRun } from './score-run.ts';
import { loadStanding, writeAnswers } from './standing-answers.ts';
import { startedBy } from './start-run.ts';

type Decision = z.infer<typeof mergeBody>['decisions'][number];

/** A decision with the row that it is about. */
interface Decided {
  decision: Decision;
  row: JournalRow;
  path: Array<string | number>;
}

/**
 * Staff decide, question by question, between what stands and what waits in the journal. All decisions of a request are
 * taken or none; one that was taken before changes nothing.
 * @throws ProblemError `not-found` for an unknown session; `invalid` when the journal has no such row, or its answer does not
 * fit the exam, or two are taken for one question; `conflict` for an answer of a run that is put away, because an answer belongs
 * to its run (restoring that run brings it back), and for one that was taken already
 */
export async function mergeJournal(
  db: Db,
  workspaceId: string,
  sessionId: string,
  { decisions }: z.infer<typeof mergeBody>,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const decided = await findRows(db, workspaceId, sessionId, decisions);
  const fresh = decided.filter(({ decision, row }) => row.state !== stateAfter(decision));
  refuseImpossible(run, fresh);
  if (fresh.length === 0) return sessionStateOf(run, session.revision);

  const version = run.exam_version ?? (await latestExamVersion(db, workspaceId, session.exam_id));
  const exam = await loadExamKeys(db, workspaceId, session.exam_id, version);
  const standing = await loadStanding(db, workspaceId, run.run_id);
  const put = readTaken(fresh, exam).map(
    (taken): StandingAnswer => ({
      ...taken,
      epoch: run.epoch,
      writer: 'staff',
      seq: 0,
      source: 'merged',
      receivedAt: ctx.now,
    }),
  );
  const changed = put.filter((answer) => answer.json !== (standing.get(questionKey(answer))?.json ?? null));
  const replaced = changed.flatMap((answer) => standing.get(questionKey(answer)) ?? []);
  await writeAnswers(db, workspaceId, { run: run.run_id, standing, now: ctx.now }, { put: changed, replaced });
  for (const { decision, row } of fresh) await setJournalState(db, workspaceId, row, stateAfter(decision));

  const change: RunChange = {
    ...(changed.length > 0 && startedBy(run.maturity, ctx.now)),
    ...(changed.length > 0 && run.exam_version === null && { exam_version: version }),
    ...(changed.length > 0 && run.maturity === 'COMPLETE' && scoreRun(exam, standing, run)),
  };
  await updateRun(db, workspaceId, run.run_id, change);
  await addEvent(db, workspaceId, {
    sessionId,
    run: run.run_id,
    kind: 'merge',
    actor: ctx.actor,
    detail: { decisions: fresh.map(({ decision }) => decision) },
    at: ctx.now,
  });
  return refreshSession(
    db,
    workspaceId,
    { session, run: { ...run, ...change }, settingsJson },
    { revise: changed.length > 0 },
  );
}

const stateAfter = ({ take }: Decision) => (take === 'stranded' ? 'taken' : 'dismissed');

async function findRows(
  db: Db,
  workspaceId: string,
  sessionId: string,
  decisions: readonly Decision[],
): Promise<Decided[]> {
  const decided: Decided[] = [];
  const issues: ProblemIssue[] = [];
  for (const [i, decision] of decisions.entries()) {
    const path = ['decisions', i];
    const row = await findInJournal(db, workspaceId, {
      run_id: decision.run,
      writer: decision.writer,
      seq: decision.seq,
      item_id: decision.itemId,
      question_id: decision.questionId,
    });
    if (row?.session_id === sessionId) decided.push({ decision, row, path });
    else issues.push({ path, message: 'nothing like this is waiting' });
  }
  if (issues.length > 0) throw invalid(issues);
  return decided;
}

function refuseImpossible(run: RunRow, decided: Decided[]): void {
  const taken = new Set<string>();
  for (const { decision, row, path } of decided) {
    if (decision.take === 'current') {
      if (row.state === 'taken') throw new ProblemError('conflict', 'One of these answers was taken already.');
      continue;
    }
    if (row.run_id !== run.run_id) {
      throw new ProblemError(
        'conflict',
        'One of these answers is of an attempt that was put away. Restore that attempt.',
      );
    }
    const key = questionKey(decision);
    if (taken.has(key)) throw invalid([{ path, message: 'another answer to the same question is taken too' }]);
    taken.add(key);
  }
}

function readTaken(decided: Decided[], exam: ExamKeys) {
  const issues: ProblemIssue[] = [];
  const taken = decided
    .filter(({ decision }) => decision.take === 'stranded')
    .map(({ decision: { itemId, questionId }, row, path }) => {
      const kept = readKept(row);
      const message = kept.fits
        ? checkResponse(exam, { itemId, questionId, response: kept.response })
        : 'this answer cannot be read';
      if (message !== null) issues.push({ path, message });
      const given = kept.fits ? normalizeResponse(kept.response) : null;
      return { itemId, questionId, response: given, json: given === null ? null : canonicalJson(given) };
    });
  if (issues.length > 0) throw invalid(issues);
  return taken;
}

/** A stranded answer was checked for its form when it came; a quarantined one is whatever the device had. */
function readKept(row: JournalRow): { fits: true; response: Response | null } | { fits: false } {
  if (row.kind === 'stranded') {
    return { fits: true, response: row.response_json === null ? null : parseResponse(row.response_json) };
  }
  try {
    const parsed = response.safeParse(JSON.parse(row.raw ?? 'null'));
    return parsed.success ? { fits: true, response: parsed.data } : { fits: false };
  } catch {
    return { fits: false };
  }
}
