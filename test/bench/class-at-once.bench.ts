import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import {
  batchBody,
  choiceExam,
  createSession,
  type Given,
  openDevice,
  putExam,
  submitClaimOf,
} from '../support/wire-client.ts';
import { cpuMs, median, report } from './measure.ts';

const DEVICES = 200;
const QUESTIONS = 40;
/** A server on the day of a test is warm: by then it has answered sign-ins and lists of the same class. */
const WARM_UP_ROUNDS = 3;
const ROUNDS = 7;

interface Upload {
  path: string;
  authorization: string;
  body: Buffer;
}

let dataDir: string;
let satchel: ServerProcess;
let bare: ChildProcess;
let bareUrl: string;
const rounds: Upload[][] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-class-'));
  satchel = await startServerProcess({ dataDir, env: { DEMO: '0', LOG_LEVEL: 'info' } });
  bare = spawn(process.execPath, [resolve(import.meta.dirname, 'bare-server.mjs'), join(dataDir, 'bare.db')]);
  const [line] = (await once(bare.stdout ?? bare, 'data')) as [Buffer];
  bareUrl = line.toString().trim().replace('listening on ', '');
  const configId = await putExam(satchel.url, 'class', choiceExam(QUESTIONS));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const uploads: Upload[] = [];
    for (let n = 0; n < DEVICES; n++) uploads.push(await finishedExam(configId, `${round}-${n}`));
    rounds.push(uploads);
  }
}, 300_000);

afterAll(async () => {
  bare.kill('SIGKILL');
  await satchel.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

async function finishedExam(configId: string, name: string): Promise<Upload> {
  const session = await createSession(satchel.url, configId, `student-${name}`);
  const device = await openDevice(satchel.url, session.ticket, name);
  const given: Given[] = Array.from({ length: QUESTIONS }, (_, n) => ({
    itemId: `item-${n}`,
    questionId: `q-${n}`,
    response: { options: [{ index: (n * 3) % 4 }] },
    seq: n + 1,
  }));
  const body = batchBody(device, given, { baseSeq: 0, lastSeq: QUESTIONS }, submitClaimOf(device, given, QUESTIONS));
  return {
    path: `/api/exam-session/${session.id}/responses`,
    authorization: `Bearer ${device.session.uploadToken}`,
    body: gzipSync(body),
  };
}

/** Sends all of them at once, each over a connection of its own, as devices do. @returns milliseconds */
async function sendAll(url: string, uploads: Upload[]): Promise<number> {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: false, maxSockets: DEVICES });
  const started = performance.now();
  await Promise.all(
    uploads.map(
      ({ path, authorization, body }) =>
        new Promise<void>((done, failed) => {
          const sent = request(
            {
              agent,
              hostname,
              port,
              path,
              method: 'POST',
              headers: {
                Authorization: authorization,
                'Content-Type': 'application/json',
                'Content-Encoding': 'gzip',
                'Content-Length': body.length,
              },
            },
            (response) => {
              response
                .resume()
                .on('end', () => (response.statusCode === 200 ? done() : failed(new Error(`${response.statusCode}`))));
            },
          );
          sent.on('error', failed).end(body);
        }),
    ),
  );
  return performance.now() - started;
}

async function measured(url: string, pid: number, uploads: Upload[]) {
  const before = await cpuMs(pid);
  const wall = await sendAll(url, uploads);
  return { wall, cpu: (await cpuMs(pid)) - before };
}

test('a class of 200 that submits at once costs at most 3 times a bare HTTP server over SQLite', async () => {
  const ours: Array<{ wall: number; cpu: number }> = [];
  const floor: Array<{ wall: number; cpu: number }> = [];
  for (const [round, uploads] of rounds.entries()) {
    const bareRun = await measured(bareUrl, bare.pid ?? 0, uploads);
    const satchelRun = await measured(satchel.url, satchel.pid, uploads);
    if (round >= WARM_UP_ROUNDS) {
      floor.push(bareRun);
      ours.push(satchelRun);
    }
  }
  const wall = { ours: median(ours.map((run) => run.wall)), bare: median(floor.map((run) => run.wall)) };
  const cpu = { ours: median(ours.map((run) => run.cpu)), bare: median(floor.map((run) => run.cpu)) };
  report(
    'class at once, wall',
    wall.ours / wall.bare,
    '<= 3',
    `${wall.ours.toFixed(0)} ms beside ${wall.bare.toFixed(0)} ms`,
  );
  report(
    'class at once, server CPU',
    cpu.ours / cpu.bare,
    '<= 3',
    `${(cpu.ours / DEVICES).toFixed(2)} ms a device beside ${(cpu.bare / DEVICES).toFixed(2)} ms`,
  );
  expect(ours).toHaveLength(ROUNDS);
}, 120_000);
