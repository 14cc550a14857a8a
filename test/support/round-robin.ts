import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RoundRobin {
  url: string;
  close(): Promise<void>;
}

/** Sends each request to the next of several servers, on a connection of its own: one that is kept alive stays with none. */
export async function startRoundRobin(targets: readonly string[]): Promise<RoundRobin> {
  const upstreams = targets.map((target) => new URL(target));
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const upstream = upstreams[turn++ % upstreams.length];
    const forwarded = request(
      {
        host: upstream?.hostname,
        port: upstream?.port,
        path: incoming.url,
        method: incoming.method,
        headers: { ...incoming.headers, connection: 'close' },
        agent: false,
      },
      (answer) => {
        const { connection: _, ...headers } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(outgoing);
      },
    );
    forwarded.on('error', () => incoming.socket.destroy());
    incoming.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
