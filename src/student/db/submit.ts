import type { Results } from '../../shared/contract/score.ts';
import type { SubmitClock } from '../../shared/contract/submit-clock.ts';
import { attemptSeed } from '../../shared/scoring/attempt-seed.ts';
import { scoreExam } from '../../shared/scoring/score-exam.ts';
import { elapsedOf, type RunClock } from '../../shared/session/run-clock.ts';
import { answersOfRun, type SatchelDatabase } from './database.ts';
import { randomId } from './random-id.ts';
import { readAnswer, readPackage, readPartition, readRun } from './read-row.ts';
import { responsesOf } from './responses.ts';
import type { AnswerRow, RunRow } from './rows.ts';
import { type SaveResult, takesAnswers, type Writing } from './save-answer.ts';
import { withReopening } from './storage-failure.ts';
import { describeAnswers } from './submit-content.ts';
import { unsealKeys } from './unseal-package.ts';

/** Of a run whose time is limited, as of its submit. */
export interface SubmittedTime {
  clock: RunClock;
  /** What the server is told of it. */
  said: SubmitClock;
}

/**
 * Submits the run on this device, with or without a network. The submit names exactly the answers that are there:
 * digest and score are computed over a snapshot, and the transaction that writes them starts over when an answer came
 * in between. A run that was left behind is submitted all the same: what becomes of it is for the server to say.
 */
export async function submitRun(
  db: SatchelDatabase,
  writing: Writing,
  time: SubmittedTime | null = null,
): Promise<SaveResult> {
  const submitId = randomId();
  const stored = await withReopening(db, async () => {
    for (;;) {
      const result = await trySubmit(db, writing, time, submitId);
      if (result !== null) return result;
    }
  });
  return stored.ok ? stored.value : { ok: false, reason: 'storage', detail: stored.detail };
}

async function trySubmit(
  db: SatchelDatabase,
  writing: Writing,
  time: SubmittedTime | null,
  submitId: string,
): Promise<SaveResult | null> {
  const before = await readRunAndAnswers(db, writing.run);
  const content = await describeAnswers(before.answers);
  const provisional = await provisionalResults(db, before.run, before.answers);
  return await db.transaction('rw', [db.runs, db.answers, db.partitions], async (): Promise<SaveResult | null> => {
    const { run, answers } = await readRunAndAnswers(db, writing.run);
    if (run.tab !== writing.tab) return { ok: false, reason: 'tab' };
    if (!takesAnswers(run)) return { ok: false, reason: 'submitted' };
    if (run.seq !== before.run.seq || !content.covers(answers)) return null;
    const elapsedMs = Math.round(run.elapsedMs + writing.elapsedMs);
    await db.runs.put({
      ...run,
      elapsedMs,
      ...(time && { clock: time.clock }),
      dueAt: undefined,
      state: 'submitted',
      provisional,
      submit: {
        submitId,
        opening: run.opening,
        through: run.seq,
        count: content.count,
        digest: content.digest,
        // By the clock as it is now, which may have been set since the start.
        startedAt: time === null ? run.startedAt : Math.max(0, writing.now - Math.round(elapsedOf(time.clock))),
        submittedAt: writing.now,
        elapsedMs,
        clockOffsetMs: readPartition(await db.partitions.get(run.partition)).clockOffsetMs,
        ...(time && { clock: time.said }),
      },
    });
    return { ok: true };
  });
}

const readRunAndAnswers = (db: SatchelDatabase, run: string) =>
  db.transaction('r', [db.runs, db.answers], async () => ({
    run: readRun(await db.runs.get(run)),
    answers: (await answersOfRun(db, run).toArray()).map(readAnswer),
  }));

/**
 * The results as this device computes them, of what the server will have: refused answers do not count.
 *
 * @returns null when the scoring keys are not on this device, or do not open. A submit never waits for a score.
 */
async function provisionalResults(db: SatchelDatabase, run: RunRow, answers: AnswerRow[]): Promise<Results | null> {
  if (run.scoringKey === null) return null;
  try {
    const sealed = readPackage(await db.packages.get(run.package));
    if (sealed.keys === null) return null;
    const keys = await unsealKeys(run.scoringKey, sealed, sealed.keys);
    const counted = answers.filter((answer) => answer.problem === null);
    return scoreExam(keys, responsesOf(counted), attemptSeed(run.sessionId, run.attempt));
  } catch {
    return null;
  }
}
