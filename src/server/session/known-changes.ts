import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { historyOfWriter } from '../store/answer-history.ts';
import { type JournalRow, journalOfRun } from '../store/journal.ts';
import type { Db } from '../store/store.ts';
import { readKept } from './kept-answer.ts';
import { type BatchEntry, questionKey } from './plan-batch.ts';
import { loadStanding, type StandingAnswers } from './standing-answers.ts';

export interface Acknowledged {
  run: string;
  writer: string;
  /** Changes that come again, by their numbers. */
  entries: readonly BatchEntry[];
  /** Of the run; null when it was not read. */
  standing: StandingAnswers | null;
}

/**
 * Which of the changes whose numbers are acknowledged are here with this very value: standing, in the history or in the
 * journal. A repeat nearly always stands, and then nothing more is read.
 */
export async function loadKnown(
  db: Db,
  workspaceId: string,
  { run, writer, entries, standing }: Acknowledged,
): Promise<Set<BatchEntry>> {
  if (entries.length === 0) return new Set();
  const answers = standing ?? (await loadStanding(db, workspaceId, run));
  const known = new Set(entries.filter((entry) => stands(answers, writer, entry)));
  if (known.size === entries.length) return known;
  // What else the writer ever wrote may be a million changes, where a device means to be a burden.
  const seqs = entries.filter((entry) => !known.has(entry)).map(({ seq }) => seq);
  const history = await historyOfWriter(db, workspaceId, run, writer, seqs);
  const stranded = await journalOfRun(db, workspaceId, run, { kind: 'stranded', writer, seqs });
  const refused = await journalOfRun(db, workspaceId, run, { kind: 'quarantined', writer, seqs });
  const changes = new Set([
    ...[...history, ...stranded].map((row) => changeOf(row, row.response_json)),
    ...refused.map((row) => changeOf(row, jsonIn(row))),
  ]);
  for (const entry of entries) {
    const { itemId: item_id, questionId: question_id, seq, json } = entry;
    if (changes.has(changeOf({ item_id, question_id, seq }, json))) known.add(entry);
  }
  return known;
}

function stands(standing: StandingAnswers, writer: string, { key, seq, json }: BatchEntry): boolean {
  for (let answer = standing.get(key); answer; answer = answer.behind) {
    if (answer.writer === writer && answer.seq === seq && answer.json === json) return true;
  }
  return false;
}

const changeOf = (row: Pick<JournalRow, 'item_id' | 'question_id' | 'seq'>, json: string | null): string =>
  `${row.seq}\n${questionKey({ itemId: row.item_id, questionId: row.question_id })}\n${json}`;

function jsonIn(row: JournalRow): string | null {
  const response = readKept(row) ?? null;
  return response === null ? null : canonicalJson(response);
}
