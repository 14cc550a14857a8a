import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { type Settings, SettingsError } from './settings.ts';

export interface Listening {
  /** With the real port. */
  url: string;
  /** The name or address that is listened at; of a socket that was handed over the one that it has. */
  host: string;
  /** Answers as before, and closes each connection after its next answer, so that its client opens the next one elsewhere. */
  drain(): void;
  /** Takes no new connection, and resolves when every request that was accepted has its answer or the time is over. */
  stop(graceMs: number): Promise<void>;
}

/**
 * For a request to arrive whole. A package of half a gigabyte takes forty minutes at 2 Mbit/s; Node.js would end it after
 * five. Headers have their own, short, time, and nothing is read of a body before its sender is known.
 */
const REQUEST_TIMEOUT_MS = 60 * 60_000;

/**
 * Connections that wait until this process gets to them, as many as Linux allows by itself. Of a school that comes back within one second
 * more than Node.js's 511 would wait, and those beyond are tried again seconds later, or reset.
 */
const BACKLOG = 4096;

/** What a request is for that names no host, as HTTP/1.0 need not: a proxy asks so for `/readyz` (HAProxy's `option httpchk GET /readyz`). */
const NO_HOST = 'localhost';

type Fetch = (request: Request) => Response | Promise<Response>;

/**
 * Serves an app at the settings' host and port, or on the socket that was handed over; over TLS when there is a certificate.
 * @throws SettingsError when the port is taken or not allowed, or the certificate cannot be used
 */
export async function listen(fetch: Fetch, { host, port, tls, listenFd }: Settings): Promise<Listening> {
  const server: Server = tls
    ? secureServer(fetch, tls)
    : (createAdaptorServer({ fetch, createServer, hostname: NO_HOST }) as Server);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new SettingsError(`HOST and PORT cannot be listened on: ${error.message}`)));
    const place = listenFd === undefined ? { port, host } : { fd: listenFd };
    // Beside the place: of a socket that was handed over Node.js does not look for it there.
    server.listen(place, BACKLOG, resolve);
  });
  const address = server.address() as AddressInfo;
  const at = listenFd === undefined ? host : address.address;
  const scheme = tls ? 'https' : 'http';
  return {
    url: `${scheme}://${nameOf(at)}:${address.port}`,
    host: at,
    drain: () => server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close')),
    stop: (graceMs) => stop(server, graceMs),
  };
}

function secureServer(fetch: Fetch, { certPath, keyPath }: { certPath: string; keyPath: string }): Server {
  const serverOptions = { cert: readPem('TLS_CERT', certPath), key: readPem('TLS_KEY', keyPath) };
  try {
    return createAdaptorServer({ fetch, createServer: createSecureServer, serverOptions, hostname: NO_HOST }) as Server;
  } catch (error) {
    throw new SettingsError(`TLS_CERT and TLS_KEY are no pair: ${messageOf(error)}`);
  }
}

function readPem(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new SettingsError(`${name} cannot be read: ${messageOf(error)}`);
  }
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A kept-alive connection is idle only after its answer, so that asking once would wait for its time-out.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** The host as this machine reaches it. */
function nameOf(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
