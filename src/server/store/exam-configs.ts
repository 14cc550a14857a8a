import type { Db } from './store.ts';
import type { ExamConfigTable } from './tables.ts';

export type ExamConfigRow = ExamConfigTable;

/** Undefined when the workspace has no such config. */
export async function findExamConfig(
  db: Db,
  workspaceId: string,
  configId: string,
): Promise<ExamConfigRow | undefined> {
  return db
    .selectFrom('exam_config')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('config_id', '=', configId)
    .executeTakeFirst();
}

/** The settings of some configs, as JSON by config id. */
export async function settingsOfConfigs(
  db: Db,
  workspaceId: string,
  configIds: string[],
): Promise<Map<string, string>> {
  if (configIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('exam_config')
    .select(['config_id', 'settings_json'])
    .where('workspace_id', '=', workspaceId)
    .where('config_id', 'in', configIds)
    .execute();
  return new Map(rows.map((row) => [row.config_id, row.settings_json]));
}

export async function insertExamConfig(db: Db, config: ExamConfigRow): Promise<void> {
  await db.insertInto('exam_config').values(config).execute();
}

export async function updateExamConfig(
  db: Db,
  workspaceId: string,
  configId: string,
  { settingsJson, now }: { settingsJson: string; now: number },
): Promise<void> {
  await db
    .updateTable('exam_config')
    .set({ settings_json: settingsJson, updated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('config_id', '=', configId)
    .execute();
}

/** The configs of an exam, ordered by config. */
export async function configsOfExam(
  db: Db,
  workspaceId: string,
  examId: string,
  { after, take }: { after: [configId: string] | null; take: number },
): Promise<ExamConfigRow[]> {
  return db
    .selectFrom('exam_config')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('exam_id', '=', examId)
    .where('config_id', '>', after?.[0] ?? '')
    .orderBy('config_id')
    .limit(take)
    .execute();
}
