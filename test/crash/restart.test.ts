/*
 * The server is started anew under a class that uploads, as systemd does it: the socket stays open, one process ends and the
 * next one takes it over. Oracle: each request of each client, over connections that are kept alive, is answered with 200,
 * and every batch is there. Closing the socket, or a connection that a client may still write to, makes it fail.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromRoot } from '../../src/commands/paths.mjs';
import { syncAnswer } from '../../src/shared/contract/set-responses.ts';
import { serverEnv } from '../support/server-process.ts';
import { sendBatch } from '../support/wire-client.ts';
import { acknowledged, type Classmate, countAcked, expectAllThereOnce, nextBatch, openClass } from './classmates.ts';

const DEVICES = 12;
const RESTARTS = 2;
/** Between two batches of a device: what is tried is each connection's end, not the machine. */
const PAUSE_MS = 20;

/** What systemd does with a service that has a socket: it hands on signals, and starts a server that ended. It never reads from the socket. */
const SYSTEMD = `
start() { (LISTEN_FDS=1 LISTEN_PID=$BASHPID exec "$0" dist/server/main.js) & server=$!; }
start
while read -r signal; do
  kill -$signal $server; echo "sent $signal"
  if [ $signal = TERM ]; then wait $server; echo "ended with $?"; start; fi
done
kill -KILL $server`;

let dataDir: string;
let url: string;
let systemd: ChildProcessByStdio<Writable, Readable, null>;
let output = '';

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-restart-'));
  // Node.js shows the descriptor of a server nowhere else.
  const socket = createServer().listen(0, '0.0.0.0') as Server & { _handle: { fd: number } };
  await once(socket, 'listening');
  url = `http://127.0.0.1:${(socket.address() as AddressInfo).port}`;
  systemd = spawn('bash', ['--norc', '-c', SYSTEMD, process.execPath], {
    cwd: fromRoot(),
    // As the unit has it. On a busy machine a client may leave a connection alone for longer than a shorter one would last.
    env: serverEnv({ DATA_DIR: dataDir, DEMO: '0', DRAIN_SECONDS: '6' }),
    stdio: ['pipe', 'pipe', 'inherit', socket._handle.fd],
  }) as typeof systemd;
  socket.close();
  systemd.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await started(1);
});

afterAll(async () => {
  systemd.stdin.end();
  await once(systemd, 'close');
  await rm(dataDir, { recursive: true, force: true });
});

/** Resolves when that many servers have said that they listen. */
async function started(count: number): Promise<void> {
  while (output.split('listening on').length <= count) await once(systemd.stdout, 'data');
}

async function uploadUntil(stop: AbortSignal, classmate: Classmate): Promise<void> {
  while (!stop.aborted) {
    const { body, lastSeq } = nextBatch(classmate);
    const response = await sendBatch(url, classmate.device, body);
    expect(response.status).toBe(200);
    expect(syncAnswer.parse(await response.json())).toMatchObject({ outcome: 'applied', ackedThrough: lastSeq });
    acknowledged(classmate);
    await wait(PAUSE_MS);
  }
}

test('the socket keeps as many connections waiting as one that the server opens, while the server gets to none', async () => {
  systemd.stdin.write('STOP\n');
  while (!output.includes('sent STOP')) await once(systemd.stdout, 'data');
  // More than Node.js has wait by itself: those beyond would be tried again for as long as the server stands still.
  const school = Array.from({ length: 700 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
  try {
    await Promise.all(school.map((socket) => once(socket, 'connect')));
  } finally {
    for (const socket of school) socket.destroy();
    systemd.stdin.write('CONT\n');
  }
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('a restart with the socket kept open refuses no request and loses no answer', async () => {
  const { classmates } = await openClass(url, DEVICES);
  const stop = new AbortController();
  const uploads = Promise.all(classmates.map((classmate) => uploadUntil(stop.signal, classmate)));
  let readiness = 0;
  for (let restart = 1; restart <= RESTARTS; restart += 1) {
    const before = countAcked(classmates);
    systemd.stdin.write('TERM\n');
    // A request that fails ends the wait, and the test.
    await Promise.race([uploads, once(systemd.stdout, 'data')]);
    await Promise.race([uploads, started(restart + 1)]);
    readiness += (await fetch(`${url}/readyz`)).status;
    while (countAcked(classmates) < before + DEVICES * 4) await Promise.race([uploads, fetch(`${url}/healthz`)]);
  }
  stop.abort();
  await uploads;
  expect(readiness).toBe(RESTARTS * 200);
  expect(output.match(/ended with \d+/g)).toEqual(Array.from({ length: RESTARTS }, () => 'ended with 0'));
  // By the address of the socket, and not by HOST.
  expect(output).not.toContain('Only this machine reaches it');
  await expectAllThereOnce(url, classmates);
  console.log(`${RESTARTS} restarts, ${DEVICES} devices, ${countAcked(classmates)} answers, 0 requests refused`);
});
