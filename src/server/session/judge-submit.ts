/*
 * Whether a submit holds what it says: a pure function of what the server has of one writer.
 *
 *  1. Only the writer's own answers count: an integrator's value in the place of one neither helps nor harms, because the
 *     value that it replaced is still there, in the history.
 *  2. Of each question the latest change up to `through` counts; what the writer changed later belongs to another submit.
 *  3. A question whose latest change was refused by name is left out, as the device leaves it out.
 *  4. The same mismatch in a second submit is taken as it stands: a test must not hang on a device that cannot repair itself.
 */
import { hash } from 'node:crypto';
import type { Response } from '../../shared/contract/response.ts';
import type { SeqsByItem } from '../../shared/contract/set-responses.ts';
import type { SubmitClaim } from '../../shared/contract/submit-claim.ts';
import { contentOf, describeSubmit } from '../../shared/session/submit-content.ts';
import { byItem } from '../store/by-item.ts';
import type { ExamKeys } from './exam-keys.ts';
import { questionKey, type StandingAnswer } from './plan-batch.ts';

/** One change of a writer, standing or not. */
export interface OwnAnswer {
  itemId: string;
  questionId: string;
  seq: number;
  json: string | null;
  response?: Response | null;
}

export interface WriterAnswers {
  /** In any order; several of one question are told apart by seq. */
  answers: OwnAnswer[];
  quarantined: Array<{ itemId: string; questionId: string; seq: number }>;
}

export interface Covered {
  count: number;
  digest: string;
  /** Numbers of the changes that were refused by name, where no later one of the question was taken. */
  refused: number[];
  answers: OwnAnswer[];
}

/** What the server holds of a writer up to a sequence number, as a submit would name it. */
export function coverAnswers({ answers, quarantined }: WriterAnswers, through: number): Covered {
  const latest = new Map<string, OwnAnswer>();
  for (const answer of answers) {
    const key = questionKey(answer);
    const known = latest.get(key);
    if (answer.seq <= through && (known === undefined || answer.seq > known.seq)) latest.set(key, answer);
  }
  const refused: number[] = [];
  for (const change of quarantined) {
    const key = questionKey(change);
    if (change.seq > through || change.seq <= (latest.get(key)?.seq ?? 0)) continue;
    latest.delete(key);
    refused.push(change.seq);
  }
  const own = [...latest.values()];
  const { content, count } = describeSubmit(own);
  return { count, digest: digestOf(content), refused, answers: own };
}

// In one call: every submit of a herd is digested.
const digestOf = (content: string): string => hash('sha256', content, 'hex');

/**
 * What `coverAnswers` says, of what stands alone and without a look at the history. A digest that matches proves that it is all.
 * Null when the exam does not have a question of it.
 */
export function coverStanding(
  { contentOrder }: Pick<ExamKeys, 'contentOrder'>,
  standing: ReadonlyMap<string, StandingAnswer>,
  writer: string,
  through: number,
): Pick<Covered, 'count' | 'digest'> | null {
  const counts = (answer: StandingAnswer) => answer.writer === writer && answer.seq <= through && answer.json !== null;
  const entries: string[] = [];
  for (const { key, head } of contentOrder) {
    const answer = standing.get(key);
    if (answer && counts(answer)) entries.push(`${head}${answer.json}]`);
  }
  let count = 0;
  for (const answer of standing.values()) if (counts(answer)) count += 1;
  return entries.length === count ? { count, digest: digestOf(contentOf(entries)) } : null;
}

export type SubmitVerdict =
  | ({ kind: 'accepted'; asItStands: boolean } & Pick<Covered, 'count' | 'digest' | 'refused'>)
  | { kind: 'incomplete'; holds: SeqsByItem };

/** Whether what is held is what a submit says. */
export const isWhole = (
  claim: Pick<SubmitClaim, 'count' | 'digest'>,
  held: Pick<Covered, 'count' | 'digest'>,
): boolean => held.digest === claim.digest && held.count === claim.count;

export function judgeSubmit(
  claim: Pick<SubmitClaim, 'count' | 'digest'>,
  covered: Covered,
  /** Another submit of the same writer, with the same digest, failed before. */
  failedBefore: boolean,
): SubmitVerdict {
  const { count, digest, refused } = covered;
  const whole = isWhole(claim, covered);
  if (whole || failedBefore) return { kind: 'accepted', asItStands: !whole, count, digest, refused };
  return {
    kind: 'incomplete',
    holds: byItem(covered.answers.map(({ itemId, questionId, seq }) => ({ itemId, questionId, value: seq }))),
  };
}
