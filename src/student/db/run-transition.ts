import type { ReceiptPayload } from '../../shared/contract/receipt.ts';
import type { SyncAnswer, SyncBody } from '../../shared/contract/set-responses.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { rest } from '../../shared/session/run-clock.ts';
import { putAside } from './aside.ts';
import { ofQuestion } from './by-question.ts';
import type { AnswerRow, RunRow } from './rows.ts';
import { readClock } from './run-clock.ts';
import { awaitsReceipt } from './runs.ts';

/** An answer of the server to a batch, its signatures checked before: `null` is one that is absent or not genuine. */
export interface Received {
  sent: SyncBody;
  answer: SyncAnswer;
  receipt: { jws: string; payload: ReceiptPayload } | null;
  held: string | null;
  /** Fresh ids, used when the answer asks for a new submit or a new writer. */
  newSubmitId: string;
  newWriter: string;
}

/** What a transition makes of a run and its answers. Answers that it leaves alone are the same objects as before. */
export interface RunAndAnswers {
  run: RunRow;
  answers: AnswerRow[];
  /** The run's submit has to be described again over `answers`, under this id, before it is written. */
  resubmit: string | null;
}

export const RESTARTED =
  'Your teacher started this test again. Your earlier answers are kept, and your teacher can look at them.';
export const MOVED =
  'This test was continued on another device. Your answers here are kept. To go on here, open it again from My tests.';

export const LEFT_BEHIND = 'The server keeps these answers, but this test went on without them. Tell your teacher.';

export const DIFFERS =
  'The server has this test, but not just as it is on this device. Your answers are kept here. Tell your teacher.';

/**
 * What the server's answer to a batch does to the run on this device. Pure and total.
 *
 * 1. No answer of the student changes its value.
 * 2. `ackedSeq` falls only with `gap` or a new writer; it never exceeds `seq`, nor what was sent.
 * 3. `received` needs a genuine receipt for this very submit. One that states other answers than the submit (the server
 *    took it as it stood, after a second failure) needs attention as well.
 * 4. Nothing that the server sends makes a run with unacknowledged changes count as sent.
 */
export function receiveAnswer(run: RunRow, answers: AnswerRow[], received: Received): RunAndAnswers {
  const { sent, answer } = received;
  // An answer that was long on its way may be for a writer that this run has given up.
  if (sent.sync.run !== run.run || sent.sync.writer !== run.writer) return { run, answers, resubmit: null };
  if (answer.ackedThrough > run.seq) return mintWriter(run, answers, received.newWriter, received.newSubmitId);
  if (answers.some((row) => isNumberedTwice(row, received))) {
    // Another pass may have been told further meanwhile; what this one sent is what has to go again.
    const ackedSeq = Math.min(run.ackedSeq, sent.sync.baseSeq);
    return mintWriter({ ...run, ackedSeq }, answers, received.newWriter, received.newSubmitId);
  }
  // Further the server compared nothing that this device has.
  const through = Math.min(answer.ackedThrough, sent.sync.lastSeq);
  switch (answer.outcome) {
    case 'gap':
      return { run: { ...run, ackedSeq: Math.min(run.ackedSeq, answer.ackedThrough) }, answers, resubmit: null };
    case 'stranded':
      return { run: stranded(acknowledge(run, through), received, through), answers, resubmit: null };
    case 'incomplete':
      return incomplete(accepted(acknowledge(run, through), received), answers, received);
    case 'applied':
      return applied(accepted(acknowledge(run, through), received), answers, received);
  }
}

/**
 * The server has another value under the number of an answer that is still here as it was sent. An answer that was changed since
 * says nothing: then the batch was overtaken on its way.
 */
function isNumberedTwice(row: AnswerRow, { sent, answer: { differs = {} } }: Received): boolean {
  if (row.foreign || row.problem !== null || ofQuestion(differs, row) !== row.seq) return false;
  const item = sent.responses.find(({ itemId }) => itemId === row.itemId);
  const question = item?.questions.find(({ id }) => id === row.questionId);
  return question !== undefined && canonicalJson(question.response) === canonicalJson(row.response);
}

/** Monotone: an answer that arrives late, or twice, takes nothing back. */
export const acknowledge = (run: RunRow, through: number): RunRow => ({
  ...run,
  ackedSeq: Math.max(run.ackedSeq, Math.min(through, run.seq)),
});

/**
 * The server takes this device's answers for the current run: whatever was in the way before is over. Nor is anything aside: it
 * would have asked for what it had in the journal alone.
 */
function accepted(run: RunRow, { sent, answer: { examSession } }: Received): RunRow {
  // A batch took the run over from another device, whose answers are not here. The claim that fetches them brings the epoch
  // too: by it, it knows that what the server had of this device may have been replaced.
  const isTakenOver = examSession.run === run.run && examSession.epoch > run.epoch;
  return marksTaken(unstranded({ ...run, claimed: !isTakenOver, aside: undefined }), sent);
}

/** What was marked since the batch was made is still to be sent. */
function marksTaken(run: RunRow, { sync }: SyncBody): RunRow {
  const { marks } = sync.view ?? {};
  return run.unsentMarks && marks !== undefined && marks === run.view.marks ? { ...run, unsentMarks: undefined } : run;
}

/** Back to where the run was before it was left behind. */
export const unstranded = (run: RunRow): RunRow =>
  run.state === 'stranded'
    ? { ...run, state: run.submit === null ? 'open' : 'submitted', held: null, problem: null }
    : { ...run, problem: null };

function stranded(run: RunRow, { sent, answer, held }: Received, through: number): RunRow {
  if (answer.examSession.run !== run.run) return { ...putAway(run), held: held ?? run.held };
  const aside = putAside(run.aside, sent.sync.baseSeq + 1, through);
  return { ...run, state: 'stranded', held: held ?? run.held, problem: MOVED, aside };
}

/** Another attempt took its place: nothing of it counts, what had counted before included. */
export const putAway = (run: RunRow): RunRow => ({
  ...run,
  state: 'stranded',
  problem: RESTARTED,
  aside: putAside(run.aside, 1, run.ackedSeq),
  ...rested(run),
});

/** The server keeps the run's answers in its journal, and says no more than that. */
export const leftBehind = (run: RunRow, held: string): RunRow => ({
  ...run,
  state: 'stranded',
  held,
  problem: LEFT_BEHIND,
  aside: putAside(run.aside, 1, run.ackedSeq),
});

function applied(run: RunRow, answers: AnswerRow[], received: Received): RunAndAnswers {
  const { examSession } = received.answer;
  const next = receipted(run, received.receipt);
  if (examSession.run !== run.run) return { run: next, answers, resubmit: null };
  const reopened = reopen(next, examSession.opening, examSession.maturity);
  // Opened and completed again meanwhile by somebody else: a submit of the older opening will never be receipted.
  const isOutdated = awaitsReceipt(reopened) && (reopened.submit?.opening ?? 0) < reopened.opening;
  return { run: reopened, answers, resubmit: isOutdated ? received.newSubmitId : null };
}

/** A genuine receipt for the run's very submit makes it received. */
export function receipted(run: RunRow, receipt: Received['receipt']): RunRow {
  if (receipt === null || run.submit === null || run.state !== 'submitted') return run;
  const { session, run: receiptRun, submitId, receivedAt, digest } = receipt.payload;
  if (session !== run.sessionId || receiptRun !== run.run || submitId !== run.submit.submitId) return run;
  const problem = digest === run.submit.digest ? run.problem : DIFFERS;
  return { ...run, state: 'received', receipt: receipt.jws, receivedAt: Date.parse(receivedAt), problem };
}

/** A greater opening on a submitted or received run gives the test back to the student, answers and all. */
export function reopen(run: RunRow, opening: number, maturity: string): RunRow {
  if (opening <= run.opening) return run;
  const isOpen = maturity === 'IN_PROGRESS' || maturity === 'NOT_STARTED';
  if (run.submit === null || !isOpen) return { ...run, opening };
  return {
    ...run,
    opening,
    state: 'open',
    submit: null,
    provisional: null,
    receipt: null,
    receivedAt: null,
    ...rested(run),
  };
}

/** What passes until its student goes on with it takes nothing from its time. */
function rested(run: RunRow): Pick<RunRow, 'clock'> {
  const clock = run.clock === undefined ? null : readClock(run);
  return clock === null || clock.restingSince !== null ? {} : { clock: rest(clock) };
}

/**
 * The server holds something else than the submit names. What differs gets new sequence numbers, so that it is sent
 * again, and a new submit covers it.
 */
function incomplete(run: RunRow, answers: AnswerRow[], received: Received): RunAndAnswers {
  const { sent, answer, newSubmitId } = received;
  if (!awaitsReceipt(run) || run.submit?.submitId !== sent.sync.submit?.submitId) {
    return { run, answers, resubmit: null };
  }
  const own = answers.filter((row) => !row.foreign && row.problem === null);
  const differing = own.filter((row) => ofQuestion(answer.holds ?? {}, row) !== row.seq);
  const again = differing.length > 0 ? differing : own.filter((row) => row.response !== null);
  return { ...renumber(run, answers, again, run.seq), resubmit: newSubmitId };
}

/**
 * The server knows changes of this writer that this database has never made: it was put back from an older copy. Its
 * numbers are taken for repeats, so what is unsent counts on under a new writer; the rest is the server's, and is
 * fetched from there.
 */
export function mintWriter(run: RunRow, answers: AnswerRow[], writer: string, submitId: string): RunAndAnswers {
  const handedOver = answers.map((row) =>
    row.foreign || row.seq > run.ackedSeq ? row : { ...row, foreign: true, seq: 0 },
  );
  const unsent = handedOver.filter((row) => !row.foreign);
  const next = renumber({ ...run, writer, ackedSeq: 0, aside: undefined, revision: -1 }, handedOver, unsent, 0);
  return { ...next, resubmit: awaitsReceipt(run) ? submitId : null };
}

/** Gives `which` of the answers the numbers after `from`, in the order in which they were changed. */
export function renumber(
  run: RunRow,
  answers: AnswerRow[],
  which: AnswerRow[],
  from: number,
): Omit<RunAndAnswers, 'resubmit'> {
  const ordered = [...which].sort((a, b) => a.seq - b.seq);
  const seqs = new Map(ordered.map((row, index) => [row, from + index + 1]));
  return {
    run: { ...run, seq: from + ordered.length },
    answers: answers.map((row) => {
      const seq = seqs.get(row);
      return seq === undefined ? row : { ...row, seq };
    }),
  };
}
