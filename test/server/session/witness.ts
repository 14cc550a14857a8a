/*
 * A witness of a session: it reads every row after every step and says what must never be. What it knows it has from the
 * rows and from the answers that devices got; none of it is computed by the code under test.
 *
 *  1. No row of the journal and no row of the history vanishes or changes, but for a journal row's state, and a decided
 *     one never waits again.
 *  2. An answer that a device's writer gave is in the run that it gave it for, and in no other.
 *  3. What was acknowledged is in the answers, the history or the journal of its run.
 *  4. A receipt says what is stored: some point of its writer's own changes has that count and digest.
 *  5. The revision never falls, and rises whenever the current run, its opening, or an answer that its holder did not send
 *     changes.
 *  6. The session copies its current run, and exactly one run is not archived.
 */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { AnswerTable, JournalTable, RunTable } from '../../../src/server/store/tables.ts';
import type { SyncAnswer, SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { canonicalJson } from '../../../src/shared/lib/canonical-json.ts';
import { allAnswers } from '../../support/all-answers.ts';
import { type Classroom, QUESTION } from './classroom.ts';

interface Rows {
  revision: number;
  current: RunTable;
  runs: RunTable[];
  answers: AnswerTable[];
  history: Array<Omit<AnswerTable, 'source'> & { history_id: number; source: string }>;
  journal: JournalTable[];
  receipts: Array<{ run_id: string; jws: string; submit_json: string }>;
  session: { current_run: string; attempt: number; maturity: string };
}

interface Acknowledged {
  run: string;
  writer: string;
  itemId: string;
  seq: number;
  json: string | null;
}

export class Witness {
  readonly #room: Classroom;
  readonly #acknowledged = new Map<string, Acknowledged>();
  readonly #runOf = new Map<string, string>();
  #before: Rows | null = null;

  constructor(room: Classroom) {
    this.#room = room;
  }

  /** Sends nothing: notes what a batch brought and what was said to it. */
  heard({ responses, sync }: SyncBody, { ackedThrough }: Pick<SyncAnswer, 'ackedThrough'>): void {
    this.#runOf.set(sync.writer, sync.run);
    for (const { itemId, questions } of responses) {
      const seq = sync.seqs[itemId]?.[QUESTION] ?? 0;
      if (seq > ackedThrough) continue;
      const given = questions[0]?.response ?? null;
      const fact = { run: sync.run, writer: sync.writer, itemId, seq, json: given && canonicalJson(given) };
      this.#acknowledged.set(nameOf(fact), fact);
    }
  }

  /** @param sender the device whose upload was the step, when it was one */
  async check(step: string, sender: string | null = null): Promise<void> {
    const after = await this.#read();
    const before = this.#before;
    this.#before = after;
    if (before) {
      kept(step, before, after);
      revised(step, before, after, sender);
    }
    this.#ownRuns(step, after);
    this.#stored(step, after);
    for (const receipt of after.receipts) await this.#truthful(step, receipt, after);
    const open = after.runs.filter((run) => run.archived_at === null);
    expect(
      open.map((run) => run.run_id),
      `${step}: one run is open`,
    ).toEqual([after.session.current_run]);
    const { attempt, maturity } = after.current;
    expect(after.session, `${step}: the session copies its run`).toMatchObject({ attempt, maturity });
    for (const run of after.runs) expect(run.results_json !== null, step).toBe(run.maturity === 'COMPLETE');
  }

  #read(): Promise<Rows> {
    return this.#room.read(async (db) => {
      const session = await db.selectFrom('exam_session').selectAll().executeTakeFirstOrThrow();
      const runs = await db.selectFrom('run').selectAll().execute();
      const current = runs.find((run) => run.run_id === session.current_run);
      if (!current) throw new Error('the session has no run');
      return {
        revision: session.revision,
        session,
        runs,
        current,
        answers: await allAnswers(db),
        history: await db.selectFrom('answer_history').selectAll().execute(),
        journal: await db.selectFrom('journal').selectAll().execute(),
        receipts: await db.selectFrom('receipt').selectAll().execute(),
      };
    });
  }

  #ownRuns(step: string, { answers, history, journal }: Rows): void {
    for (const row of [...answers, ...history, ...journal]) {
      expect(this.#runOf.get(row.writer) ?? row.run_id, `${step}: ${row.writer} in another run`).toBe(row.run_id);
    }
  }

  #stored(step: string, { answers, history, journal }: Rows): void {
    const there = new Set(
      [...answers, ...history, ...journal].map((row) =>
        nameOf({ run: row.run_id, writer: row.writer, itemId: row.item_id, seq: row.seq, json: row.response_json }),
      ),
    );
    const lost = [...this.#acknowledged.keys()].filter((fact) => !there.has(fact));
    expect(lost, `${step}: acknowledged and not stored`).toEqual([]);
  }

  async #truthful(step: string, receipt: Rows['receipts'][number], { answers, history }: Rows): Promise<void> {
    const said = await this.#room.openReceipt(receipt.jws);
    const { writer } = JSON.parse(receipt.submit_json);
    const own = [...answers, ...history].filter((row) => row.run_id === receipt.run_id && row.writer === writer);
    const points = [0, ...own.map(({ seq }) => seq)].map((through) => statementOf(own, through));
    expect(points, `${step}: a receipt of what is not there`).toContainEqual({
      count: said.count,
      digest: said.digest,
    });
  }
}

const nameOf = ({ run, writer, itemId, seq, json }: Acknowledged) => [run, writer, itemId, seq, json].join(' ');

/** What may change of a row of the journal. */
const UNDECIDED = { state: '', decided_by: null, decided_at: null };

function kept(step: string, before: Rows, after: Rows): void {
  const journal = new Map(after.journal.map((row) => [journalName(row), row]));
  for (const row of before.journal) {
    const now = journal.get(journalName(row));
    expect({ ...now, ...UNDECIDED }, `${step}: a journal row changed`).toEqual({ ...row, ...UNDECIDED });
    if (row.state !== 'waiting') expect(now?.state, `${step}: what was decided waits again`).not.toBe('waiting');
  }
  const history = new Map(after.history.map((row) => [row.history_id, row]));
  for (const row of before.history) expect(history.get(row.history_id), `${step}: history changed`).toEqual(row);
  expect(after.runs.length, step).toBeGreaterThanOrEqual(before.runs.length);
}

const journalName = (row: JournalTable) => [row.run_id, row.writer, row.seq, row.item_id, row.question_id].join(' ');

function revised(step: string, before: Rows, after: Rows, sender: string | null): void {
  expect(after.revision, `${step}: the revision fell`).toBeGreaterThanOrEqual(before.revision);
  const isOther = before.current.run_id !== after.current.run_id || before.current.released < after.current.released;
  // A submit tells its own device by its answer, and so does the opening that it brought.
  const isReopened = sender === null && before.current.opening !== after.current.opening;
  const given = answersFor(after);
  const isFilled = [...given].some(
    ([item, { json, writer }]) =>
      json !== (answersFor(before).get(item)?.json ?? null) && (sender === null || !isOf(after, writer)),
  );
  if (isOther || isReopened || isFilled)
    expect(after.revision, `${step}: nothing to fetch`).toBeGreaterThan(before.revision);
}

/** Whether an answer that stands came as the holder's own. */
function isOf({ answers, current }: Rows, writer: string): boolean {
  return answers.some((row) => row.run_id === current.run_id && row.writer === writer && row.source === 'device');
}

function answersFor({ answers, current }: Rows) {
  const own = answers.filter((row) => row.run_id === current.run_id);
  return new Map(own.map((row) => [row.item_id, { json: row.response_json, writer: row.writer }]));
}

/** Count and digest by the words of the contract: canonical JSON of the latest of each question, sorted, in SHA-256. */
function statementOf(own: ReadonlyArray<Pick<AnswerTable, 'item_id' | 'seq' | 'response_json'>>, through: number) {
  const latest = new Map<string, { seq: number; json: string | null }>();
  for (const { item_id, seq, response_json: json } of own) {
    if (seq <= through && seq > (latest.get(item_id)?.seq ?? -1)) latest.set(item_id, { seq, json });
  }
  const entries = [...latest].filter(([, { json }]) => json !== null).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `[${entries.map(([item, { json }]) => `["${item}","${QUESTION}",${json}]`).join(',')}]`;
  return { count: entries.length, digest: createHash('sha256').update(text).digest('hex') };
}
