import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clocks } from '../../src/server/clock-watch.ts';
import { createLog } from '../../src/server/log.ts';
import { OperatorError } from '../../src/server/operator-error.ts';
import { SettingsError } from '../../src/server/settings.ts';
import { type RunningServer, startServer } from '../../src/server/start-server.ts';
import { DataDirInUse } from '../../src/server/store/data-dir.ts';
import { openStore } from '../../src/server/store/open-store.ts';
import { workspaceName } from '../../src/server/store/workspaces.ts';
import { TEST_SCRYPT_COST } from '../support/server.ts';

const DAY_MS = 24 * 3600_000;
const APP = { APP_KEY: 'school-key', APP_SECRET: 'a secret of the school' };
const certificate = (name: string) => join(import.meta.dirname, '../support/tls', name);

let dataDir: string;
let lines: string[];
let running: RunningServer[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-main-'));
  lines = [];
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.stop(0);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}, clocks?: Clocks): Promise<RunningServer> {
  lines = [];
  const server = await startServer(
    { DATA_DIR: dataDir, PORT: '0', DEMO: '0', LOG_LEVEL: 'silent', ...env },
    {
      print: (line) => lines.push(line),
      createLog: (level) => createLog(level),
      staticDir: join(dataDir, 'none'),
      passwordCost: TEST_SCRYPT_COST,
      ...(clocks && { clocks }),
    },
  );
  running.push(server);
  return server;
}

const line = (pattern: RegExp) => lines.map((text) => pattern.exec(text)).find((match) => match !== null);

const signIn = (server: RunningServer, password: string) =>
  fetch(`${server.url}/api/staff/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });

const listSessions = (server: RunningServer, appKey: string, appSecret: string) =>
  fetch(`${server.url}/api/exam-sessions`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${appKey}:${appSecret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{}',
  });

describe('a first start', () => {
  it('says where it listens in its last line, and answers there', async () => {
    const server = await start();
    expect(lines.at(-1)).toBe(`listening on ${server.url}`);
    expect(server.url).toMatch(/^http:\/\/localhost:[1-9]\d*$/);
    for (const path of ['/healthz', '/readyz']) {
      const response = await fetch(server.url + path);
      expect([response.status, await response.json()]).toMatchObject([200, { status: 'ok' }]);
    }
  });

  it('makes a staff account and an API key, and tells them once', async () => {
    const first = await start();
    const password = line(/^Staff account admin, password (\S+) \(shown this once\)$/)?.[1] ?? '';
    const [, appKey = '', appSecret = ''] = line(/^API key (\S+), secret (\S+) \(shown this once\)$/) ?? [];
    expect(password).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
    expect((await signIn(first, password)).status).toBe(200);
    expect((await listSessions(first, appKey, appSecret)).status).toBe(200);
    await first.stop();

    const second = await start();
    expect(lines.join('\n')).not.toMatch(/password|secret/);
    expect((await signIn(second, password)).status).toBe(200);
    expect((await listSessions(second, appKey, appSecret)).status).toBe(200);
  });

  it('takes the account and the key from the environment, and does not repeat them', async () => {
    const server = await start({ ...APP, ADMIN_PASSWORD: 'correct horse' });
    expect(lines.join('\n')).not.toMatch(/correct horse|a secret of the school/);
    expect((await signIn(server, 'correct horse')).status).toBe(200);
    expect((await listSessions(server, APP.APP_KEY, APP.APP_SECRET)).status).toBe(200);
  });

  it('leaves nothing in the database that tells a password or a secret', async () => {
    const server = await start({ ...APP, ADMIN_PASSWORD: 'correct horse' });
    await server.stop();
    const bytes = readFileSync(join(dataDir, 'satchel.sqlite'), 'latin1');
    expect(bytes).not.toContain('correct horse');
    expect(bytes).not.toContain(APP.APP_SECRET);
  });

  it('says that only this machine reaches it, and what other devices need', async () => {
    await start();
    expect(line(/^Only this machine reaches it\. Other devices need HTTPS/)).toBeDefined();
  });

  it('says that other devices need HTTPS when they reach it without', async () => {
    await start({ HOST: '0.0.0.0' });
    expect(line(/^Other devices need HTTPS/)).toBeDefined();
  });
});

describe('a later start', () => {
  it('gives the key of the environment its new secret', async () => {
    await (await start({ ...APP, ADMIN_PASSWORD: 'correct horse' })).stop();
    const server = await start({ ...APP, APP_SECRET: 'another secret', ADMIN_PASSWORD: 'correct horse' });
    expect((await listSessions(server, APP.APP_KEY, APP.APP_SECRET)).status).toBe(401);
    expect((await listSessions(server, APP.APP_KEY, 'another secret')).status).toBe(200);
  });

  it('keeps the password of the account that is there', async () => {
    await (await start({ ...APP, ADMIN_PASSWORD: 'correct horse' })).stop();
    const server = await start({ ...APP, ADMIN_PASSWORD: 'another password' });
    expect((await signIn(server, 'another password')).status).toBe(401);
    expect((await signIn(server, 'correct horse')).status).toBe(200);
  });
});

describe('the demo', () => {
  it('is loaded into an empty store, and its tickets are told at every start', async () => {
    const env = { ...APP, ADMIN_PASSWORD: 'correct horse', DEMO: '1' };
    await (await start(env)).stop();
    const told = lines.filter((text) => text.startsWith('Demo student'));
    expect(told.length).toBeGreaterThan(0);
    expect(told[0]).toMatch(/ signs in with the ticket [A-Z2-9]{4}-[A-Z2-9]{4}$/);
    await start(env);
    expect(lines.filter((text) => text.startsWith('Demo student'))).toEqual(told);
  });
});

describe('TLS', () => {
  const tls = {
    ...APP,
    ADMIN_PASSWORD: 'correct horse',
    TLS_CERT: certificate('cert.pem'),
    TLS_KEY: certificate('key.pem'),
  };

  /** As a device that believes the certificate. */
  async function ask(url: string, headers: Record<string, string> = {}) {
    const asked = request(url, { ca: readFileSync(certificate('cert.pem')), headers }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: await text(response) };
  }

  it('is spoken with the certificate that is given, and needs no further words', async () => {
    const server = await start({ ...tls, HOST: '0.0.0.0' });
    expect(server.url).toMatch(/^https:\/\/localhost:/);
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
    expect(line(/HTTPS/)).toBeUndefined();
  });

  it('says when its certificate expires soon, and a monitor may read when', async () => {
    const expires = Date.parse(new X509Certificate(readFileSync(certificate('cert.pem'))).validTo);
    const token = 'a-token-of-a-monitor';
    const startAt = (now: number) => start({ ...tls, METRICS_TOKEN: token }, { now: () => now, elapsed: () => 0 });
    await (await startAt(expires - 31 * DAY_MS)).stop();
    expect(line(/expire/)).toBeUndefined();
    const server = await startAt(expires - 29 * DAY_MS);
    expect(line(/^The certificate in TLS_CERT expires on /)).toBeDefined();
    expect(lines.at(-1)).toMatch(/^listening on /);
    const { body } = await ask(`${server.url}/metrics`, { authorization: `Bearer ${token}` });
    expect(body).toContain(`\nsatchel_certificate_expires_timestamp_seconds ${expires / 1000}\n`);
  });

  it.each([
    ['a certificate that is not there', { TLS_CERT: '/nowhere/cert.pem' }, /^TLS_CERT cannot be read: /],
    ['a key that is none', { TLS_KEY: certificate('cert.pem') }, /^TLS_CERT and TLS_KEY are no pair: /],
  ])('stops the start for %s', async (_what, wrong, message) => {
    await expect(start({ ...tls, ...wrong })).rejects.toThrow(message);
  });
});

// HAProxy's `option httpchk GET /readyz`.
it('answers a proxy that asks whether it is ready and names no host', async () => {
  const server = await start(APP);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write('GET /readyz HTTP/1.0\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
});

describe('a start that cannot be', () => {
  it('says which setting is wrong before it touches the disk', async () => {
    const missing = join(dataDir, 'not-made');
    await expect(start({ DATA_DIR: missing, PORT: 'x' })).rejects.toBeInstanceOf(SettingsError);
    await expect(rm(missing)).rejects.toThrow('ENOENT');
  });

  it('says that the port is taken, and lets the data directory go again', async () => {
    const first = await start(APP);
    const port = new URL(first.url).port;
    const other = await mkdtemp(join(tmpdir(), 'satchel-main-'));
    await expect(start({ ...APP, PORT: port, DATA_DIR: other })).rejects.toThrow(
      /^HOST and PORT cannot be listened on: .*EADDRINUSE/,
    );
    await (await openStore({ dataDir: other })).close();
    await rm(other, { recursive: true });
  });

  it('tells the account and the key that a first start made, though its port is taken', async () => {
    const taken = new URL((await start(APP)).url).port;
    const other = await mkdtemp(join(tmpdir(), 'satchel-main-'));
    await expect(start({ PORT: taken, DATA_DIR: other })).rejects.toThrow('EADDRINUSE');
    const password = line(/^Staff account admin, password (\S+) /)?.[1] ?? '';
    const [, appKey = '', appSecret = ''] = line(/^API key (\S+), secret (\S+) /) ?? [];
    const again = await start({ DATA_DIR: other });
    expect((await signIn(again, password)).status).toBe(200);
    expect((await listSessions(again, appKey, appSecret)).status).toBe(200);
    await again.stop();
    await rm(other, { recursive: true });
  });

  it('says that the key is that of another workspace, and makes none for it', async () => {
    await (await start({ ...APP, WORKSPACE_ID: 'north' })).stop();
    await expect(start(APP)).rejects.toThrow(
      new OperatorError('APP_KEY is a key of another workspace than demo: is WORKSPACE_ID what it was?'),
    );
    const store = await openStore({ dataDir });
    expect(await store.read((db) => workspaceName(db, 'demo'))).toBeUndefined();
    await store.close();
  });

  it('says that another server has the data directory', async () => {
    await start(APP);
    await expect(start(APP)).rejects.toBeInstanceOf(DataDirInUse);
  });
});

it('keeps the connections of a school that comes all at once waiting, and sends none of them to try again', async () => {
  const server = await start();
  const port = Number(new URL(server.url).port);
  // All before the server, in the same process, can take one. One that finds no room is tried again by the system a second later, after
  // another one that found some.
  const open = () => connect(port, '127.0.0.1');
  const school = Array.from({ length: 700 }, open);
  const connected = school.map((socket) => once(socket, 'connect'));
  await connected[0];
  const late = open();
  await once(late, 'connect');
  expect(school.filter((socket) => socket.connecting)).toHaveLength(0);
  for (const socket of [...school, late]) socket.destroy();
  await Promise.all(connected);
});

describe('a clock that jumps', () => {
  it('turns readiness and sends devices away, and half a minute later all is well by itself', async () => {
    const time = { ahead: Date.parse('2026-03-02T09:00:00Z'), elapsed: 0 };
    const clocks = { now: () => time.ahead + time.elapsed, elapsed: () => time.elapsed };
    const server = await start({ ...APP, METRICS_TOKEN: 'a-token-of-a-monitor' }, clocks);
    const statuses = async () => {
      const list = await listSessions(server, APP.APP_KEY, APP.APP_SECRET);
      return [(await fetch(`${server.url}/readyz`)).status, list.status];
    };
    expect(await statuses()).toEqual([200, 200]);
    time.ahead += 365 * 24 * 3600_000;
    expect(await statuses()).toEqual([503, 503]);
    time.elapsed += 29_000;
    expect(await statuses()).toEqual([503, 503]);
    time.elapsed += 2_000;
    expect(await statuses()).toEqual([200, 200]);

    const headers = { authorization: 'Bearer a-token-of-a-monitor' };
    const metrics = await (await fetch(`${server.url}/metrics`, { headers })).text();
    expect(metrics).toMatch(/^satchel_clock_jumps_total 1$/m);
    expect(metrics).toMatch(/^satchel_ready 1$/m);
    expect(metrics).toMatch(/^process_resident_memory_bytes [1-9]/m);
    expect(metrics).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });
});

describe('a stop', () => {
  const bodyOf = JSON.stringify({ username: 'admin', password: 'correct horse' });
  const headersOf = (length: number) =>
    `POST /api/staff/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

  /** A request of which the server has the head and half of the body. */
  async function halfSent(server: RunningServer) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(answer)));
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(headersOf(bodyOf.length) + bodyOf.slice(0, 10));
    // Answered after the half above was read: the server has seen that request begin.
    await fetch(`${server.url}/healthz`);
    return { socket, closed };
  }

  it('answers what was accepted, takes nothing more, and leaves the store closed', async () => {
    const server = await start({ ...APP, ADMIN_PASSWORD: 'correct horse' });
    const { socket, closed } = await halfSent(server);
    const stopped = server.stop();
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    socket.write(bodyOf.slice(10));
    const answered = performance.now();
    expect(await closed).toMatch(/^HTTP\/1\.1 200 /);
    await stopped;
    // A connection that is kept alive would hold it for the 5 s of Node's keep-alive.
    expect(performance.now() - answered).toBeLessThan(3000);
    await (await openStore({ dataDir })).close();
  });

  it('waits no longer than its grace for a request that never ends', async () => {
    const server = await start({ ...APP, ADMIN_PASSWORD: 'correct horse' });
    const { closed } = await halfSent(server);
    await server.stop(50);
    expect(await closed).toBe('');
  });

  it('may be asked for twice', async () => {
    const server = await start(APP);
    await Promise.all([server.stop(), server.stop()]);
  });
});
