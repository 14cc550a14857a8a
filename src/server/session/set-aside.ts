import type { ProblemIssue } from '../../shared/contract/problem.ts';
import type { SeqsByItem, SyncBody } from '../../shared/contract/set-responses.ts';

const REASON_LIMIT = 1000;
const RAW_LIMIT = 500_000;

/**
 * The batch with the answers that `issues` name set aside as quarantined, as a device does when it is told. Pure.
 * @returns null when no issue names an answer, so that the batch as a whole is what is wrong
 */
export function setAside(body: SyncBody, issues: readonly ProblemIssue[] = []): SyncBody | null {
  const reasons = new Map<string, string>();
  for (const { path, message } of issues) {
    const [root, item, within, question] = path;
    if (root === 'responses' && within === 'questions') reasons.set(`${item} ${question}`, message);
  }
  const quarantined = [...(body.sync.quarantined ?? [])];
  const known = quarantined.length;
  const seqs: SeqsByItem = {};
  const responses = body.responses.map(({ itemId, questions }, item) => ({
    itemId,
    questions: questions.filter(({ id, response }, question) => {
      const seq = seqOf(body, itemId, id);
      const reason = reasons.get(`${item} ${question}`);
      if (seq === undefined || reason === undefined) {
        if (seq !== undefined) seqs[itemId] = { ...seqs[itemId], [id]: seq };
        return true;
      }
      const raw = JSON.stringify(response).slice(0, RAW_LIMIT);
      quarantined.push({ itemId, questionId: id, seq, raw, reason: reason.slice(0, REASON_LIMIT) });
      return false;
    }),
  }));
  if (quarantined.length === known) return null;
  return { ...body, responses, sync: { ...body.sync, seqs, quarantined } };
}

/** `constructor` is a good id, and every object inherits one. */
function seqOf({ sync: { seqs } }: SyncBody, itemId: string, questionId: string): number | undefined {
  const ofItem = Object.hasOwn(seqs, itemId) ? seqs[itemId] : undefined;
  return ofItem && Object.hasOwn(ofItem, questionId) ? ofItem[questionId] : undefined;
}
