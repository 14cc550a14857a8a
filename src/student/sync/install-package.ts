import { type ExamPackage, examPackage } from '../../shared/contract/package.ts';
import { REFERENCE_SHEET } from '../../shared/contract/sealing.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { markReady, storedMedia, storeMedia, storePackage } from '../db/packages.ts';
import { readable, readPackage, readSession } from '../db/read-row.ts';
import type { PackageRow, SessionRow } from '../db/rows.ts';
import { sha256Hex } from '../db/sha256.ts';
import { isDiskFull } from '../db/storage-failure.ts';
import { unsealNewItem } from '../db/unseal-package.ts';
import { classify } from './classify.ts';
import type { Http } from './http.ts';

export interface InstallOptions {
  db: SatchelDatabase;
  http: Http;
  /** Bytes that are here, of those that are needed; called often. */
  onProgress: (done: number, total: number) => void;
}

export type Installed = { ok: true } | { ok: false; reason: 'network' | 'hash' | 'storage' | 'server'; detail: string };

class InstallFailure extends Error {
  override name = 'InstallFailure';
  readonly reason: 'network' | 'hash' | 'server';
  constructor(reason: InstallFailure['reason'], detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/**
 * Brings a session's package and all its media onto the device. Each file is verified against its hash and kept as
 * soon as it is there, so that a second try goes on where the first ended; the session changes over to the new
 * package in one step at the end, and keeps the copy that it had until then.
 */
export async function installPackage(
  options: InstallOptions,
  session: { partition: string; id: string },
): Promise<Installed> {
  const { db } = options;
  try {
    const row = readSession(await db.sessions.get([session.partition, session.id]));
    const { hash } = row.listed.package;
    const progress = new Progress(options, row.listed.package.bytes);
    const stored = await storedPackage(db, hash);
    // A second try counts on where the first ended.
    if (stored !== null) progress.add(row.listed.package.bytes - sum(stored.map(({ bytes }) => bytes)));
    await fetchMedia(options, stored ?? (await fetchPackage(options, row, progress)), progress);
    await markReady(db, session, { package: hash, contentKey: row.contentKey, scoringKey: row.scoringKey });
    progress.finish();
    return { ok: true };
  } catch (error) {
    if (error instanceof InstallFailure) return { ok: false, reason: error.reason, detail: error.message };
    const detail = isDiskFull(error) ? 'The storage of this device is full.' : 'This device could not store the test.';
    return { ok: false, reason: 'storage', detail };
  }
}

class Progress {
  #done = 0;
  readonly #options: InstallOptions;
  readonly #total: number;
  constructor(options: InstallOptions, total: number) {
    this.#options = options;
    this.#total = total;
  }
  add = (bytes: number): void => {
    this.#done += bytes;
    this.#options.onProgress(Math.min(this.#done, this.#total), this.#total);
  };
  get done() {
    return this.#done;
  }
  /** Back to where a download began that has to begin again. */
  backTo(done: number): void {
    this.#done = done;
  }
  finish(): void {
    this.#options.onProgress(this.#total, this.#total);
  }
}

type Media = PackageRow['media'];

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** The media of a package that is here; null when it is not. */
async function storedPackage(db: SatchelDatabase, hash: string): Promise<Media | null> {
  const [row] = readable([await db.packages.get(hash)], readPackage);
  return row?.media ?? null;
}

async function fetchPackage(options: InstallOptions, row: SessionRow, progress: Progress): Promise<Media> {
  const { hash } = row.listed.package;
  const bytes = await fetchVerified(options, `/api/package/${hash}`, hash, progress);
  const sealed = parsePackage(bytes);
  await checkItems(row.contentKey, sealed);
  await storePackage(options.db, hash, sealed);
  return sealed.media;
}

async function fetchMedia(options: InstallOptions, media: Media, progress: Progress): Promise<void> {
  const here = await storedMedia(
    options.db,
    media.map((file) => file.hash),
  );
  const missing = media.filter((file) => !here.has(file.hash));
  for (const file of media) if (here.has(file.hash)) progress.add(file.bytes);
  for (const { hash } of missing) {
    const bytes = await fetchVerified(options, `/api/media/${hash}`, hash, progress);
    await storeMedia(options.db, hash, bytes);
  }
}

/** A wrong file may come from a cache on the way: it is asked for once more, past all of them. */
async function fetchVerified(
  { http }: InstallOptions,
  path: string,
  hash: string,
  progress: Progress,
): Promise<Uint8Array<ArrayBuffer>> {
  const before = progress.done;
  for (const fresh of [false, true]) {
    progress.backTo(before);
    const downloaded = await http.download(path, { fresh, onProgress: progress.add });
    if (downloaded.kind === 'bytes') {
      if ((await sha256Hex(downloaded.bytes)) === hash) return downloaded.bytes;
      continue;
    }
    const { action } = classify(downloaded.exchange, examPackage);
    if (action === 'retry') throw new InstallFailure('network', 'The network went away. What came so far is kept.');
    throw new InstallFailure('server', 'The server does not have this test any more.');
  }
  throw new InstallFailure('hash', 'A file of this test came in damaged. What was here before is kept.');
}

function parsePackage(bytes: Uint8Array): ExamPackage {
  try {
    return examPackage.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new InstallFailure('hash', 'This test is made for a newer version of the app.');
  }
}

/** "Ready" means that every item opens, not that its bytes are here. */
async function checkItems(key: CryptoKey, sealed: ExamPackage): Promise<void> {
  try {
    const { items, referenceSheet } = sealed;
    const parts = [...items, ...(referenceSheet ? [{ id: REFERENCE_SHEET, sealed: referenceSheet }] : [])];
    await Promise.all(parts.map((part) => unsealNewItem(key, sealed, part.id, part.sealed)));
  } catch {
    throw new InstallFailure('hash', 'This test does not open on this device.');
  }
}
