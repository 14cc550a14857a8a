import { sql } from 'kysely';
import { canBeStored } from './can-be-stored.ts';
import { insertMany } from './insert-many.ts';
import type { Db } from './store.ts';
import type { JournalTable } from './tables.ts';

export type JournalRow = JournalTable;
export type JournalKey = Pick<JournalTable, 'run_id' | 'writer' | 'seq' | 'item_id' | 'question_id'>;

const KEY = ['workspace_id', 'run_id', 'writer', 'seq', 'item_id', 'question_id'] as const;

const COLUMNS = [
  ...KEY,
  'session_id',
  'device_id',
  'epoch',
  'response_json',
  'kind',
  'state',
  'reason',
  'raw',
  'received_at',
  'exam_version',
  'decided_by',
  'decided_at',
] as const;

/** Adds rows; those that are there already stay as they are, with what was decided about them. */
export const addToJournal = insertMany<JournalRow>({
  columns: COLUMNS,
  build: (db, rows) =>
    db
      .insertInto('journal')
      .values(rows)
      .onConflict((conflict) => conflict.columns([...KEY]).doNothing()),
});

/**
 * Adds answers that were refused by name. One that had waited as stranded waits as refused from now on: nobody is to believe
 * that it counts, because its device has the run now and has sent all that fits.
 */
export const addQuarantined = insertMany<JournalRow>({
  columns: COLUMNS,
  build: (db, rows) =>
    db
      .insertInto('journal')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns([...KEY])
          .doUpdateSet(({ ref }) => ({
            kind: ref('excluded.kind'),
            state: ref('excluded.state'),
            reason: ref('excluded.reason'),
            raw: ref('excluded.raw'),
          }))
          .where(sql<boolean>`journal.kind = 'stranded' and journal.state in ('waiting', 'same')`),
      ),
});

/** How many stranded answers of a writer are kept for a run. */
export async function countStranded(db: Db, workspaceId: string, runId: string, writer: string): Promise<number> {
  const { count } = await db
    .selectFrom('journal')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .where('writer', '=', writer)
    .where('kind', '=', 'stranded')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What is kept of a run, of one writer or of all, of some changes or of all, in the order of arrival. */
export async function journalOfRun(
  db: Db,
  workspaceId: string,
  runId: string,
  { kind, writer, seqs }: { kind: JournalRow['kind']; writer?: string; seqs?: readonly number[] },
): Promise<JournalRow[]> {
  let query = db
    .selectFrom('journal')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', runId)
    .where('kind', '=', kind);
  if (writer !== undefined) query = query.where('writer', '=', writer);
  if (seqs) query = query.where('seq', 'in', seqs);
  return query.orderBy('received_at').orderBy('writer').orderBy('seq').execute();
}

/** One page of what is kept of a session, by run, writer and seq, after `after`. */
export async function journalOfSession(
  db: Db,
  workspaceId: string,
  sessionId: string,
  { kind, after, limit }: { kind: JournalRow['kind']; after: JournalKey | null; limit: number },
): Promise<JournalRow[]> {
  let query = db
    .selectFrom('journal')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('session_id', '=', sessionId)
    .where('kind', '=', kind);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('run_id', 'writer', 'seq', 'item_id', 'question_id'),
        '>',
        tuple(after.run_id, after.writer, after.seq, after.item_id, after.question_id),
      ),
    );
  }
  return query
    .orderBy('run_id')
    .orderBy('writer')
    .orderBy('seq')
    .orderBy('item_id')
    .orderBy('question_id')
    .limit(limit)
    .execute();
}

export async function findInJournal(db: Db, workspaceId: string, key: JournalKey): Promise<JournalRow | undefined> {
  if (!canBeStored(key.item_id) || !canBeStored(key.question_id)) return undefined;
  return db
    .selectFrom('journal')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', key.run_id)
    .where('writer', '=', key.writer)
    .where('seq', '=', key.seq)
    .where('item_id', '=', key.item_id)
    .where('question_id', '=', key.question_id)
    .executeTakeFirst();
}

/** Notes what was decided about a row, by whom and when. */
export async function decideInJournal(
  db: Db,
  workspaceId: string,
  key: JournalKey,
  { state, by, at }: { state: JournalRow['state']; by: string; at: number },
): Promise<void> {
  await db
    .updateTable('journal')
    .set({ state, decided_by: by, decided_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', key.run_id)
    .where('writer', '=', key.writer)
    .where('seq', '=', key.seq)
    .where('item_id', '=', key.item_id)
    .where('question_id', '=', key.question_id)
    .execute();
}

/** The writer took its run back and sent these answers again, as the holder's: nobody has to decide about them any more. */
export async function settleStranded(
  db: Db,
  workspaceId: string,
  { run, writer, through }: { run: string; writer: string; through: number },
): Promise<void> {
  await db
    .updateTable('journal')
    .set({ state: 'same' })
    .where('workspace_id', '=', workspaceId)
    .where('run_id', '=', run)
    .where('writer', '=', writer)
    .where('seq', '<=', through)
    .where('kind', '=', 'stranded')
    .where('state', '=', 'waiting')
    .execute();
}
