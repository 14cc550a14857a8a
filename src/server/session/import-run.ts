import type { SealedRun } from '../../shared/contract/response-file.ts';
import type { SyncAnswer, SyncBody } from '../../shared/contract/set-responses.ts';
import { ProblemError } from '../http/problem.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { asideOf, coverAll } from './receipt.ts';
import { receiveBatch } from './receive-batch.ts';
import { setAside } from './set-aside.ts';
import { signHeld } from './sign.ts';
import { loadStanding } from './standing-answers.ts';

export interface ImportedAnswers {
  answer: SyncAnswer;
  /** The receipt of the submit when it counts, else what is held. A compact JWS. */
  statement: string;
}

/**
 * Takes a sealed run by the way of an upload, so that it changes nothing to bring it twice, late, or beside uploads of
 * the same device. An answer that does not fit its question goes to the journal: whoever wrote it cannot be asked again.
 * @throws ProblemError `not-found` when the session has no such run, `invalid` when a batch as a whole cannot be
 */
export async function importRun(
  db: Db,
  workspaceId: string,
  { sessionId, deviceId, uploads }: { deviceId: string } & SealedRun,
  ctx: SessionContext,
): Promise<ImportedAnswers> {
  let answer: SyncAnswer | undefined;
  for (const body of uploads) answer = await receiveOrSetAside(db, workspaceId, { sessionId, deviceId, body }, ctx);
  const last = uploads.at(-1);
  if (!answer || !last) throw new ProblemError('invalid', 'No answers are sealed here.');
  const { run, writer } = last.sync;
  if (answer.held !== undefined) return { answer, statement: answer.held };
  if (answer.receipt !== undefined) return { answer, statement: answer.receipt };
  const standing = await loadStanding(db, workspaceId, run);
  const covered = await coverAll(db, workspaceId, { run, standing, writer, through: answer.ackedThrough });
  const statement = await signHeld(db, workspaceId, {
    session: sessionId,
    run,
    writer,
    through: answer.ackedThrough,
    count: covered.count,
    receivedAt: new Date(ctx.now).toISOString(),
    standing: 'answers',
    aside: asideOf(covered),
  });
  return { answer, statement };
}

async function receiveOrSetAside(
  db: Db,
  workspaceId: string,
  { sessionId, deviceId, body }: { sessionId: string; deviceId: string; body: SyncBody },
  ctx: SessionContext,
): Promise<SyncAnswer> {
  for (let taken = body; ; ) {
    try {
      const batch = { sessionId, deviceId, run: taken.sync.run, body: taken, byFile: true };
      return await receiveBatch(db, workspaceId, batch, ctx);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem !== 'invalid') throw error;
      // A refused batch has written nothing. A problem names a hundred answers at most, hence the loop.
      const fitting = setAside(taken, error.issues);
      if (fitting === null) throw error;
      taken = fitting;
    }
  }
}
