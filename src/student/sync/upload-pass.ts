import { openDatabase, type SatchelDatabase } from '../db/database.ts';
import { awaitsReceipt, isUploadable, readRuns } from '../db/runs.ts';
import { UnreadableRow } from '../db/storage-failure.ts';
import { createHttp, type Http, type HttpOptions } from './http.ts';
import { UploadMemory } from './upload-memory.ts';
import { uploadOutbox } from './upload-outbox.ts';
import { uploadRun } from './upload-run.ts';

/*
 * One pass over every run of the device, of every student: it needs nobody to be signed in. No window and no document
 * here or below: the service worker runs it too.
 */
export interface PassOptions {
  db: SatchelDatabase;
  http: Http;
  now: () => number;
  memory: UploadMemory;
  /** Runs before the batches of a run go; a claim, where one is due. */
  beforeRun?: (run: string) => Promise<void>;
}

export interface PassResult {
  /** Something is still unsent that is worth trying soon. */
  retry: boolean;
  retryAfterMs: number | null;
  /** Something was tried at all. */
  tried: boolean;
  updateNeeded: boolean;
  /** Students whose upload token the server refused. */
  signIn: Set<string>;
  /** Students whose list of sessions has news. */
  refresh: Set<string>;
  /** Runs of which the server has answers that this device has not. */
  fetch: Set<string>;
}

export async function uploadPass(options: PassOptions): Promise<PassResult> {
  const result: PassResult = {
    retry: false,
    retryAfterMs: null,
    tried: false,
    updateNeeded: false,
    signIn: new Set(),
    refresh: new Set(),
    fetch: new Set(),
  };
  const unsent = (await readRuns(options.db)).filter(isUploadable);
  // A finished test first, because somebody may be waiting to collect the device.
  unsent.sort((a, b) => Number(awaitsReceipt(b)) - Number(awaitsReceipt(a)) || a.startedAt - b.startedAt);
  for (const { run, partition, uploadToken } of unsent) {
    if (!options.memory.isDue(run, uploadToken, options.now())) continue;
    await options.beforeRun?.(run);
    result.tried = true;
    const upload = await uploadReadable(options, run);
    if (upload === null) continue;
    if (upload.news.refresh) result.refresh.add(partition);
    if (upload.news.fetch) result.fetch.add(run);
    if (upload.end === 'sign-in') result.signIn.add(partition);
    if (upload.end === 'update') result.updateNeeded = true;
    if (upload.end === 'retry') {
      result.retry = true;
      result.retryAfterMs = Math.max(result.retryAfterMs ?? 0, upload.retryAfterMs ?? 0) || null;
    }
    if (upload.end === 'update' || (upload.end === 'retry' && upload.scope === 'network')) return result;
  }
  const outbox = await uploadOutbox(options);
  for (const run of outbox.fetch) result.fetch.add(run);
  result.tried ||= outbox.tried;
  result.retry ||= outbox.retry;
  result.retryAfterMs = Math.max(result.retryAfterMs ?? 0, outbox.retryAfterMs ?? 0) || null;
  return result;
}

/** A row that this version cannot read must not stand in the way of the other runs. */
async function uploadReadable(options: PassOptions, run: string) {
  try {
    return await uploadRun(options, run);
  } catch (error) {
    if (error instanceof UnreadableRow) return null;
    throw error;
  }
}

/**
 * The same pass for the service worker, which remembers nothing between two of them.
 *
 * @returns true when the server has everything that is worth trying
 */
export async function runUploadPass(options: HttpOptions & { indexedDB: IDBFactory }): Promise<boolean> {
  const db = openDatabase({ indexedDB: options.indexedDB });
  try {
    const memory = new UploadMemory();
    const result = await uploadPass({ db, http: createHttp(options), now: options.now, memory });
    return !result.retry;
  } finally {
    db.close();
  }
}
