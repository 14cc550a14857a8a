import { sql } from 'kysely';
import { type Response, response } from '../../shared/contract/response.ts';
import { type AnswerRow, answersOnSheet, rowsOf, sheetsOfRuns } from './answer-sheet.ts';
import { keepStatements, keepWrites } from './kept-statement.ts';
import type { Db } from './store.ts';

const ofRun = keepStatements();

export async function answersOfRun(db: Db, workspaceId: string, runId: string): Promise<AnswerRow[]> {
  const rows = ofRun(db, 'run', [workspaceId, runId], () =>
    db.selectFrom('answer').selectAll().where('workspace_id', '=', workspaceId).where('run_id', '=', runId),
  );
  const [onSheet, alone] = await Promise.all([answersOnSheet(db, workspaceId, runId), rows]);
  return [...onSheet, ...alone.rows];
}

/** The answers of several runs, such as those of a page of sessions. */
export async function answersOfRuns(db: Db, workspaceId: string, runIds: string[]): Promise<AnswerRow[]> {
  if (runIds.length === 0) return [];
  const sheets = await sheetsOfRuns(db, workspaceId, runIds);
  const alone = await db
    .selectFrom('answer')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', 'in', runIds)
    .execute();
  return [...sheets.flatMap(rowsOf), ...alone];
}

/** What the answers of one batch have in common. */
const COMMON = ['workspace_id', 'run_id', 'epoch', 'writer', 'source', 'received_at'] as const;
/** What each has of its own. */
const OWN = ['item_id', 'question_id', 'response_json', 'seq'] as const;

/** Far below the parameters that an engine takes in a statement. */
const MAX_ROWS = 5000;

const put = keepWrites();

/**
 * Inserts answers, or replaces what stands for their questions: whether they may was decided before. What the answers of a batch
 * have in common is bound once: an insert that bound it anew for each took SQLite more time than all the rest of a submit.
 */
export async function putAnswers(db: Db, rows: readonly AnswerRow[]): Promise<void> {
  for (const alike of inBatches(rows)) {
    for (let from = 0; from < alike.length; from += MAX_ROWS) await putAlike(db, alike.slice(from, from + MAX_ROWS));
  }
}

function inBatches(rows: readonly AnswerRow[]): AnswerRow[][] {
  const batches: AnswerRow[][] = [];
  for (const row of rows) {
    const batch = batches.at(-1);
    const first = batch?.[0];
    if (batch && first && isAlike(first, row)) batch.push(row);
    else batches.push([row]);
  }
  return batches;
}

/** By name, as all else here that goes through every answer of a class: by a column's variable it takes several times as long. */
function isAlike(one: AnswerRow, other: AnswerRow): boolean {
  return (
    one.workspace_id === other.workspace_id &&
    one.run_id === other.run_id &&
    one.epoch === other.epoch &&
    one.writer === other.writer &&
    one.source === other.source &&
    one.received_at === other.received_at
  );
}

async function putAlike(db: Db, rows: AnswerRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const parameters: unknown[] = COMMON.map((column) => first[column]);
  for (const { item_id, question_id, response_json, seq } of rows) {
    parameters.push(item_id, question_id, response_json, seq);
  }
  await put(db, rows.length, parameters, () =>
    db
      .insertInto('answer')
      .columns([...COMMON, ...OWN])
      .expression(selectAlike(first, rows))
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'run_id', 'item_id', 'question_id']).doUpdateSet(({ ref }) => ({
          response_json: ref('excluded.response_json'),
          epoch: ref('excluded.epoch'),
          writer: ref('excluded.writer'),
          seq: ref('excluded.seq'),
          source: ref('excluded.source'),
          received_at: ref('excluded.received_at'),
        })),
      ),
  );
}

/**
 * Both engines call the columns of a list of values `column1` and so on. Outside of an INSERT's own list PostgreSQL takes a parameter
 * for text unless it is told; SQLite needs the `where` to know the `on` behind it for that of the insert.
 */
function selectAlike({ workspace_id, run_id, epoch, writer, source, received_at }: AnswerRow, rows: AnswerRow[]) {
  const values = sql.join(rows.map((row) => sql`(${sql.join(OWN.map((column) => row[column]))})`));
  return sql<AnswerRow>`select ${workspace_id}, ${run_id}, cast(${epoch} as bigint), ${writer}, ${source},
    cast(${received_at} as bigint), column1, column2, column3, cast(column4 as bigint)
    from (values ${values}) as own where true`;
}

/** @throws Error when the row holds something that is no response: the store wrote it, so the store is broken */
export function parseResponse(json: string): Response {
  return response.parse(JSON.parse(json));
}
