import { submitContent } from '../../shared/session/submit-content.ts';
import type { AnswerRow } from './rows.ts';
import { sha256Hex } from './sha256.ts';

export interface SubmitContent {
  count: number;
  digest: string;
  /** True when a submit over these rows would have the same content. */
  covers(answers: readonly AnswerRow[]): boolean;
}

/** What a submit covers: this device's own answers that are not empty and not refused by the server. */
const ownAnswers = (answers: readonly AnswerRow[]) =>
  answers.filter((row) => !row.foreign && row.problem === null && row.response !== null);

/** @returns count and digest as `contract/set-responses.ts` states them for a submit */
export async function describeAnswers(answers: readonly AnswerRow[]): Promise<SubmitContent> {
  const own = ownAnswers(answers);
  const version = versionOf(own);
  const digest = await sha256Hex(submitContent(own));
  return { count: own.length, digest, covers: (others) => versionOf(ownAnswers(others)) === version };
}

/** A sequence number stands for one value of one question, so they need not be compared themselves. */
const versionOf = (own: readonly AnswerRow[]) =>
  JSON.stringify(own.map(({ itemId, questionId, seq }) => [itemId, questionId, seq]));
