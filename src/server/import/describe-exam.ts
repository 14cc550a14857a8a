import type { z } from 'zod/mini';
import { authoredExam, type examAnswer } from '../../shared/contract/exam.ts';
import { findBlob } from '../store/blobs.ts';
import type { ExamRow } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { preparedItems } from './prepared-item.ts';

/** An exam as it was put, its media with their bytes again: what GET answers can be changed and PUT back. */
export async function describeExam(db: Db, row: ExamRow): Promise<z.infer<typeof examAnswer>> {
  const authored = authoredExam.parse(JSON.parse(row.content_json));
  const prepared = preparedItems.parse(JSON.parse(row.prepared_json));
  const items = [];
  for (const [at, item] of authored.items.entries()) {
    const media = [];
    for (const [index, file] of item.media.entries()) {
      const hash = prepared[at]?.student.media[index]?.contentHash ?? '';
      const blob = await findBlob(db, row.workspace_id, hash);
      if (!blob) throw new Error(`the media file ${hash} of exam ${row.exam_id} is gone`);
      media.push({ ...file, data: Buffer.from(blob.bytes).toString('base64') });
    }
    items.push({ ...item, media });
  }
  return { exam: { ...authored, items, id: row.exam_id, version: row.version } };
}
