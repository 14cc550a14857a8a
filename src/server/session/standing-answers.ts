import type { Response, ResponsesByItem } from '../../shared/contract/response.ts';
import { addHistory } from '../store/answer-history.ts';
import { type AnswerRow, answersOfRun, parseResponse, putAnswers } from '../store/answers.ts';
import { byItem } from '../store/by-item.ts';
import type { Db } from '../store/store.ts';
import { questionKey, type StandingAnswer } from './plan-batch.ts';

/** The answers of one run by `questionKey`. */
export type StandingAnswers = Map<string, StandingAnswer>;

export async function loadStanding(db: Db, workspaceId: string, runId: string): Promise<StandingAnswers> {
  return standingIn(await answersOfRun(db, workspaceId, runId));
}

/** The same of rows that are here already: those of one run. */
export function standingIn(rows: readonly AnswerRow[]): StandingAnswers {
  const standing: StandingAnswers = new Map();
  for (const row of rows) {
    const answer = {
      itemId: row.item_id,
      questionId: row.question_id,
      json: row.response_json,
      epoch: row.epoch,
      writer: row.writer,
      seq: row.seq,
      source: row.source,
      receivedAt: row.received_at,
    };
    standing.set(questionKey(answer), answer);
  }
  return standing;
}

/** What a change of answers writes: the new ones, those they replace, and those that came too late to stand. */
export interface AnswerWrites {
  put: StandingAnswer[];
  replaced: StandingAnswer[];
  lost?: StandingAnswer[];
}

/** Writes to the store and to `standing` alike. Everything that does not stand goes to the history. */
export async function writeAnswers(
  db: Db,
  workspaceId: string,
  target: { run: string; standing: StandingAnswers; now: number },
  { put, replaced, lost = [] }: AnswerWrites,
): Promise<void> {
  const row = (answer: StandingAnswer): AnswerRow => ({
    workspace_id: workspaceId,
    run_id: target.run,
    item_id: answer.itemId,
    question_id: answer.questionId,
    response_json: answer.json,
    epoch: answer.epoch,
    writer: answer.writer,
    seq: answer.seq,
    source: answer.source,
    received_at: answer.receivedAt,
  });
  const past = [...replaced, ...lost].map((answer) => ({ ...row(answer), replaced_at: target.now }));
  await addHistory(db, past);
  await putAnswers(db, put.map(row));
  for (const answer of put) target.standing.set(questionKey(answer), answer);
}

/** The answers as scoring and the API take them. */
export function standingResponses(standing: StandingAnswers): ResponsesByItem {
  const given: Array<{ itemId: string; questionId: string; value: Response }> = [];
  for (const answer of standing.values()) {
    const value = responseIn(answer);
    if (value !== null) given.push({ itemId: answer.itemId, questionId: answer.questionId, value });
  }
  return byItem(given);
}

/** @throws Error when the store holds something that is no response */
export function responseIn({ json, response }: { json: string | null; response?: Response | null }): Response | null {
  if (response !== undefined) return response;
  return json === null ? null : parseResponse(json);
}
