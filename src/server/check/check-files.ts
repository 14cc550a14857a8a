import { createHash } from 'node:crypto';
import { partCount } from '../store/blob-parts.ts';
import { findBlobFacts, readBlobPart } from '../store/blobs.ts';
import { blobHashes, packagesWithoutFile } from '../store/check-rows.ts';
import type { Db } from '../store/store.ts';
import type { Report } from './report.ts';

/** Holds every file against the hash that it is known by, and every package against its file. */
export async function checkFiles(db: Db, workspaceId: string, report: Report): Promise<void> {
  for (const hash of await packagesWithoutFile(db, workspaceId)) {
    report.problem(workspaceId, `the file of package ${hash} is not there`);
  }
  for (const hash of await blobHashes(db, workspaceId)) {
    report.count('file');
    if ((await hashOf(db, workspaceId, hash)) !== hash) report.problem(workspaceId, `file ${hash} is not what it was`);
  }
}

async function hashOf(db: Db, workspaceId: string, hash: string): Promise<string | undefined> {
  const facts = await findBlobFacts(db, workspaceId, hash);
  if (!facts) return undefined;
  const { partBytes, byteLength } = facts;
  const digest = createHash('sha256');
  const parts = partBytes === null ? 1 : partCount({ partBytes, byteLength });
  for (let part = 0; part < parts; part += 1) {
    const bytes = await readBlobPart(db, facts, part).catch(() => undefined);
    if (!bytes) return undefined;
    digest.update(bytes);
  }
  return digest.digest('hex');
}
