import type { PackageAnswer } from '../../../shared/contract/import-report.ts';
import { MEDIA_CHUNK_BYTES } from '../../../shared/contract/sealing.ts';
import { finishBlob, putBlobParts } from '../../store/blob-parts.ts';
import { findBlobFacts } from '../../store/blobs.ts';
import type { Store } from '../../store/store.ts';
import { inGroups } from '../in-groups.ts';
import { digestOf, putExam } from '../put-exam.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { inParts } from './media/in-parts.ts';
import type { PackageFile } from './media/package-media.ts';
import { PackageRefused } from './package-refused.ts';
import { type Progress, type ReadPackage, readPackage } from './read-package.ts';
import { Archive } from './zip/archive.ts';

export interface ImportContext {
  store: Store;
  workspaceId: string;
  now: () => number;
  progress?: Progress;
}

/**
 * Imports a package: reads it, stores its media and then the exam, as a new version when it differs from the newest. Media
 * are written in pieces, each a write of its own between those of others; the exam, which makes them count, comes last.
 * @param file on disk
 * @throws PackageRefused
 */
export async function importPackage(file: string, context: ImportContext): Promise<PackageAnswer> {
  const archive = await Archive.open(file);
  try {
    const read = await readPackage(archive, context.progress);
    await storeMedia(read, context);
    return await storeExam(read, context);
  } finally {
    archive.close();
  }
}

async function storeMedia({ files, archive }: ReadPackage, context: ImportContext): Promise<void> {
  const { store, workspaceId, progress } = context;
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const file of files) {
    progress?.({ what: 'media', done, total });
    const known = await store.read((db) => findBlobFacts(db, workspaceId, file.contentHash));
    if (!known) await storeFile(file, archive, context);
    done += file.bytes;
  }
  progress?.({ what: 'media', done, total });
}

async function storeFile(
  { path, contentHash: hash, type, bytes, inline }: PackageFile,
  archive: Archive,
  context: ImportContext,
) {
  const { store, workspaceId, now } = context;
  let written = 0;
  try {
    for await (const group of inGroups(inParts(inline ? only(inline) : archive.chunks(path)))) {
      const parts = group.map((part, at) => ({ hash, part: written + at, bytes: part }));
      await store.write((db) => putBlobParts(db, workspaceId, parts, now()));
      written += parts.length;
    }
  } catch (error) {
    // It was whole when it was read the first time.
    if (error instanceof ImportRefused)
      throw new PackageRefused(`${path} ${error.message}`, { report: [], skipped: [] });
    throw error;
  }
  const whole = { hash, mediaType: type, partBytes: MEDIA_CHUNK_BYTES, byteLength: bytes };
  await store.write((db) => finishBlob(db, workspaceId, whole, now()));
}

async function* only(bytes: Buffer) {
  yield bytes;
}

async function storeExam({ examId, authored, prepared, items, skipped, report }: ReadPackage, context: ImportContext) {
  const { store, workspaceId, now } = context;
  const ready = { authored, prepared: { items: prepared, media: [] }, digest: digestOf(authored, prepared) };
  const version = await store.write((db) => putExam(db, workspaceId, examId, ready, now()));
  return { examId, version, name: authored.name, items, skipped, report };
}
