import type { Response } from '../contract/response.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { normalizeResponse } from './normalize-response.ts';

export interface SubmittedAnswer {
  itemId: string;
  questionId: string;
  response: Response | null;
}

/** An answer whose response is canonical JSON of its normalised form already, as the server stores it; null when it is empty. */
export interface CanonicalAnswer {
  itemId: string;
  questionId: string;
  json: string | null;
}

/**
 * The text whose SHA-256 is the digest of a submit: RFC 8785 JSON of `[[itemId, questionId, response], …]`, sorted by
 * item, then by question, in UTF-16 code units. Empty answers are left out. The caller chooses the answers that the
 * submit covers (`contract/set-responses.ts`), one a question, in any order.
 */
export const submitContent = (answers: Iterable<SubmittedAnswer>): string => describeSubmit(canonical(answers)).content;

/** How many answers a submit names: those that are not empty. */
export const submitCount = (answers: Iterable<SubmittedAnswer>): number => describeSubmit(canonical(answers)).count;

/** Both at once, of answers that are canonical already. */
export function describeSubmit(answers: Iterable<CanonicalAnswer>): { content: string; count: number } {
  const entries = [...answers]
    .filter(({ json }) => json !== null)
    .sort((a, b) => compare(a.itemId, b.itemId) || compare(a.questionId, b.questionId))
    .map(({ itemId, questionId, json }) => `[${canonicalJson(itemId)},${canonicalJson(questionId)},${json}]`);
  return { content: `[${entries.join(',')}]`, count: entries.length };
}

function canonical(answers: Iterable<SubmittedAnswer>): CanonicalAnswer[] {
  return [...answers].map(({ itemId, questionId, response }) => {
    const normal = normalizeResponse(response);
    return { itemId, questionId, json: normal === null ? null : canonicalJson(normal) };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
