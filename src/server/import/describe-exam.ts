import type { z } from 'zod/mini';
import { authoredExam, type examAnswer } from '../../shared/contract/exam.ts';
import { findBlob } from '../store/blobs.ts';
import type { ExamRow } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { preparedItems } from './prepared-item.ts';

/** Of all media of an exam together: larger ones came in a package, and no JSON that holds them could be put back. */
const MAX_TOLD_BYTES = 8 * 1024 * 1024;

/**
 * An exam as it was put, its media with their bytes again: what GET answers can be changed and PUT back. Media that are too
 * large for that have empty `data`, which a PUT refuses.
 */
export async function describeExam(db: Db, row: ExamRow): Promise<z.infer<typeof examAnswer>> {
  const authored = authoredExam.parse(JSON.parse(row.content_json));
  const prepared = preparedItems.parse(JSON.parse(row.prepared_json));
  const bytes = prepared.flatMap(({ student }) => student.media).reduce((sum, file) => sum + file.bytes, 0);
  const dataOf = async (hash: string) => {
    if (bytes > MAX_TOLD_BYTES) return '';
    const blob = await findBlob(db, row.workspace_id, hash);
    if (!blob) throw new Error(`the media file ${hash} of exam ${row.exam_id} is gone`);
    return Buffer.from(blob.bytes).toString('base64');
  };
  const items = [];
  for (const [at, item] of authored.items.entries()) {
    const media = [];
    for (const [index, file] of item.media.entries()) {
      media.push({ ...file, data: await dataOf(prepared[at]?.student.media[index]?.contentHash ?? '') });
    }
    items.push({ ...item, media });
  }
  return { exam: { ...authored, items, id: row.exam_id, version: row.version } };
}
