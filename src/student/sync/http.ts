import { retryAfterMs } from '../../shared/lib/back-off.ts';
import type { Exchange } from './classify.ts';

/** Calls back once after so many milliseconds; gives back how to call that off. */
export type Later = (ms: number, run: () => void) => () => void;

export interface HttpOptions {
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  later: Later;
  /** Milliseconds since 1970; dates in `Retry-After` are measured against it. */
  now: () => number;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  /** Bearer token. */
  token?: string;
  /** Sent as JSON, compressed where the browser can. */
  body?: unknown;
  /** Sent as it is, instead of a body. */
  text?: string;
  /** Whether a server with too much at once lets it in before others (RFC 9218). */
  isUrgent?: boolean;
  /** Milliseconds without progress after which the request is given up; 30 s when left out. A body has time on top. */
  patienceMs?: number;
}

export interface Download {
  /** Passes by what the browser has cached. */
  fresh: boolean;
  onProgress: (bytes: number) => void;
}

export type Downloaded =
  | { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer> }
  /** Anything but a 200. */
  | { kind: 'other'; exchange: Exchange };

export interface Http {
  /** Never throws: what fails is an exchange that failed. */
  request(path: string, request: HttpRequest): Promise<Exchange>;
  /** A public file as it stands; the caller verifies its hash. Never throws. */
  download(path: string, download: Download): Promise<Downloaded>;
}

const PATIENCE_MS = 30_000;
/**
 * What is being sent makes no progress that a page can see, so that it gets time by its size: at 8 kbit/s, a third of a line
 * that counts as slow. Without it a long text, or a whole test in one sealed file, would be given up again and again.
 */
const MS_PER_BYTE_SENT = 1;
/** Below this, gzip's own header outweighs what it saves. */
const WORTH_COMPRESSING = 256;

export function createHttp(options: HttpOptions): Http {
  return {
    async request(path, { method, token, body, text, isUrgent, patienceMs = PATIENCE_MS }) {
      try {
        // The server has one language, and the browser's list of them would go up with every answer.
        const headers = new Headers({ 'accept-language': '*' });
        if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
        if (isUrgent) headers.set('priority', 'u=0');
        // A POST is never cached, and saying so would add two headers to each.
        const init: RequestInit = { method, headers, ...(method === 'GET' && { cache: 'no-store' as const }) };
        let sent = 0;
        if (body !== undefined) {
          headers.set('content-type', 'application/json');
          const { bytes, encoding } = await compressed(JSON.stringify(body));
          if (encoding !== null) headers.set('content-encoding', encoding);
          init.body = bytes;
          sent = typeof bytes === 'string' ? bytes.length : bytes.byteLength;
        }
        if (text !== undefined) {
          headers.set('content-type', 'text/plain');
          init.body = text;
          sent = text.length;
        }
        return await withPatience(options, patienceMs + sent * MS_PER_BYTE_SENT, async (signal, progress) => {
          const response = await options.fetch(path, { ...common, ...init, signal });
          progress();
          return exchange(response, await readBody(response, progress), options.now());
        });
      } catch {
        return { kind: 'failed' };
      }
    },
    async download(path, { fresh, onProgress }) {
      try {
        return await withPatience(options, PATIENCE_MS, async (signal, progress) => {
          const cache = fresh ? 'reload' : 'default';
          const response = await options.fetch(path, { ...common, cache, signal });
          const bytes = await readBody(response, (read) => {
            progress();
            if (response.status === 200) onProgress(read);
          });
          if (response.status === 200) return { kind: 'bytes', bytes };
          return { kind: 'other', exchange: exchange(response, bytes, options.now()) };
        });
      } catch {
        return { kind: 'other', exchange: { kind: 'failed' } };
      }
    },
  };
}

/** No cookies: they are the console's. No redirects: ours never sends one, and a captive portal always does. */
const common: RequestInit = { credentials: 'omit', redirect: 'error' };

/** Aborts when nothing has moved for so long; a slow transfer that moves is left alone. */
async function withPatience<T>(
  { later }: HttpOptions,
  patienceMs: number,
  act: (signal: AbortSignal, progress: () => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let cancel = later(patienceMs, () => controller.abort());
  const progress = () => {
    cancel();
    cancel = later(patienceMs, () => controller.abort());
  };
  const given = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(new Error('no progress')));
  });
  try {
    // Raced, because a body that stalls does not reject in every browser when its signal aborts.
    return await Promise.race([act(controller.signal, progress), given]);
  } finally {
    cancel();
  }
}

async function readBody(response: Response, onBytes: (read: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    parts.push(chunk.value);
    length += chunk.value.length;
    onBytes(chunk.value.length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function exchange(response: Response, bytes: Uint8Array, now: number): Exchange {
  const wait = retryAfterMs(response.headers.get('retry-after'), now);
  return { kind: 'response', status: response.status, body: parseJson(bytes), retryAfterMs: wait };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

async function compressed(json: string): Promise<{ bytes: string | ArrayBuffer; encoding: 'gzip' | null }> {
  if (json.length < WORTH_COMPRESSING || typeof CompressionStream === 'undefined')
    return { bytes: json, encoding: null };
  const stream = new Blob([json]).stream().pipeThrough(new CompressionStream('gzip'));
  return { bytes: await new Response(stream).arrayBuffer(), encoding: 'gzip' };
}
