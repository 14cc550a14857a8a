import type { Response, ResponsesByItem } from '../../shared/contract/response.ts';
import { addHistory } from '../store/answer-history.ts';
import { type AnswerRow, dropSheet, putSheet, type SheetAnswer } from '../store/answer-sheet.ts';
import { answersOfRun, parseResponse, putAnswers } from '../store/answers.ts';
import { byItem } from '../store/by-item.ts';
import type { Db } from '../store/store.ts';
import { questionKey, type StandingAnswer } from './plan-batch.ts';

/** The answers of one run by `questionKey`. */
export type StandingAnswers = Map<string, StandingAnswer>;

export async function loadStanding(db: Db, workspaceId: string, runId: string): Promise<StandingAnswers> {
  return standingIn(await answersOfRun(db, workspaceId, runId));
}

/** The same of rows that are here already: those of one run, those of its sheet first, so that a row counts over them. */
export function standingIn(rows: readonly AnswerRow[]): StandingAnswers {
  const standing: StandingAnswers = new Map();
  for (const row of rows) {
    const answer: StandingAnswer = {
      itemId: row.item_id,
      questionId: row.question_id,
      json: row.response_json,
      epoch: row.epoch,
      writer: row.writer,
      seq: row.seq,
      source: row.source,
      receivedAt: row.received_at,
      onSheet: row.onSheet === true,
    };
    const key = questionKey(answer);
    const before = standing.get(key);
    if (before) answer.behind = before;
    standing.set(key, answer);
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
  const { run, standing, now } = target;
  const row = (answer: StandingAnswer) => rowOf(answer, workspaceId, run);
  const unfolded = await unfoldSheet(db, workspaceId, target, put);
  const past = [...replaced, ...lost, ...unfolded.past].map((answer) => ({ ...row(answer), replaced_at: now }));
  await addHistory(db, past);
  const rows = unfolded.kept;
  const [first] = put;
  if (first && formSheet(first, put, standing)) {
    await putSheet(db, row(first), put.map(sheetAnswer));
    for (const answer of put) answer.onSheet = true;
  } else rows.push(...put);
  await putAnswers(db, rows.map(row));
  for (const answer of put) standing.set(questionKey(answer), answer);
}

/** In characters of ids and responses. Over PostgreSQL each batch to a run with a sheet reads all of it: it should not be one of essays. */
const MOST_ON_SHEET = 16_000;

/** Whether they form the sheet of their run: there is none yet, which `standing` would have, and none of them has an answer. */
function formSheet(first: StandingAnswer, put: readonly StandingAnswer[], standing: StandingAnswers): boolean {
  if (put.length === 1) return false;
  for (const answer of standing.values()) if (answer.onSheet) return false;
  let length = 0;
  for (const { itemId, questionId, json } of put) length += itemId.length + questionId.length + (json?.length ?? 0);
  if (length > MOST_ON_SHEET) return false;
  return put.every((answer) => isAlike(first, answer) && !standing.has(questionKey(answer)));
}

const isAlike = (one: StandingAnswer, other: StandingAnswer): boolean =>
  one.epoch === other.epoch &&
  one.writer === other.writer &&
  one.source === other.source &&
  one.receivedAt === other.receivedAt;

const sheetAnswer = ({ itemId, questionId, seq, json }: StandingAnswer): SheetAnswer => [itemId, questionId, seq, json];

/** What becomes of the answers of a sheet once one of them changes. */
interface Unfolded {
  /** They stay as they are, and get rows. */
  kept: StandingAnswer[];
  /** Behind a row: they did not stand any more. */
  past: StandingAnswer[];
}

/** Takes the sheet of a run away, where `put` changes an answer on it. */
async function unfoldSheet(
  db: Db,
  workspaceId: string,
  { run, standing }: { run: string; standing: StandingAnswers },
  put: readonly StandingAnswer[],
): Promise<Unfolded> {
  const unfolded: Unfolded = { kept: [], past: [] };
  if (standing.size === 0 || put.length === 0) return unfolded;
  const changed = new Set(put.map(questionKey));
  if (!isUnfoldedBy(standing, changed)) return unfolded;
  // Anew: of the rows, `standing` may have those of a few questions alone.
  for (const [key, answer] of await loadStanding(db, workspaceId, run)) {
    if (answer.behind) unfolded.past.push(answer.behind);
    if (answer.onSheet && !changed.has(key)) unfolded.kept.push(answer);
  }
  await dropSheet(db, workspaceId, run);
  for (const answer of standing.values()) {
    answer.onSheet = false;
    delete answer.behind;
  }
  return unfolded;
}

function isUnfoldedBy(standing: StandingAnswers, changed: ReadonlySet<string>): boolean {
  for (const key of changed) if (standing.get(key)?.onSheet) return true;
  for (const { behind } of standing.values()) if (behind) return true;
  return false;
}

function rowOf(answer: StandingAnswer, workspaceId: string, run: string): AnswerRow {
  return {
    workspace_id: workspaceId,
    run_id: run,
    item_id: answer.itemId,
    question_id: answer.questionId,
    response_json: answer.json,
    epoch: answer.epoch,
    writer: answer.writer,
    seq: answer.seq,
    source: answer.source,
    received_at: answer.receivedAt,
  };
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
