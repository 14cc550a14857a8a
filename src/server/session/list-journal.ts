import type { JournalItem } from '../../shared/contract/journal.ts';
import { replacedAt } from '../store/answer-history.ts';
import { parseResponse } from '../store/answers.ts';
import { type JournalKey, type JournalRow, journalOfSession } from '../store/journal.ts';
import { runsOfSession } from '../store/runs.ts';
import type { Db } from '../store/store.ts';
import { writersOfRuns } from '../store/writers.ts';
import { loadTarget } from './journal-target.ts';
import { judgeKept, readKept, type Target } from './kept-answer.ts';
import { loadCurrent } from './load-current.ts';
import { questionKey, type StandingAnswer } from './plan-batch.ts';
import { responseWords } from './response-words.ts';
import { loadStanding, responseIn } from './standing-answers.ts';

/**
 * What is kept of a session beside its answers, with what stands for the same questions now, all in the words of the test.
 * @throws ProblemError `not-found`
 */
export async function listJournal(
  db: Db,
  workspaceId: string,
  sessionId: string,
  page: { kind: JournalRow['kind']; after: JournalKey | null; limit: number },
): Promise<JournalItem[]> {
  const { session, run } = await loadCurrent(db, workspaceId, sessionId);
  const rows = await journalOfSession(db, workspaceId, sessionId, page);
  if (rows.length === 0) return [];
  const target = await loadTarget(db, workspaceId, { examId: session.exam_id, run }, rows);
  const standing = await loadStanding(db, workspaceId, run.run_id);
  const attempts = new Map(
    (await runsOfSession(db, workspaceId, sessionId)).map(({ run_id, attempt }) => [run_id, attempt]),
  );
  const devices = new Map(
    (await writersOfRuns(db, workspaceId, [run.run_id])).map(({ writer, device_id }) => [writer, device_id]),
  );
  const past = await replacedAt(db, workspaceId, run.run_id, decisionTimes(rows));

  return rows.map((row) => {
    const key = questionKey({ itemId: row.item_id, questionId: row.question_id });
    const current = standing.get(key);
    const instead = past.find(
      (one) => one.replaced_at === row.decided_at && one.item_id === row.item_id && one.question_id === row.question_id,
    );
    const currentResponse = current ? responseIn(current) : null;
    return {
      run: row.run_id,
      attempt: attempts.get(row.run_id) ?? 0,
      writer: row.writer,
      deviceId: row.device_id,
      seq: row.seq,
      itemId: row.item_id,
      questionId: row.question_id,
      ...describeKept(target, row, key),
      response: row.response_json === null ? null : parseResponse(row.response_json),
      current: currentResponse,
      currentWords: wordsNow(target, key, currentResponse),
      currentFrom: current ? fromWhere(current, devices) : null,
      state: row.state,
      decided: decisionOf(row, instead ? wordsNow(target, key, responseIn({ json: instead.response_json })) : null),
      reason: row.reason,
      ...(row.raw !== null && { raw: row.raw }),
      receivedAt: iso(row.received_at),
    };
  });
}

function describeKept(target: Target, row: JournalRow, key: string) {
  const { editions, version } = target;
  const question = editions.get(row.exam_version ?? version)?.get(key) ?? editions.get(version)?.get(key);
  const kept = readKept(row);
  const judged = judgeKept(target, row);
  return {
    question: question ? { number: question.number, text: question.text } : null,
    words: kept === undefined ? null : responseWords(question, kept),
    version: versionOf(row, version),
    countsAs:
      judged.kind === 'fits' ? { response: judged.response, words: wordsNow(target, key, judged.response) } : null,
    hindrance: judged.kind === 'fits' ? null : judged.hindrance,
  };
}

function wordsNow({ editions, version }: Target, key: string, response: JournalItem['response']): string[] | null {
  return responseWords(editions.get(version)?.get(key), response);
}

function versionOf(row: JournalRow, version: number): JournalItem['version'] {
  if (row.exam_version === null) return 'unknown';
  return row.exam_version === version ? 'same' : 'other';
}

function fromWhere(
  { source, writer, receivedAt }: StandingAnswer,
  devices: ReadonlyMap<string, string>,
): JournalItem['currentFrom'] {
  return { source, deviceId: devices.get(writer) ?? null, receivedAt: iso(receivedAt) };
}

function decisionOf(row: JournalRow, instead: string[] | null): JournalItem['decided'] {
  if (row.decided_by === null || row.decided_at === null) return null;
  return { by: row.decided_by, at: iso(row.decided_at), instead: row.state === 'taken' ? instead : null };
}

const decisionTimes = (rows: JournalRow[]) => [
  ...new Set(rows.flatMap(({ decided_at }) => (decided_at === null ? [] : [decided_at]))),
];

const iso = (at: number) => new Date(at).toISOString();
