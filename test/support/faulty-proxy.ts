import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { keptPort } from './kept-port.ts';

/**
 * What happens to a request. `forward`: nothing. `cut-after`: the server handles it, then the connection breaks and the
 * answer is lost. An object: something in between answers instead of the server.
 */
export type Fault = 'forward' | 'cut-after' | { status: number; headers: Record<string, string>; body: string };

export interface FaultyProxy {
  url: string;
  /** Decides for each request; the default forwards. */
  fault: (request: IncomingMessage) => Fault;
  /** `METHOD /path` of everything that came, since the last `restore` or the start. */
  seen: string[];
  /** Bytes that the browser sent so far, request lines and headers included. */
  bytesUp(): number;
  /** No network: open connections break, new ones are refused. The port stays ours. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** The server came back at another address. */
  retarget(url: string): void;
  close(): Promise<void>;
}

/** Stands between a browser and the real server, at an address that stays the same while the server comes and goes. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  let upstream = new URL(target);
  const sockets = new Set<Socket>();
  let bytesOfClosed = 0;
  let server: Server;

  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    proxy.seen.push(`${incoming.method} ${incoming.url}`);
    const fault = proxy.fault(incoming);
    if (typeof fault === 'object') {
      incoming.resume();
      outgoing.writeHead(fault.status, fault.headers).end(fault.body);
      return;
    }
    const forwarded = request(
      {
        host: upstream.hostname,
        port: upstream.port,
        path: incoming.url,
        method: incoming.method,
        headers: incoming.headers,
      },
      (answer) => {
        if (fault === 'cut-after') {
          answer.resume().on('end', () => incoming.socket.destroy());
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', () => incoming.socket.destroy());
    incoming.pipe(forwarded);
  };

  const port = await keptPort();
  const listen = () =>
    new Promise<void>((listening, failed) => {
      server = createServer(handle);
      server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => {
          sockets.delete(socket);
          bytesOfClosed += socket.bytesRead;
        });
      });
      server.once('error', failed);
      server.listen(port, '127.0.0.1', listening);
    });
  const stop = async () => {
    const closed = new Promise((done) => server.close(done));
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await listen();
  const proxy: FaultyProxy = {
    url: `http://localhost:${port}`,
    fault: () => 'forward',
    seen: [],
    bytesUp: () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead, bytesOfClosed),
    cut: stop,
    restore: async () => {
      proxy.seen = [];
      await listen();
    },
    retarget: (url) => {
      upstream = new URL(url);
    },
    close: stop,
  };
  return proxy;
}
