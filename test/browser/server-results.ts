import { createPublicKey, verify } from 'node:crypto';
import type { z } from 'zod/mini';
import { resultsAnswer } from '../../src/shared/contract/exam-session.ts';
import { type PublicKey, type ReceiptPayload, receiptPayload } from '../../src/shared/contract/receipt.ts';
import { integrator } from '../support/wire-client.ts';
import { plain } from './student-page.ts';

export type ServerResults = z.infer<typeof resultsAnswer>;

export async function serverResults(url: string, sessionId: string): Promise<ServerResults> {
  return resultsAnswer.parse(await integrator(url, 'GET', `/api/exam-session/${sessionId}/results`));
}

/** What the server holds as chosen, in the words of the options, in authored order of the questions. */
export function chosenOnServer({ results }: ServerResults): string[][] {
  return (results?.items ?? []).flatMap((item) =>
    item.questions.map((question) => {
      const options = 'options' in question.response ? (question.response.options as Array<{ index: number }>) : [];
      return options.map(({ index }) => htmlText(question.options[index]?.content ?? '')).sort();
    }),
  );
}

function htmlText(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', deg: '°', times: '×' };
  const text = html.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '');
  return plain(text);
}

/**
 * Verifies a compact JWS (RFC 7515) with node:crypto, which is not what signed or checked it in the app.
 * @throws when the signature is not the server's
 */
export function verifiedReceipt(jws: string, keys: PublicKey[]): ReceiptPayload {
  const [head = '', body = '', signature = ''] = jws.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string; alg: string };
  const jwk = keys.find((key) => key.kid === header.kid);
  if (!jwk || header.alg !== 'ES256') throw new Error('signed with an unknown key');
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const signed = Buffer.from(`${head}.${body}`);
  const valid = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  if (!valid) throw new Error('the signature does not match');
  return receiptPayload.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
}
