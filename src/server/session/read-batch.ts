import type { ProblemIssue } from '../../shared/contract/problem.ts';
import type { OptionsResponse, Response } from '../../shared/contract/response.ts';
import type { SyncBody } from '../../shared/contract/set-responses.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { normalizeResponse } from '../../shared/session/normalize-response.ts';
import { invalid } from '../http/parse-input.ts';
import { type BatchEntry, questionKey } from './plan-batch.ts';

/**
 * The entries of a batch, checked for everything that does not need the exam. A batch that strands goes no further than
 * this: its answers are kept as they are, even when the exam of today has no such question.
 * @throws ProblemError `invalid`; an issue about one answer names it (`responses`, i, `questions`, j, `response`), so that
 * the device can set that one aside and go on
 */
export function readBatch(body: SyncBody): BatchEntry[] {
  const { baseSeq, lastSeq, seqs, submit } = body.sync;
  const issues: ProblemIssue[] = [];
  if (lastSeq < baseSeq) issues.push({ path: ['sync', 'lastSeq'], message: 'is less than baseSeq' });
  if (body.submitForScoring !== (submit !== undefined)) {
    issues.push({ path: ['submitForScoring'], message: 'must be true with sync.submit and false without it' });
  }

  const entries: BatchEntry[] = [];
  const seen = new Set<string>();
  body.responses.forEach(({ itemId, questions }, item) => {
    const seqsOfItem = ownMember(seqs, itemId);
    questions.forEach(({ id: questionId, response: given }, question) => {
      const at = { item, question };
      const key = questionKey({ itemId, questionId });
      const seq = seqsOfItem && ownMember(seqsOfItem, questionId);
      if (seen.has(key)) issues.push({ path: pathOf(at), message: 'the question is named twice' });
      else if (seq === undefined) issues.push({ path: pathOf(at), message: 'has no number in sync.seqs' });
      else if (seq <= baseSeq || seq > lastSeq) {
        const message = `its number ${seq} lies outside of the batch (${baseSeq}, ${lastSeq}]`;
        issues.push({ path: pathOf(at), message });
      } else {
        const response = normalizeResponse(given);
        entries.push({ key, itemId, questionId, seq, response, json: jsonOf(response), at });
      }
      seen.add(key);
    });
  });
  if (issues.length > 0) throw invalid(issues);
  return entries;
}

/** Options are whole numbers, written here: `JSON.stringify` takes ten times as long. */
function jsonOf(response: Response | null): string | null {
  if (response === null) return null;
  if (!('options' in response)) return canonicalJson(response);
  const { options } = response;
  const only = options.length === 1 ? options[0] : undefined;
  return (only && ONE_OPTION[only.index]) ?? optionsJson(options);
}

const optionsJson = (options: OptionsResponse['options']): string =>
  `{"options":[${options.map(({ index }) => `{"index":${index}}`).join(',')}]}`;

/** By index. Made once: nearly all answers are one of these. */
const ONE_OPTION = Array.from({ length: 10 }, (_, index) => optionsJson([{ index }]));

/** The path of an answer in the body, as an issue names it. */
export function pathOf({ item, question }: BatchEntry['at']): Array<string | number> {
  return ['responses', item, 'questions', question, 'response'];
}

/** `constructor` is a good id, and every object inherits one. */
function ownMember<V>(object: Record<string, V>, name: string): V | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
