import { createHash } from 'node:crypto';
import type { AuthoredExam } from '../../shared/contract/exam.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import { findIllFormedText } from '../http/ill-formed-text.ts';
import { invalid } from '../http/parse-input.ts';
import { putBlob } from '../store/blobs.ts';
import { insertExam, latestExam } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { findScripts } from './find-scripts.ts';
import { type PreparedExam, prepareExam } from './prepare-exam.ts';
import type { PreparedItem } from './prepared-item.ts';

/** An exam that was checked, and can be stored. */
export interface ReadyExam {
  authored: AuthoredExam;
  prepared: PreparedExam;
  /** SHA-256 over the canonical JSON of `authored`, with the hash of each media file in the place of its bytes. */
  digest: string;
}

/**
 * Everything about putting an exam that does not need the database.
 * @throws ProblemError `invalid` with the path of everything that is wrong
 */
export function readyExam(authored: AuthoredExam): ReadyExam {
  checkText(authored);
  const prepared = prepareExam(authored);
  return { authored, prepared, digest: digestOf(authored, prepared.items) };
}

/** What is refused of any authored text. @throws ProblemError `invalid` */
export function checkText(authored: AuthoredExam): void {
  const issues = [...findIllFormedText(authored), ...findScripts(authored)];
  if (issues.length > 0) throw invalid(issues);
}

/** The same for an exam whose media were imported, or came in its JSON. @param items prepared of it */
export function digestOf(authored: AuthoredExam, items: readonly PreparedItem[]): string {
  const named = {
    ...authored,
    items: authored.items.map((item, at) => ({
      ...item,
      media: item.media.map((file, index) => ({
        ...file,
        data: `sha256:${items[at]?.student.media[index]?.contentHash}`,
      })),
    })),
  };
  return createHash('sha256').update(canonicalJson(named)).digest('hex');
}

/**
 * Makes this the newest version of the exam. The same content as that of the newest is the same version.
 * @returns the version, from 0
 */
export async function putExam(
  db: Db,
  workspaceId: string,
  examId: string,
  { authored, prepared, digest }: ReadyExam,
  now: number,
): Promise<number> {
  const latest = await latestExam(db, workspaceId, examId);
  if (latest?.content_digest === digest) return latest.version;
  const version = latest ? latest.version + 1 : 0;
  for (const { contentHash, type, bytes } of prepared.media) {
    await putBlob(db, workspaceId, { hash: contentHash, mediaType: type, bytes }, now);
  }
  await insertExam(db, {
    workspace_id: workspaceId,
    exam_id: examId,
    version,
    name: authored.name,
    content_digest: digest,
    content_json: JSON.stringify(withoutMediaBytes(authored)),
    prepared_json: JSON.stringify(prepared.items),
    created_at: now,
  });
  return version;
}

/** The bytes are blobs, which `prepared_json` names by their hash. */
function withoutMediaBytes(exam: AuthoredExam): AuthoredExam {
  return {
    ...exam,
    items: exam.items.map((item) => ({ ...item, media: item.media.map((file) => ({ ...file, data: '' })) })),
  };
}
