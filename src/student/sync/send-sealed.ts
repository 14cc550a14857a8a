import { type ImportAnswer, type ImportedRun, importAnswer } from '../../shared/contract/response-file.ts';
import type { OutboxRow } from '../db/rows.ts';
import { classify } from './classify.ts';
import type { Http } from './http.ts';

export type SealedSent =
  | { kind: 'received'; answer: ImportAnswer; item: ImportedRun }
  /** Nothing that another try would change soon. */
  | { kind: 'not-taken' }
  | { kind: 'retry'; retryAfterMs: number | null };

/** Sends one sealed run under its own upload token, with nobody signed in. What the server signed is for the caller to verify. */
export async function sendSealed(
  http: Http,
  { run, uploadToken: token, jwe: text }: Pick<OutboxRow, 'run' | 'uploadToken' | 'jwe'>,
): Promise<SealedSent> {
  const verdict = classify(await http.request('/api/import/responses', { method: 'POST', token, text }), importAnswer);
  if (verdict.action === 'retry') return { kind: 'retry', retryAfterMs: verdict.retryAfterMs };
  const { answer = null } = verdict.action === 'ok' ? verdict : {};
  const item = answer?.items.find((found): found is ImportedRun => found.result === 'received' && found.run === run);
  return answer && item ? { kind: 'received', answer, item } : { kind: 'not-taken' };
}
