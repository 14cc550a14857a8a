import { type SyncAnswer, syncAnswer } from '../../shared/contract/set-responses.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { normalizeResponse } from '../../shared/session/normalize-response.ts';
import { pendingBatch } from '../db/pending-batch.ts';
import { randomId } from '../db/random-id.ts';
import type { AnswerRow, RunRow } from '../db/rows.ts';
import type { AnswerChange } from '../db/save-answer.ts';
import { classify } from './classify.ts';
import type { Http } from './http.ts';
import { sealRun } from './seal-run.ts';

/*
 * Answers that the disk does not take go straight to the server.
 *
 * 1. They are numbered without a gap under a writer that lives in this page alone: a number of the disk's writer that the
 *    disk does not know would be given out again, and its answer taken for a repeat.
 * 2. That writer says after which change of the disk's writer it came, so that neither a late batch of what the disk had
 *    before, nor a late one of these after the disk works again, replaces what is newer. When the disk's counter moved on, a
 *    new writer begins.
 */
export class MemoryAnswers {
  readonly #http: Http;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  #notBefore = 0;

  /** @param now milliseconds since 1970, device clock */
  constructor(http: Http, now: () => number) {
    this.#http = http;
    this.#now = now;
  }

  /**
   * @param run the row as the disk has it
   * @param changes everything that the disk has not, the latest of each question
   * @returns true when the server counts all of them as the run's answers
   */
  async push(run: RunRow, changes: readonly AnswerChange[]): Promise<boolean> {
    const held = this.#hold(run, changes);
    for (;;) {
      const answers = [...held.answers.values()];
      const batch = pendingBatch(held.run, answers);
      if (batch === null) return answers.every(({ problem }) => problem === null);
      if (this.#now() < this.#notBefore) return false;
      const path = `/api/exam-session/${encodeURIComponent(run.sessionId)}/responses`;
      const exchange = await this.#http.request(path, { method: 'POST', token: run.uploadToken, body: batch });
      const verdict = classify(exchange, syncAnswer);
      if (verdict.action === 'retry') this.#notBefore = this.#now() + (verdict.retryAfterMs ?? 0);
      if (verdict.action !== 'ok' || !acknowledge(held, verdict.answer)) return false;
    }
  }

  /** The disk has them, or the test was left. */
  forget(run: string): void {
    this.#held.delete(run);
  }

  /** What the disk has not, as sealed lines of a response file. */
  async lines(which: (run: { partition: string; sessionId: string }) => boolean): Promise<string[]> {
    const lines: string[] = [];
    for (const { run, answers } of this.#held.values()) {
      // From the first change: the file may be all that ever arrives.
      const line = which(run) ? await sealRun({ ...run, ackedSeq: 0 }, [...answers.values()]) : null;
      if (line !== null) lines.push(line);
    }
    return lines;
  }

  #hold(run: RunRow, changes: readonly AnswerChange[]): Held {
    const known = this.#held.get(run.run);
    const isSame = known?.after.writer === run.writer && known.after.seq === run.seq;
    const held = isSame ? known : begin(run);
    this.#held.set(run.run, held);
    for (const { itemId, questionId, response: given } of changes) {
      const key = JSON.stringify([itemId, questionId]);
      const response = normalizeResponse(given);
      const before = held.answers.get(key);
      if (before !== undefined && canonicalJson(before.response) === canonicalJson(response)) continue;
      const seq = ++held.run.seq;
      const row = { run: run.run, itemId, questionId, response, seq, savedAt: this.#now() };
      held.answers.set(key, { ...row, problem: null, foreign: false });
    }
    return held;
  }
}

interface Held {
  /** The run as if it were all that this writer knows of it. */
  run: RunRow;
  after: { writer: string; seq: number };
  answers: Map<string, AnswerRow>;
}

function begin(run: RunRow): Held {
  const after = { writer: run.writer, seq: run.seq };
  const order = { life: run.order?.life ?? 0, after };
  return {
    run: { ...run, state: 'open', sealed: null, submit: null, writer: randomId(), order, seq: 0, ackedSeq: 0 },
    after,
    answers: new Map(),
  };
}

/** @returns false when the answer does not bring it further */
function acknowledge(held: Held, { outcome, ackedThrough }: SyncAnswer): boolean {
  const before = held.run.ackedSeq;
  // A server that was restored from a backup knows nothing of this writer any more.
  if (outcome === 'gap') held.run.ackedSeq = Math.min(before, ackedThrough);
  if (outcome === 'applied') held.run.ackedSeq = Math.min(ackedThrough, held.run.seq);
  return held.run.ackedSeq !== before;
}
