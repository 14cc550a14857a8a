import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { choiceExam, putExam } from '../support/wire-client.ts';
import { median, record } from './measure.ts';
import {
  type BareServer,
  type Cost,
  finishedExam,
  QUESTIONS,
  sendAll,
  startBareServer,
  type Upload,
} from './uploads.ts';

const DEVICES = 200;
/** A server on the day of a test is warm: by then it has answered sign-ins and lists of the same class. */
const WARM_UP_ROUNDS = 3;
const ROUNDS = 7;

let dataDir: string;
let satchel: ServerProcess;
let bare: BareServer;
const rounds: Upload[][] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-class-'));
  satchel = await startServerProcess({ dataDir, env: { DEMO: '0', LOG_LEVEL: 'info' } });
  bare = await startBareServer(join(dataDir, 'bare.db'));
  const configId = await putExam(satchel.url, 'class', choiceExam(QUESTIONS));
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const uploads: Upload[] = [];
    for (let n = 0; n < DEVICES; n++) uploads.push(await finishedExam(satchel.url, configId, `${round}-${n}`));
    rounds.push(uploads);
  }
}, 300_000);

afterAll(async () => {
  bare.process.kill('SIGKILL');
  await satchel.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

test('a class of 200 that submits at once costs at most 3 times a bare HTTP server over SQLite', async () => {
  const ours: Cost[] = [];
  const floor: Cost[] = [];
  for (const [round, uploads] of rounds.entries()) {
    const bareRun = await sendAll(bare.url, bare.pid, uploads);
    const satchelRun = await sendAll(satchel.url, satchel.pid, uploads);
    if (round >= WARM_UP_ROUNDS) {
      floor.push(bareRun);
      ours.push(satchelRun);
    }
  }
  const of = (runs: Cost[], what: keyof Cost) => median(runs.map((run) => run[what]));
  const wall = { ours: of(ours, 'wall'), bare: of(floor, 'wall') };
  const cpu = { ours: of(ours, 'cpu') / DEVICES, bare: of(floor, 'cpu') / DEVICES };
  record({
    id: 'class-wall',
    title: `A class of ${DEVICES} submits at once: until the last is acknowledged`,
    unit: 'ms',
    bars: [
      { name: 'Satchel', value: wall.ours },
      { name: 'bare node:http over SQLite', value: wall.bare },
    ],
    base: 1,
    budget: { text: 'at most 3 times the bare server', holds: wall.ours <= 3 * wall.bare },
  });
  record({
    id: 'class-cpu',
    title: `A class of ${DEVICES} submits at once: the server's CPU, a device`,
    unit: 'ms',
    bars: [
      { name: 'Satchel', value: cpu.ours },
      { name: 'bare node:http over SQLite', value: cpu.bare },
    ],
    base: 1,
    budget: { text: 'at most 3 times the bare server', holds: cpu.ours <= 3 * cpu.bare },
  });
  expect(ours).toHaveLength(ROUNDS);
}, 120_000);
