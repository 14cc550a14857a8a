import type { Response } from '../contract/response.ts';
import { canonicalJson } from '../lib/canonical-json.ts';
import { normalizeResponse } from './normalize-response.ts';

interface QuestionName {
  itemId: string;
  questionId: string;
}

export interface SubmittedAnswer extends QuestionName {
  response: Response | null;
}

/** An answer whose response is canonical JSON of its normalised form already, as the server stores it; null when it is empty. */
export interface CanonicalAnswer extends QuestionName {
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
    .sort(inContentOrder)
    .map((answer) => `${entryHead(answer)}${answer.json}]`);
  return { content: contentOf(entries), count: entries.length };
}

/** The content of entries that are in its order already. */
export const contentOf = (entries: readonly string[]): string => `[${entries.join(',')}]`;

/** Of two questions, the one that the content names first. */
export const inContentOrder = (a: QuestionName, b: QuestionName): number =>
  compare(a.itemId, b.itemId) || compare(a.questionId, b.questionId);

/** The entry of an answer as far as its response, which a `]` follows. */
export const entryHead = ({ itemId, questionId }: QuestionName): string =>
  `[${canonicalJson(itemId)},${canonicalJson(questionId)},`;

function canonical(answers: Iterable<SubmittedAnswer>): CanonicalAnswer[] {
  return [...answers].map(({ itemId, questionId, response }) => {
    const normal = normalizeResponse(response);
    return { itemId, questionId, json: normal === null ? null : canonicalJson(normal) };
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
