import type { ClaimAnswer } from '../../shared/contract/device.ts';
import type { Response } from '../../shared/contract/response.ts';
import type { SessionView } from '../../shared/contract/session-view.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { mergeMarks } from '../../shared/session/merge-marks.ts';
import { adopt } from '../../shared/session/run-clock.ts';
import { takenBack } from './aside.ts';
import { ofQuestion } from './by-question.ts';
import { changeRun } from './change-run.ts';
import type { SatchelDatabase } from './database.ts';
import type { AnswerRow, RunRow } from './rows.ts';
import { readClock } from './run-clock.ts';
import { type RunAndAnswers, renumber, reopen, unstranded } from './run-transition.ts';
import { noteStore } from './store-change.ts';

/**
 * The claim carries this device's own unsent answers to the new epoch, and brings those that it has not: questions
 * that nobody answered here are filled as `foreign`.
 *
 * Where another device held the run meanwhile (the epoch rose), an own answer that the server had when the claim was
 * asked gives way to what stands there now: the student goes on with what they last saw. It counts as a new change of
 * this device, so that its submit covers what it shows. An unsent answer never gives way, but to what this device sent past
 * its disk afterwards: that is what the student last saw. It counts as a new change too: the server may have had it under its
 * old number, with the acknowledgement lost, and would pass over a repeat of what another device has replaced since.
 *
 * @param ackedSeq the run's when the claim was asked; later acknowledgements are not in its responses
 */
export function receiveClaim(run: RunRow, answers: AnswerRow[], claim: ClaimAnswer, ackedSeq: number): RunAndAnswers {
  const { examSession, responses, later = {} } = claim;
  if (examSession.run !== run.run) return { run, answers, resubmit: null };
  const hasMoved = examSession.epoch > run.epoch && run.submit === null;
  // The run's own is less when a store answered that was restored from a backup: it does not have what the last one had.
  const had = Math.min(ackedSeq, run.ackedSeq);
  const changed: AnswerRow[] = [];
  let { aside } = run;
  const kept = answers.map((row): AnswerRow => {
    const theirs = ofQuestion(responses, row) ?? null;
    if (canonicalJson(theirs) === canonicalJson(row.response)) {
      if (!row.foreign) aside = takenBack(aside, row.seq, row.seq);
      return row;
    }
    if (row.foreign) return { ...row, response: theirs, savedAt: claim.now };
    if (row.problem !== null) return row;
    const isOutdone = run.submit === null && (ofQuestion(later, row) ?? 0) >= row.seq;
    if (!isOutdone && !hasMoved) return row;
    const next = isOutdone || row.seq <= had ? { ...row, response: theirs, savedAt: claim.now } : row;
    changed.push(next);
    return next;
  });
  const numbered = renumber(run, kept, changed, run.seq);
  const known = new Set(answers.map((row) => JSON.stringify([row.itemId, row.questionId])));
  const fills = Object.entries(responses).flatMap(([itemId, questions]) =>
    Object.entries(questions)
      .filter(([questionId]) => !known.has(JSON.stringify([itemId, questionId])))
      .map(([questionId, response]) => foreignAnswer(run.run, itemId, questionId, response, claim.now)),
  );
  const next = unstranded({
    ...reopen(numbered.run, examSession.opening, examSession.maturity),
    claimed: true,
    aside,
    epoch: Math.max(run.epoch, examSession.epoch),
    revision: Math.max(run.revision, examSession.revision),
    ...viewAfter(run, claim.view, hasMoved),
    ...clockOf(run, claim),
  });
  return { run: next, answers: [...numbered.answers, ...fills], resubmit: null };
}

/**
 * Where the student is on this device stands. What they marked on another one comes along: together with what was marked here
 * and was not sent, where the run has moved.
 */
function viewAfter(
  run: RunRow,
  theirs: SessionView | undefined,
  hasMoved: boolean,
): Pick<RunRow, 'view' | 'unsentMarks'> {
  const { view, unsentMarks } = run;
  if (theirs === undefined || Object.keys(view).length === 0) return { view: theirs ?? view, unsentMarks };
  const { marks } = theirs;
  if (marks === undefined || (view.marks !== undefined && !hasMoved)) return { view, unsentMarks };
  if (view.marks === undefined || !unsentMarks) return { view: { ...view, marks }, unsentMarks: undefined };
  return { view: { ...view, marks: mergeMarks(view.marks, marks) }, unsentMarks: true };
}

/** How long it had been going on elsewhere when this row was new: nobody gets the whole time again by moving. */
function clockOf(run: RunRow, { view, now }: ClaimAnswer): Pick<RunRow, 'clock'> {
  if (run.claimed !== undefined || view?.startedAt === undefined) return {};
  return { clock: adopt(readClock(run), now - view.startedAt) };
}

const foreignAnswer = (
  run: string,
  itemId: string,
  questionId: string,
  response: Response,
  savedAt: number,
): AnswerRow => ({ run, itemId, questionId, response, seq: 0, savedAt, problem: null, foreign: true });

/** Applies the answer to a claim in one transaction. */
export const applyClaim = (
  db: SatchelDatabase,
  asked: { run: string; partition: string; ackedSeq: number },
  claim: ClaimAnswer,
  deviceNow: number,
): Promise<RunRow | null> =>
  changeRun(db, asked.run, {
    prepare: () => noteStore(db, asked.partition, claim, deviceNow),
    change: (run, answers) => receiveClaim(run, answers, claim, asked.ackedSeq),
  });
