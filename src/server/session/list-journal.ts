import type { z } from 'zod/mini';
import type { journalList } from '../../shared/contract/staff.ts';
import { parseResponse } from '../store/answers.ts';
import { type JournalKey, type JournalRow, journalOfSession } from '../store/journal.ts';
import type { Db } from '../store/store.ts';
import { loadCurrent } from './load-current.ts';
import { questionKey } from './plan-batch.ts';
import { loadStanding, responseIn } from './standing-answers.ts';

export type JournalItem = z.infer<typeof journalList>['items'][number];

/**
 * What is kept of a session beside its answers, with what stands for the same questions now.
 * @throws ProblemError `not-found`
 */
export async function listJournal(
  db: Db,
  workspaceId: string,
  sessionId: string,
  page: { kind: JournalRow['kind']; after: JournalKey | null; limit: number },
): Promise<JournalItem[]> {
  const { run } = await loadCurrent(db, workspaceId, sessionId);
  const rows = await journalOfSession(db, workspaceId, sessionId, page);
  const standing = await loadStanding(db, workspaceId, run.run_id);
  return rows.map((row) => {
    const current = standing.get(questionKey({ itemId: row.item_id, questionId: row.question_id }));
    return {
      run: row.run_id,
      writer: row.writer,
      deviceId: row.device_id,
      seq: row.seq,
      itemId: row.item_id,
      questionId: row.question_id,
      response: row.response_json === null ? null : parseResponse(row.response_json),
      current: current ? responseIn(current) : null,
      state: row.state,
      reason: row.reason,
      ...(row.raw !== null && { raw: row.raw }),
      receivedAt: new Date(row.received_at).toISOString(),
    };
  });
}
