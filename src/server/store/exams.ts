import type { Db } from './store.ts';
import type { ExamTable } from './tables.ts';

export type ExamRow = ExamTable;

/** The newest version of an exam; undefined when the workspace has no such exam. */
export async function latestExam(db: Db, workspaceId: string, examId: string): Promise<ExamRow | undefined> {
  return db
    .selectFrom('exam')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '=', examId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** @throws Error when there is no such version: one that a run is pinned to is never deleted */
export async function examVersion(db: Db, workspaceId: string, examId: string, version: number): Promise<ExamRow> {
  return db
    .selectFrom('exam')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '=', examId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow(() => new Error(`version ${version} of exam ${examId} is gone`));
}

/** The prepared items of a version, as JSON. @throws Error when it is gone: one that a run is pinned to never is */
export async function preparedJson(db: Db, workspaceId: string, examId: string, version: number): Promise<string> {
  const row = await db
    .selectFrom('exam')
    .select('prepared_json')
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '=', examId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow(() => new Error(`version ${version} of exam ${examId} is gone`));
  return row.prepared_json;
}

/** What an author put of a version, as JSON without the bytes of its media. @throws Error when it is gone */
export async function contentJson(db: Db, workspaceId: string, examId: string, version: number): Promise<string> {
  return (await examVersion(db, workspaceId, examId, version)).content_json;
}

/** The version that a run without one is pinned to by whoever writes to it without a package. */
export async function latestExamVersion(db: Db, workspaceId: string, examId: string): Promise<number> {
  const row = await db
    .selectFrom('exam')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '=', examId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow(() => new Error(`exam ${examId} is gone`));
  return row.version;
}

export async function insertExam(db: Db, exam: ExamRow): Promise<void> {
  await db.insertInto('exam').values(exam).execute();
}

export interface ExamSummary {
  examId: string;
  name: string;
  version: number;
  createdAt: number;
}

/** The newest version of each exam, ordered by exam. */
export async function listExams(
  db: Db,
  workspaceId: string,
  { after, take }: { after: [examId: string] | null; take: number },
): Promise<ExamSummary[]> {
  const newest = db
    .selectFrom('exam')
    .select((e) => ['exam_id', e.fn.max('version').as('version')])
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '>', after?.[0] ?? '')
    .groupBy('exam_id')
    .orderBy('exam_id')
    .limit(take);
  const rows = await db
    .selectFrom('exam')
    .innerJoin(newest.as('newest'), (join) =>
      join.onRef('newest.exam_id', '=', 'exam.exam_id').onRef('newest.version', '=', 'exam.version'),
    )
    .select(['exam.exam_id', 'exam.name', 'exam.version', 'exam.created_at'])
    .where('exam.workspace_id', '=', workspaceId)
    .orderBy('exam.exam_id')
    .execute();
  return rows.map((row) => ({
    examId: row.exam_id,
    name: row.name,
    version: row.version,
    createdAt: row.created_at,
  }));
}
