/* What becomes of one request between a device and the server. */
import type { Device } from './device.ts';
import type { Server } from './server.ts';
import type { NetFault } from './steps.ts';
import { passOn } from './watch-batch.ts';

/** Something that comes in later: a request that was held up, an answer that is slow, a file that is carried again. */
export type Arrival = () => Promise<void>;

export interface Network {
  server: Server;
  arrivals: Arrival[];
  /** What no look at the rows can tell, in sentences. */
  broken: string[];
}

const problem = (name: string, status: number, retryAfter?: string) =>
  Response.json(
    { type: `urn:satchel:problem:${name}`, title: 'No', status },
    {
      status,
      headers: { 'Content-Type': 'application/problem+json', ...(retryAfter && { 'Retry-After': retryAfter }) },
    },
  );
const page = (body: string, status: number, type: string) =>
  new Response(body, { status, headers: { 'Content-Type': type } });
const broken = () => new TypeError('Failed to fetch');

export async function send(
  network: Network,
  device: Device,
  fault: NetFault,
  { path, init }: { path: string; init: RequestInit },
): Promise<Response> {
  const { server, arrivals } = network;
  const forward = () => passOn(network, path, init);
  switch (fault) {
    case 'well':
      return await forward();
    case 'offline':
      throw broken();
    case 'lost':
      await forward();
      throw broken();
    case 'held':
      arrivals.push(async () => {
        await forward();
      });
      throw broken();
    case 'slow': {
      const response = await forward();
      return await device.slow(response);
    }
    case 'twice': {
      const response = await forward();
      await forward();
      return response;
    }
    case 'portal':
      return page('<html>Welcome to the school network', 200, 'text/html');
    case 'portal-json':
      return page('{"outcome":"applied","login":"https://portal.example/"}', 200, 'application/json');
    case 'truncated': {
      const response = await forward();
      const text = await response.text();
      return page(text.slice(0, Math.floor(text.length / 2)), response.status, 'application/json');
    }
    case '401':
      return problem('unauthorized', 401);
    case '403-proxy':
      return page('<html>Blocked', 403, 'text/html');
    case '409':
      return problem('conflict', 409);
    case '413':
      return problem('too-large', 413);
    case '429':
      return problem('rate-limited', 429, '30');
    case '500':
      return problem('internal', 500);
    case '503':
      return problem('unavailable', 503, '5');
    case 'kill-before':
      device.kill();
      return await device.hang();
    case 'kill-after':
      await forward();
      device.kill();
      return await device.hang();
    case 'server-killed-before':
      server.diesInCommit = true;
      try {
        return await forward();
      } finally {
        server.diesInCommit = false;
        if (server.isDown) await server.start();
      }
    case 'server-killed':
      await forward();
      server.kill();
      await server.start();
      throw broken();
    case 'power-cut':
      // What was answered before the power went is what the device goes by.
      return await answeredThen(forward, () => server.powerCut());
    case 'power-cut-before':
      server.commitsFail = 1;
      return await answeredThen(forward, async () => {
        server.commitsFail = 0;
        await server.powerCut();
      });
    case 'disk-fails': {
      const { storage } = server;
      if (storage.isRemote) storage.losesCommit = true;
      else server.commitsFail = 1;
      return await answeredThen(forward, async () => {
        storage.losesCommit = false;
        server.commitsFail = 0;
      });
    }
  }
}

async function answeredThen(forward: () => Promise<Response>, after: () => Promise<void>): Promise<Response> {
  const response = await forward();
  const { status, headers } = response;
  const body = await response.arrayBuffer();
  await after();
  return new Response(body, { status, headers });
}
