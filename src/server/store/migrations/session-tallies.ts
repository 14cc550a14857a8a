import { type Kysely, sql } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { createTable } from './create-table.ts';

/** Totals that cost the same however many sessions there are, the class of each session, and an index for each way to list them. */
export async function sessionTallies(db: Kysely<unknown>, ddl: Ddl): Promise<void> {
  await db.schema
    .alterTable('exam_session')
    .addColumn('context_id', ddl.text, (column) => column.notNull().defaultTo(''))
    .execute();
  const contextId = ddl.jsonText('launch_json', 'context_id');
  await sql`update exam_session set context_id = ${contextId} where ${contextId} is not null`.execute(db);

  for (const [name, columns] of INDEXES) {
    await db.schema.createIndex(name).on('exam_session').columns(columns).execute();
  }
  await indexScores(db);

  await createTable(db, ddl)(
    'session_tally',
    {
      workspace_id: 'text',
      scope: 'text',
      context_id: 'text',
      config_id: 'text',
      maturity: 'text',
      shard: 'integer',
      sessions: 'integer',
      scored: 'integer',
      score_units: 'integer',
    },
    { key: ['workspace_id', 'scope', 'context_id', 'config_id', 'maturity', 'shard'], clustered: true },
  );
  for (const [scope, contextOf, configOf] of SCOPES) {
    await sql`
      insert into session_tally
        (workspace_id, scope, context_id, config_id, maturity, shard, sessions, scored, score_units)
      select workspace_id, ${sql.lit(scope)}, ${sql.raw(contextOf)}, ${sql.raw(configOf)}, maturity, 0, count(*),
        count(score_actual), cast(coalesce(sum(round(score_actual * 10000)), 0) as bigint)
      from exam_session
      group by ${sql.raw(['workspace_id', contextOf, configOf, 'maturity'].filter((by) => by !== "''").join(', '))}`.execute(
      db,
    );
  }
  await ddl.estimate(db, 'exam_session', SESSION_ESTIMATES);
}

const INDEXES: [name: string, columns: string[]][] = [
  ['exam_session_by_maturity', ['workspace_id', 'config_id', 'maturity', 'session_id']],
  ['exam_session_by_class', ['workspace_id', 'context_id', 'config_id', 'maturity', 'session_id']],
];

/** The least and the greatest percentage are the ends of these indexes. */
export async function indexScores(db: Kysely<unknown>): Promise<void> {
  for (const [name, columns] of SCORE_INDEXES) {
    await sql`
      create index ${sql.ref(name)} on exam_session (${sql.join(columns.map((column) => sql.ref(column)))})
      where score_actual is not null`.execute(db);
  }
}

const SCORE_INDEXES: [name: string, columns: string[]][] = [
  ['exam_session_by_score', ['workspace_id', 'maturity', 'score_actual']],
  ['exam_session_by_config_score', ['workspace_id', 'config_id', 'maturity', 'score_actual']],
  ['exam_session_by_class_score', ['workspace_id', 'context_id', 'config_id', 'maturity', 'score_actual']],
];

const SCOPES = [
  ['all', "''", "''"],
  ['config', "''", 'config_id'],
  ['class', 'context_id', 'config_id'],
] as const;

/** A state's million in one workspace: configs of a thousand, classes of a hundred tests. */
export const SESSION_ESTIMATES = {
  exam_session: [1_000_000, 1_000_000, 1],
  exam_session_by_config: [1_000_000, 1_000_000, 1000, 1],
  exam_session_by_student: [1_000_000, 1_000_000, 5, 1],
  exam_session_by_maturity: [1_000_000, 1_000_000, 1000, 400, 1],
  exam_session_by_class: [1_000_000, 1_000_000, 100, 30, 15, 1],
  exam_session_by_score: [900_000, 900_000, 400_000, 5000],
  exam_session_by_config_score: [900_000, 900_000, 1000, 900, 20],
  exam_session_by_class_score: [900_000, 900_000, 100, 30, 30, 2],
} satisfies Record<string, number[]>;
