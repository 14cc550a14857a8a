import type { ExamPackage } from '../../shared/contract/package.ts';
import { REFERENCE_SHEET } from '../../shared/contract/sealing.ts';
import type { SatchelDatabase } from './database.ts';
import { readable, readPackage, readRun, readSession } from './read-row.ts';

/*
 * A package comes in steps that may each be the last one before the lid closes: the package, each media file, and at
 * the end `readyPackage`. Until then the session goes on with the copy that it had.
 */

/** Keeps a package whose bytes have the hash. Its items are rows of their own. */
export const storePackage = (db: SatchelDatabase, hash: string, sealed: ExamPackage): Promise<void> =>
  db.transaction('rw', [db.packages, db.items], async () => {
    const { examId, examVersion, media, keys } = sealed;
    const items = sealed.items.map(({ id, questions, unanswered }) => ({ id, questions, unanswered }));
    await db.packages.put({ hash, examId, examVersion, items, media, keys: keys ?? null });
    await db.items.bulkPut(sealed.items.map(({ id, sealed: text }) => ({ package: hash, id, sealed: text })));
    const { referenceSheet } = sealed;
    if (referenceSheet) await db.items.put({ package: hash, id: REFERENCE_SHEET, sealed: referenceSheet });
  });

/** Keeps a media file whose sealed bytes have the hash. */
export async function storeMedia(db: SatchelDatabase, hash: string, sealed: Uint8Array<ArrayBuffer>): Promise<void> {
  await db.media.put({ hash, sealed });
}

/** @returns those of `hashes` that are on this device */
export const storedMedia = async (db: SatchelDatabase, hashes: string[]): Promise<Set<string>> =>
  new Set(await db.media.where('hash').anyOf(hashes).primaryKeys());

/**
 * From now on the session is answered on this package: everything of it is here and was verified. What it takes the place
 * of goes in the same transaction: nothing would come back to remove it.
 */
export const markReady = (
  db: SatchelDatabase,
  session: { partition: string; id: string },
  ready: { package: string; contentKey: CryptoKey; scoringKey: CryptoKey | null },
): Promise<void> =>
  db.transaction('rw', [db.sessions, db.runs, db.packages, db.items, db.media], async () => {
    const row = readSession(await db.sessions.get([session.partition, session.id]));
    const isListed = row.listed.package.hash === ready.package;
    await db.sessions.put({
      ...row,
      readyPackage: ready.package,
      // The list may have moved on during the download; then these keys are nowhere else.
      readyContentKey: isListed ? null : ready.contentKey,
      readyScoringKey: isListed ? null : ready.scoringKey,
    });
    await sweepPackages(db);
  });

/** Removes packages and media that no session and no run refers to. Never answers. */
export const sweepPackages = (db: SatchelDatabase): Promise<void> =>
  db.transaction('rw', [db.sessions, db.runs, db.packages, db.items, db.media], async () => {
    const sessions = await db.sessions.toArray();
    const known = readable(sessions, readSession);
    const runs = await db.runs.toArray();
    const knownRuns = readable(runs, readRun);
    // A row that this version cannot read may refer to anything.
    if (known.length < sessions.length || knownRuns.length < runs.length) return;
    const used = new Set(knownRuns.map((run) => run.package));
    for (const { readyPackage, listed } of known) {
      used.add(readyPackage ?? '');
      // A download that is under way; nobody gets a test ready that is over.
      if (readyPackage !== null || listed.maturity !== 'COMPLETE') used.add(listed.package.hash);
    }
    const stored = await db.packages.toArray();
    const packages = readable(stored, readPackage);
    const needed = new Set<string>();
    for (const { hash, media } of packages) {
      if (used.has(hash)) for (const file of media) needed.add(file.hash);
    }
    for (const { hash } of packages) {
      if (used.has(hash)) continue;
      await db.packages.delete(hash);
      await db.items.where('[package+id]').between([hash], [hash, []]).delete();
    }
    // A package that cannot be read stays, and so does whatever may be a file of it.
    if (packages.length < stored.length) return;
    const stale = (await db.media.toCollection().primaryKeys()).filter((hash) => !needed.has(hash));
    await db.media.bulkDelete(stale);
  });
