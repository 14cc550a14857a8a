import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What gets through of a request, or of the answer to it, before its connection breaks; null lets all of it through. */
export type Cut = { up: number } | { down: number } | null;

export interface TcpProxy {
  url: string;
  /** Bytes a second in either direction, for all connections together; Infinity for a wire. */
  rate: number;
  /** Asked when a request begins, by its `METHOD /path`; the default cuts none. */
  cut: (request: string) => Cut;
  /** `METHOD /path` of every request that began. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** 24 kbit/s: a real school's uplink. */
export const SLOW = 3000;
/** As an interrupted transmission is seen: not whole packets of 1500, so that a cut lies anywhere. */
const PIECE = 256;
const REQUEST_LINE = /^([A-Z]+ \S+) HTTP\/1\.1\r\n/;

/**
 * Stands between a browser and the real server and knows nothing of HTTP but where a request begins: bytes come late,
 * in pieces, and not at all.
 */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const up = new Link(() => proxy.rate);
  const down = new Link(() => proxy.rate);

  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => open.delete(socket));
    }
    const left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
    const begin = (chunk: Buffer) => {
      const request = REQUEST_LINE.exec(chunk.toString('latin1'))?.[1];
      if (request === undefined) return;
      proxy.seen.push(request);

      Object.assign(left, { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY }, proxy.cut(request));
    };
    const upLeft = (bytes: number) => (left.up -= bytes);
    const downLeft = (bytes: number) => (left.down -= bytes);
    void pump(client, upstream, { link: up, begin, left: upLeft }).finally(end);
    void pump(upstream, client, { link: down, begin: () => undefined, left: downLeft }).finally(end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const proxy: TcpProxy = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    rate: Number.POSITIVE_INFINITY,
    cut: () => null,
    seen: [],
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
  return proxy;
}

/** One direction of the line, which all connections share. */
class Link {
  #freeAt = 0;
  readonly #rate: () => number;

  constructor(rate: () => number) {
    this.#rate = rate;
  }

  /** Resolves when so many bytes are through. */
  async pass(bytes: number): Promise<void> {
    const now = performance.now();
    this.#freeAt = Math.max(now, this.#freeAt) + (bytes / this.#rate()) * 1000;
    if (this.#freeAt > now) await wait(this.#freeAt - now);
  }
}

interface Pumping {
  link: Link;
  /** Given each chunk before any of it passes. */
  begin: (chunk: Buffer) => void;
  /** Takes so many bytes of what may still pass. @returns what is left; negative by so many as may not */
  left: (bytes: number) => number;
}

/** Carries one direction of a connection until it ends, breaks or is cut. Never throws. */
async function pump(from: Socket, to: Socket, { link, begin, left }: Pumping): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      begin(chunk);
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        const over = -left(piece.length);
        const through = over > 0 ? piece.subarray(0, Math.max(0, piece.length - over)) : piece;
        await link.pass(through.length);
        if (!to.write(through)) await once(to, 'drain');
        if (over > 0) return;
      }
    }
  } catch {
    // The other side is gone.
  }
}
