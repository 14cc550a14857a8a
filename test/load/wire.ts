/* `fetch` as a Chromebook's browser does it over HTTP/1.1: a few kept connections a device, its headers, every byte counted. */
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

/**
 * What Chromium adds to a page's own headers: they are most of what an upload weighs. Without `Sec-CH-UA`, which the page's
 * `Permissions-Policy` switches off.
 */
export const CHROMIUM_HEADERS = {
  'user-agent':
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  accept: '*/*',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  'accept-encoding': 'gzip, deflate, br, zstd',
};
/** Most connections that a browser keeps to one server. */
const CONNECTIONS = 6;

export interface Bytes {
  up: number;
  down: number;
}

class StaleConnection extends Error {}

export class Wire {
  /** Requests by what became of them: a status, or `failed`. */
  readonly outcomes = new Map<string, number>();
  /** Requests that have no answer yet. */
  underWay = 0;
  readonly #origin: URL;
  readonly #agent: HttpAgent | HttpsAgent;
  readonly #sockets = new Set<Socket>();
  readonly #closed: Bytes = { up: 0, down: 0 };

  constructor(origin: string) {
    this.#origin = new URL(origin);
    const options = { keepAlive: true, maxSockets: CONNECTIONS };
    this.#agent = this.#origin.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /** Bytes of all connections so far, request lines and headers included; of TLS what is inside. */
  get bytes(): Bytes {
    const sum = { ...this.#closed };
    for (const socket of this.#sockets) {
      sum.up += socket.bytesWritten;
      sum.down += socket.bytesRead;
    }
    return sum;
  }

  /** @throws as `fetch` does, when the connection breaks or the signal aborts */
  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    this.underWay++;
    try {
      const response = await this.#send(path, init);
      this.#count(String(response.status));
      return response;
    } catch (error) {
      this.#count('failed');
      throw error;
    } finally {
      this.underWay--;
    }
  };

  close(): void {
    this.#agent.destroy();
  }

  #count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  /** A kept connection that the server let go of is no failure to a browser: it takes another one, and at last a new one. */
  async #send(path: string, init: RequestInit): Promise<Response> {
    for (let kept = CONNECTIONS; ; kept -= 1) {
      try {
        return await this.#sendOnce(path, init);
      } catch (error) {
        if (!(error instanceof StaleConnection) || kept === 0) throw error;
      }
    }
  }

  #sendOnce(path: string, init: RequestInit): Promise<Response> {
    const body = init.body instanceof ArrayBuffer ? Buffer.from(init.body) : init.body;
    if (body !== undefined && typeof body !== 'string' && !Buffer.isBuffer(body)) throw new TypeError('an odd body');
    const request = this.#origin.protocol === 'https:' ? httpsRequest : httpRequest;
    const headers = { ...CHROMIUM_HEADERS, ...Object.fromEntries(new Headers(init.headers)) };
    return new Promise((resolve, reject) => {
      const sent: ClientRequest = request(
        new URL(path, this.#origin),
        {
          agent: this.#agent,
          method: init.method ?? 'GET',
          headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
          ...(init.signal && { signal: init.signal }),
        },
        (answer) => resolve(responseOf(answer)),
      );
      sent.on('socket', (socket) => this.#watch(socket));
      sent.on('error', (error: NodeJS.ErrnoException) => {
        reject(sent.reusedSocket && error.code === 'ECONNRESET' ? new StaleConnection() : error);
      });
      sent.end(body);
    });
  }

  #watch(socket: Socket): void {
    if (this.#sockets.has(socket)) return;
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#closed.up += socket.bytesWritten;
      this.#closed.down += socket.bytesRead;
    });
  }
}

/** Its body comes as it arrives: whoever waits for it sees it move. */
function responseOf(answer: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  const body = Readable.toWeb(decoded(answer)) as ReadableStream<Uint8Array>;
  const status = answer.statusCode ?? 500;
  const isEmpty = status === 204 || status === 304;
  if (isEmpty) answer.resume();
  return new Response(isEmpty ? null : body, { status, headers });
}

function decoded(answer: IncomingMessage): Readable {
  switch (answer.headers['content-encoding']) {
    case 'gzip':
      return answer.pipe(createGunzip());
    case 'br':
      return answer.pipe(createBrotliDecompress());
    default:
      return answer;
  }
}
