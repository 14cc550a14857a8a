import { same } from '../../shared/lib/same.ts';
import { isAside } from '../db/aside.ts';
import type { AnswerRow, PackageRow, PartitionRow, RunRow, SessionRow } from '../db/rows.ts';
import type { AnswerState, AttemptSnapshot, SubmittedAttempt } from './ports.ts';

export interface AttemptRows {
  partition: Pick<PartitionRow, 'student'>;
  session: { id: string; listed: Pick<SessionRow['listed'], 'examName' | 'config'> };
  run: RunRow;
  answers: AnswerRow[];
  package: Pick<PackageRow, 'items'>;
}

/** One run's rows as the screens read them. */
export function attemptSnapshot(rows: AttemptRows, submitted: SubmittedAttempt | null): AttemptSnapshot {
  const { partition, session, run, answers } = rows;
  return {
    partition: run.partition,
    run: run.run,
    sessionId: session.id,
    attempt: run.attempt,
    examName: session.listed.examName,
    studentName: partition.student.name,
    config: session.listed.config,
    package: run.package,
    items: rows.package.items,
    answers: answers.map((answer) => ({
      itemId: answer.itemId,
      questionId: answer.questionId,
      response: answer.response,
      state: answerState(answer, run),
      problem: answer.problem,
    })),
    flagged: run.view.flagged ?? [],
    plays: run.view.plays ?? [],
    marks: run.view.marks,
    itemId: run.view.itemId ?? null,
    isLocked: session.listed.config.leaveLock !== undefined && (run.left?.isLocked ?? false),
    isLeftBehind: run.state === 'stranded',
    submitted,
    problem: run.problem,
  };
}

/** Answers, the place and the marks have signals of their own: whether nothing else changed. */
export function sameScreen(one: AttemptSnapshot, other: AttemptSnapshot): boolean {
  const { answers, itemId, flagged, plays, marks } = one;
  return same(one, { ...other, answers, itemId, flagged, plays, marks });
}

/**
 * An answer of the server or of another device is on the server by its nature. What a run that was left behind had
 * acknowledged is in the server's journal, where staff look at it: kept, but not counted; and so is what is aside, whatever
 * became of its run.
 */
function answerState(answer: AnswerRow, run: RunRow): AnswerState {
  if (answer.problem !== null) return 'attention';
  if (answer.foreign) return 'server';
  if (answer.seq > run.ackedSeq) return 'device';
  return run.state === 'stranded' || isAside(run, answer.seq) ? 'attention' : 'server';
}
