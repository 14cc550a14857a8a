import { gunzipSync } from 'node:zlib';
import { sizeWords } from '../size-words.ts';
import { mediaTypeOf } from './media-type-of.ts';
import { ProblemError } from './problem.ts';

/** Of the body as it travels. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Of a gzip body once it is inflated. A megabyte of gzip can hold a gigabyte of zeros. */
export const MAX_INFLATED_BYTES = 8 * 1024 * 1024;
/**
 * Of the values in a body, nested ones included: an exam of a thousand items has some 50,000. Each that is wrong becomes an issue,
 * so that without it a few kilobytes of gzip with millions of zeros would hold up everybody for seconds.
 */
const MAX_VALUES = 100_000;

const JSON_TYPE = /^application\/(?:[a-z0-9.-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** A body of another kind than JSON, with a bound of its own. */
export interface TextBody {
  mediaType: string;
  maxBytes: number;
}

/**
 * Reads a text body as it was sent, within its bound.
 * @throws ProblemError `too-large`, `unsupported-media-type` or `malformed`
 */
export async function readTextBody(request: Request, { mediaType, maxBytes }: TextBody): Promise<string> {
  if (mediaTypeOf(request) !== mediaType)
    throw new ProblemError('unsupported-media-type', `The body must be ${mediaType} in UTF-8.`);
  if (request.headers.has('content-encoding')) {
    throw new ProblemError('unsupported-media-type', 'No Content-Encoding is read here.');
  }
  const bytes = await readWhole(request, maxBytes);
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new ProblemError('malformed', 'The body is not text in UTF-8.');
  }
}

/** A JSON body as it was sent. */
export interface SentJson {
  bytes: Uint8Array;
  isGzip: boolean;
}

/**
 * Takes a JSON body in, gzip or plain, within bounds.
 * @throws ProblemError `too-large`, `unsupported-media-type` or `malformed`
 */
export async function receiveJson(request: Request): Promise<SentJson> {
  const type = request.headers.get('content-type');
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() || 'identity';
  if (type !== null && !JSON_TYPE.test(type.trim())) {
    throw new ProblemError('unsupported-media-type', `The body must be application/json in UTF-8, not ${type}.`);
  }
  if (encoding !== 'identity' && encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new ProblemError('unsupported-media-type', `Content-Encoding ${encoding} is not read here; gzip is.`, {
      headers: { 'Accept-Encoding': 'gzip' },
    });
  }
  return { bytes: await readWhole(request, MAX_BODY_BYTES), isGzip: encoding !== 'identity' };
}

/**
 * Reads a JSON body that was taken in. An empty one reads as `{}`, so that a request whose every field is optional may leave it out.
 * @throws ProblemError `too-large` or `malformed`
 */
export function readJson({ bytes: sent, isGzip }: SentJson): unknown {
  if (sent.byteLength === 0) return {};
  const bytes = isGzip ? inflate(sent) : sent;
  if (holdsTooManyValues(bytes)) throw tooLarge(MAX_BODY_BYTES);
  return parseJson(bytes);
}

async function readWhole(request: Request, maxBytes: number): Promise<Uint8Array> {
  return await readBytes(request, maxBytes).catch((error: unknown) => {
    if (error instanceof ProblemError) throw error;
    // The connection broke in the middle: nobody reads the answer, but the log should not speak of a fault here.
    throw new ProblemError('malformed', 'The body did not arrive whole.');
  });
}

/** Content-Length is believed only to refuse: what arrives is counted as well. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length');
  if (declared !== null && Number(declared) > maxBytes) throw tooLarge(maxBytes);
  if (declared !== null) {
    // Node hands on no more bytes than were declared, so this reads at most the limit.
    const whole = new Uint8Array(await request.arrayBuffer());
    if (whole.byteLength > maxBytes) throw tooLarge(maxBytes);
    return whole;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks, length);
}

/** In bytes; an exam's batch fits. By itself zlib takes room for 16 kB, which is a third of what inflating a batch takes. */
const INFLATED_AT_ONCE = 8192;

/** Synchronous on purpose: a batch is a few kilobytes, and a trip to the thread pool costs more than inflating it. */
function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES, chunkSize: INFLATED_AT_ONCE });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(MAX_BODY_BYTES);
    throw new ProblemError('malformed', 'The body is not whole gzip data.');
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Before each value of a container stands one of these: `,`, `[`, `{`. No byte of a longer UTF-8 sequence is one. */
const BEFORE_VALUE = new Set([0x2c, 0x5b, 0x7b]);

/** Counted before it is parsed, because parsing millions of values takes its time as well. */
export function holdsTooManyValues(bytes: Uint8Array): boolean {
  // A value takes a byte at least, and nearly all bodies have fewer than that.
  if (bytes.length <= MAX_VALUES) return false;
  let values = 0;
  let inText = false;
  for (let at = 0; at < bytes.length && values <= MAX_VALUES; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) inText = !inText;
    else if (inText) at += byte === BACKSLASH ? 1 : 0;
    else if (BEFORE_VALUE.has(byte)) values += 1;
  }
  return values > MAX_VALUES;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(UTF_8.decode(bytes));
  } catch {
    throw new ProblemError('malformed', 'The body is not JSON in UTF-8.');
  }
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError(
    'too-large',
    `A body may have ${sizeWords(maxBytes)} as sent, ${sizeWords(MAX_INFLATED_BYTES)} once inflated, and ${MAX_VALUES} values.`,
    // What was not read would be taken for the next request on this connection.
    { headers: { Connection: 'close' } },
  );
}
