import type { MergeBody } from '../../shared/contract/journal.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import type { SessionState } from '../../shared/contract/set-responses.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { normalizeResponse } from '../../shared/session/normalize-response.ts';
import { invalid } from '../http/parse-input.ts';
import { ProblemError } from '../http/problem.ts';
import { decideInJournal, findInJournal, type JournalRow } from '../store/journal.ts';
import { type RunChange, type RunRow, updateRun } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { loadTarget } from './journal-target.ts';
import { judgeKept, type Target } from './kept-answer.ts';
import { loadCurrent } from './load-current.ts';
import { questionKey, type StandingAnswer } from './plan-batch.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, runAfter, sessionStateOf } from './refresh-session.ts';
import { scoreRun } from './score-run.ts';
import { loadStanding, type StandingAnswers, writeAnswers } from './standing-answers.ts';
import { startedBy } from './start-run.ts';

type Decision = MergeBody['decisions'][number];

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
 * to its run (restoring that run brings it back), for one that was taken already, and when the student has answered since staff
 * looked
 */
export async function mergeJournal(
  db: Db,
  workspaceId: string,
  sessionId: string,
  { decisions }: MergeBody,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const decided = await findRows(db, workspaceId, sessionId, decisions);
  const fresh = decided.filter(({ decision, row }) => row.state !== stateAfter(decision));
  refuseImpossible(run, fresh);
  if (fresh.length === 0) return sessionStateOf(run, session.revision);

  const rows = fresh.map(({ row }) => row);
  const target = await loadTarget(db, workspaceId, { examId: session.exam_id, run }, rows);
  const standing = await loadStanding(db, workspaceId, run.run_id);
  refuseUnseen(standing, fresh);
  const put = readTaken(fresh, target).map(
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
  for (const { decision, row } of fresh) {
    await decideInJournal(db, workspaceId, row, { state: stateAfter(decision), by: ctx.actor, at: ctx.now });
  }

  const change: RunChange = {
    ...(changed.length > 0 && startedBy(run.maturity, ctx.now)),
    ...(changed.length > 0 && run.exam_version === null && { exam_version: target.version }),
    ...(changed.length > 0 && run.maturity === 'COMPLETE' && scoreRun(target.keys, standing, run)),
  };
  await updateRun(db, workspaceId, run.run_id, change);
  const detail = { decisions: fresh.map(({ decision: { seen: _, ...decision } }) => decision) };
  await recordEvent(db, run, { kind: 'merge', detail }, ctx);
  return refreshSession(
    db,
    workspaceId,
    { session, run: runAfter(run, change), settingsJson },
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

/** A decision between two answers is none about a third that the student has given meanwhile. */
function refuseUnseen(standing: StandingAnswers, decided: Decided[]): void {
  for (const { decision } of decided) {
    if (decision.seen === undefined) continue;
    const seen = normalizeResponse(decision.seen);
    const stands = standing.get(questionKey(decision))?.json ?? null;
    if ((seen === null ? null : canonicalJson(seen)) === stands) continue;
    throw new ProblemError('conflict', 'Another answer counts by now for one of these questions. Look again.');
  }
}

function readTaken(decided: Decided[], target: Target) {
  const issues: ProblemIssue[] = [];
  const taken = decided.flatMap(({ decision: { take, itemId, questionId }, row, path }) => {
    if (take === 'current') return [];
    const judged = judgeKept(target, row);
    if (judged.kind === 'fits') {
      const { response } = judged;
      return [{ itemId, questionId, response, json: response === null ? null : canonicalJson(response) }];
    }
    issues.push({ path, message: judged.message });
    return [];
  });
  if (issues.length > 0) throw invalid(issues);
  return taken;
}
