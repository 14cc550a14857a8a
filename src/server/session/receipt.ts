import type { HeldPayload } from '../../shared/contract/receipt.ts';
import type { SubmitClaim } from '../../shared/contract/submit-claim.ts';
import { historyOfWriter } from '../store/answer-history.ts';
import { journalOfRun } from '../store/journal.ts';
import { putReceipt, type ReceiptedSubmit, type ReceiptRow, receiptedSubmit } from '../store/receipts.ts';
import type { RunRow } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { type Covered, coverAnswers, type OwnAnswer } from './judge-submit.ts';
import { seqRanges } from './seq-ranges.ts';
import { signReceipt } from './sign.ts';
import type { StandingAnswers } from './standing-answers.ts';

/** Signs what the server holds for a submit and stores it, in place of an earlier receipt of the same submit. */
export async function issueReceipt(
  db: Db,
  workspaceId: string,
  {
    run,
    submit,
    writer,
    held,
  }: { run: RunRow; submit: SubmitClaim; writer: string; held: Pick<Covered, 'count' | 'digest' | 'refused'> },
  ctx: SessionContext,
): Promise<string> {
  const jws = await signReceipt(db, workspaceId, {
    session: run.session_id,
    run: run.run_id,
    attempt: run.attempt,
    submitId: submit.submitId,
    count: held.count,
    digest: held.digest,
    receivedAt: new Date(ctx.now).toISOString(),
    aside: asideOf(held),
  });
  const stored: ReceiptedSubmit = { ...submit, writer };
  await putReceipt(db, {
    workspace_id: workspaceId,
    run_id: run.run_id,
    submit_id: submit.submitId,
    opening: submit.opening,
    jws,
    submit_json: JSON.stringify(stored),
    received_at: ctx.now,
  });
  return jws;
}

/** What a statement says of changes that were refused by name; undefined, and not in its JSON, when none was. */
export const asideOf = ({ refused }: Pick<Covered, 'refused'>): HeldPayload['aside'] =>
  refused.length > 0 ? seqRanges(refused) : undefined;

/** What stands of a writer's own answers: all of them, unless somebody else wrote over one. What is behind one is held as well. */
function standingOf(standing: StandingAnswers, writer: string): OwnAnswer[] {
  const held = [...standing.values()].flatMap((answer) => (answer.behind ? [answer.behind, answer] : [answer]));
  return held.filter((answer) => answer.writer === writer);
}

/** Everything that the server holds of a writer, what no longer stands included. */
export async function coverAll(
  db: Db,
  workspaceId: string,
  { run, standing, writer, through }: { run: string; standing: StandingAnswers; writer: string; through: number },
): Promise<Covered> {
  const history = await historyOfWriter(db, workspaceId, run, writer);
  const refused = await journalOfRun(db, workspaceId, run, { kind: 'quarantined', writer });
  return coverAnswers(
    {
      answers: [
        ...standingOf(standing, writer),
        ...history.map((row) => ({
          itemId: row.item_id,
          questionId: row.question_id,
          seq: row.seq,
          json: row.response_json,
        })),
      ],
      quarantined: refused.map((row) => ({ itemId: row.item_id, questionId: row.question_id, seq: row.seq })),
    },
    through,
  );
}

/**
 * After answers that came late for a complete run: the latest submit gets a receipt that says what the server holds of its
 * writer now. Undefined when that is another writer's, or when there was none.
 * @param receipts of the run, the latest first; the new one takes its place there
 */
export async function receiptAnew(
  db: Db,
  workspaceId: string,
  {
    run,
    standing,
    receipts,
    writer,
    through,
  }: {
    run: RunRow;
    standing: StandingAnswers;
    receipts: ReceiptRow[];
    writer: string;
    through: number;
  },
  ctx: SessionContext,
): Promise<string | undefined> {
  const [latest] = receipts;
  if (!latest) return undefined;
  const { writer: submitter, ...submit } = receiptedSubmit.parse(JSON.parse(latest.submit_json));
  if (submitter !== writer) return undefined;
  const held = await coverAll(db, workspaceId, { run: run.run_id, standing, writer, through });
  const jws = await issueReceipt(db, workspaceId, { run, submit, writer, held }, ctx);
  receipts[0] = { ...latest, jws };
  return jws;
}
