/*
 * PostgreSQL goes away under a class that uploads, for AWAY_SECONDS (2 without it), then hangs for as long, and comes back; nobody
 * touches the server. Oracle: it says so by /readyz and its metrics, acknowledges nothing meanwhile, and everything that it
 * ever acknowledged is there afterwards, by its own list and by its own check.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../support/node-program.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { BASIC, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { sendBatch } from '../support/wire-client.ts';
import { acknowledged, type Classmate, countAcked, expectAllThereOnce, nextBatch, openClass } from './classmates.ts';

const DEVICES = 10;
const AWAY_MS = Number(process.env.AWAY_SECONDS ?? 2) * 1000;

let root: string;
let postgres: PostgresServer;
let server: ServerProcess;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-away-'));
  postgres = await startPostgres();
  await postgres.run('create database satchel');
  const env = { DEMO: '0', LOG_LEVEL: 'silent', DATABASE_URL: postgres.url('satchel') };
  server = await startServerProcess({ dataDir: join(root, 'server'), env });
}, 120_000);
afterAll(async () => {
  await server.kill('SIGKILL');
  await postgres.dispose();
  await rm(root, { recursive: true, force: true });
});

/** Sends what was refused again, as a device does. */
async function uploadUntil(stop: AbortSignal, classmate: Classmate): Promise<void> {
  while (!stop.aborted) {
    const response = await sendBatch(server.url, classmate.device, nextBatch(classmate).body);
    if (response.status === 200) acknowledged(classmate);
    else {
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      await wait(50);
    }
    await response.arrayBuffer();
  }
}

/** Asks until it is so. @returns what it says of itself then */
async function readiness(status: number): Promise<unknown> {
  for (;;) {
    const response = await fetch(`${server.url}/readyz`);
    if (response.status === status) return response.json();
    await response.arrayBuffer();
    await wait(50);
  }
}

test('a PostgreSQL that is gone, or hangs, turns readiness and loses nothing; when it is back all goes on by itself', async () => {
  const { classmates } = await openClass(server.url, DEVICES);
  const stop = new AbortController();
  const uploads = Promise.all(classmates.map((classmate) => uploadUntil(stop.signal, classmate)));
  const progress = async () => {
    const before = classmates.map(({ acked }) => acked.length);
    while (!classmates.every(({ acked }, n) => acked.length > (before[n] ?? 0))) {
      await Promise.race([uploads, wait(10)]);
    }
  };
  await progress();

  await postgres.kill('SIGINT');
  expect(await readiness(503)).toMatchObject({ detail: 'The store accepts no writes.' });
  const atOnce = countAcked(classmates);
  await wait(AWAY_MS);
  expect(countAcked(classmates)).toBe(atOnce);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await postgres.start();
  expect(await readiness(200)).toEqual({ status: 'ok' });
  await progress();

  const processes = postgres.pids();
  execFileSync('kill', ['-STOP', ...processes]);
  expect(await readiness(503)).toMatchObject({ detail: expect.stringContaining('has not taken a write') });
  await wait(AWAY_MS);
  execFileSync('kill', ['-CONT', ...processes]);
  expect(await readiness(200)).toEqual({ status: 'ok' });
  await progress();
  stop.abort();
  await uploads;

  await expectAllThereOnce(server.url, classmates);
  const metrics = await (await fetch(`${server.url}/metrics`, { headers: { authorization: BASIC } })).text();
  expect(Number(/^satchel_store_writes_lost_total (\d+)$/m.exec(metrics)?.[1])).toBeGreaterThan(DEVICES);
  const env = { DATABASE_URL: postgres.url('satchel') };
  const checked = await runProgram('dist/server/commands/check-store.js', [], env);
  expect(checked).toEqual({ code: 0, output: expect.stringMatching(/^Checked .*agrees\.$/m) });
  console.log(`PostgreSQL away twice for ${AWAY_MS} ms: ${countAcked(classmates)} answers acknowledged, 0 lost`);
}, 300_000);
