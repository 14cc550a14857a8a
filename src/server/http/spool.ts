import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { sizeWords } from '../size-words.ts';
import { STALLED_MS } from './end-when-stalled.ts';
import { mediaTypeOf } from './media-type-of.ts';
import { ProblemError } from './problem.ts';

/** A body that goes to a file as it comes, because it is too large for memory. */
export interface FileBody {
  /** Any of these. */
  mediaTypes: readonly [string, ...string[]];
  maxBytes: number;
}

export interface SpooledFile {
  path: string;
  /** One of those that the route takes. */
  mediaType: string;
  bytes: number;
  remove(): Promise<void>;
}

/** Bodies that are on their way or being worked on at once: a bound on the disk that they take. */
const MAX_FILES = 4;
const RETRY_AFTER_SECONDS = 30;
/** What the system says when a disk takes no more, or nothing at all. */
const DISK_CODES = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENOENT'];

/**
 * Keeps large bodies in files until they are worked on. What an earlier server left there, because it was killed in the
 * middle, is removed when this one begins.
 */
export class Spool {
  readonly #folder: string;
  readonly #randomId: () => string;
  readonly #stalledMs: number;
  #files = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param dataDir of the server: the only place that it may write to, and that has the room for what comes of the bodies */
  constructor(dataDir: string, randomId: () => string, stalledMs = STALLED_MS) {
    this.#stalledMs = stalledMs;
    this.#folder = join(dataDir, 'incoming');
    this.#randomId = randomId;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /**
   * Writes a body to a file, which is the caller's to remove.
   * @throws ProblemError `too-large`, `unsupported-media-type`, `malformed`, `rate-limited` or `unavailable`
   */
  async receive(request: Request, { mediaTypes, maxBytes }: FileBody): Promise<SpooledFile> {
    const mediaType = mediaTypeOf(request);
    if (mediaType === undefined || !mediaTypes.includes(mediaType) || request.headers.has('content-encoding')) {
      const taken = mediaTypes.join(' or ');
      throw refuse('unsupported-media-type', `The body must be ${taken}, without a Content-Encoding.`);
    }
    if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
    if (this.#files >= MAX_FILES) {
      const headers = { 'Retry-After': String(RETRY_AFTER_SECONDS) };
      throw refuse('rate-limited', `${MAX_FILES} files are being worked on already.`, headers);
    }
    this.#files += 1;
    const path = join(this.#folder, this.#randomId());
    const remove = async () => {
      this.#files -= 1;
      await rm(path, { force: true });
    };
    try {
      return { path, mediaType, bytes: await this.#write(request, path, maxBytes), remove };
    } catch (error) {
      await remove();
      throw problemOf(error);
    }
  }

  /** Runs a job after those before it: a large file's takes its share of memory, which there is once. */
  inTurn<T>(job: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(job);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #write(request: Request, path: string, maxBytes: number): Promise<number> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const body = request.body ? Readable.fromWeb(request.body as ReadableStream) : Readable.from([]);
    const stalled = setTimeout(() => body.destroy(new Error('nothing came for too long')), this.#stalledMs);
    let bytes = 0;
    async function* counted(chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        stalled.refresh();
        bytes += chunk.byteLength;
        if (bytes > maxBytes) throw tooLarge(maxBytes);
        yield chunk;
      }
    }
    try {
      await pipeline(body, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    } finally {
      clearTimeout(stalled);
    }
    return bytes;
  }
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof Error && 'code' in error && DISK_CODES.includes(String(error.code))) {
    return refuse('unavailable', 'The server cannot write this file to its disk. Nothing was stored.', {
      'Retry-After': String(RETRY_AFTER_SECONDS),
    });
  }
  // The connection broke in the middle: nobody reads the answer, but the log should not speak of a fault here.
  return refuse('malformed', 'The body did not arrive whole.');
}

const tooLarge = (maxBytes: number) => refuse('too-large', `A file may have ${sizeWords(maxBytes)} here.`);

/** What was not read would be taken for the next request on this connection. */
const refuse = (problem: ProblemError['problem'], detail: string, headers: Record<string, string> = {}) =>
  new ProblemError(problem, detail, { headers: { ...headers, Connection: 'close' } });
