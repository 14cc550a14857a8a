import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadFigures } from '../load/figures.ts';
import { inTurns, readHeld } from '../load/school.ts';
import { APP_KEY, APP_SECRET, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { choiceExam, putExam } from '../support/wire-client.ts';
import { median, peakMb, percentile, record } from './measure.ts';
import {
  type BareServer,
  type Cost,
  finishedExam,
  QUESTIONS,
  sendAll,
  startBareServer,
  type Upload,
} from './uploads.ts';

const DEVICES = 1000;
const ROUNDS = ['warm-up', 'fast', 'fast', 'fast', 'slow', 'slow', 'slow', 'beside'] as const;
/** Students in the midst of the test while the herd comes, with the app's own sync code. */
const ANSWERING = 60;
const ROOT = resolve(import.meta.dirname, '../..');
const SLOW_DISK = ['--import', pathToFileURL(resolve(import.meta.dirname, 'slow-disk.mjs')).href];

let dataDir: string;
let satchel: ServerProcess;
let bare: BareServer;
let configId: string;
const rounds: Upload[][] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-herd-'));
  satchel = await startServerProcess({ dataDir, env: { DEMO: '0', NODE_OPTIONS: SLOW_DISK.join(' ') } });
  bare = await startBareServer(join(dataDir, 'bare.db'), SLOW_DISK);
  configId = await putExam(satchel.url, 'herd', choiceExam(QUESTIONS));
  for (const round of ROUNDS.keys()) {
    rounds.push(await inTurns(DEVICES, 8, (n) => finishedExam(satchel.url, configId, `${round}-${n}`)));
  }
}, 400_000);

afterAll(async () => {
  bare.process.kill('SIGKILL');
  await satchel.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const uploadsOf = (kind: (typeof ROUNDS)[number]) => rounds.filter((_, at) => ROUNDS[at] === kind);

async function besideBare(kind: 'fast' | 'slow') {
  const runs: Array<{ ours: Cost; floor: Cost }> = [];
  for (const uploads of uploadsOf(kind)) {
    const floor = await sendAll(bare.url, bare.pid, uploads);
    runs.push({ floor, ours: await sendAll(satchel.url, satchel.pid, uploads) });
  }
  return runs;
}

function tell(disk: string, id: string, runs: Array<{ ours: Cost; floor: Cost }>): void {
  for (const [what, words] of [
    ['wall', 'until the last is acknowledged'],
    ['cpu', "the server's CPU"],
  ] as const) {
    const ours = median(runs.map((run) => run.ours[what]));
    const floor = median(runs.map((run) => run.floor[what]));
    record({
      id: `${id}-${what}`,
      title: `${DEVICES} devices submit at once${disk}: ${words}`,
      unit: 'ms',
      bars: [
        { name: 'Satchel', value: ours },
        { name: 'bare node:http over SQLite', value: floor },
      ],
      base: 1,
      budget: { text: 'at most 3 times the bare server', holds: ours <= 3 * floor },
    });
  }
}

test('1,000 devices that submit at once cost at most 3 times a bare HTTP server, and none is dropped', async () => {
  for (const uploads of uploadsOf('warm-up')) {
    await sendAll(bare.url, bare.pid, uploads);
    await sendAll(satchel.url, satchel.pid, uploads);
  }
  tell('', 'herd', await besideBare('fast'));
});

test('the same on a disk whose fsync takes 5 ms', async () => {
  const switchDisks = () => {
    process.kill(satchel.pid, 'SIGUSR2');
    process.kill(bare.pid, 'SIGUSR2');
  };
  switchDisks();
  const runs = await besideBare('slow');
  switchDisks();
  tell(', each fsync taking 5 ms', 'herd-slow-disk', runs);
});

test('students who answer while 1,000 come back hear from the server within a second of sending', async () => {
  const child = spawn(
    process.execPath,
    `src/commands/load.mjs --json --devices 0 --answering ${ANSWERING} --questions 20 --pace 1 --url ${satchel.url}`.split(
      ' ',
    ),
    { cwd: ROOT, env: { ...process.env, APP_KEY, APP_SECRET }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const ended = once(child, 'close');
  for await (const chunk of child.stderr as AsyncIterable<Buffer>) if (chunk.toString().includes('answer')) break;
  child.stderr.resume();
  // So that all of them are in the midst of it: with the first answers of a test a device asks for more than their upload.
  await new Promise((resolve) => setTimeout(resolve, 8000));
  const [uploads = []] = uploadsOf('beside');
  const from = Date.now();
  const herd = await sendAll(satchel.url, satchel.pid, uploads);
  const to = Date.now();
  await ended;
  const figures: LoadFigures = JSON.parse(out.trim().split('\n').at(-1) ?? '');
  const during = figures.samples.filter(({ at, beyond }) => at >= from && at - beyond <= to);
  const delays = during.map(({ beyond }) => beyond);
  record({
    id: 'herd-autosave',
    title: `An answer saved while ${DEVICES} devices submit: beyond its own waiting, at p99 of ${during.length}`,
    unit: 'ms',
    bars: [
      { name: 'Satchel', value: percentile(delays, 0.99) },
      { name: 'the herd itself', value: herd.wall },
    ],
    base: 1,
    budget: { text: 'under a second', holds: percentile(delays, 0.99) < 1000 },
  });
  expect(figures).toMatchObject({ acknowledged: ANSWERING, dropped: 0, differing: 0 });
  expect(during.length).toBeGreaterThan(0);
});

test('the server held less than 300 MB, and holds every exam complete', async () => {
  // Before the list is asked for, which takes memory of its own.
  const peak = await peakMb(satchel.pid);
  record({
    id: 'herd-memory',
    title: `The most memory that the server held at once, of ${ROUNDS.length} such herds`,
    unit: 'MB',
    bars: [
      { name: 'Satchel', value: peak },
      { name: 'bare node:http over SQLite', value: await peakMb(bare.pid) },
    ],
    base: 1,
    budget: { text: 'under 300 MB', holds: peak < 300 },
  });
  const held = await readHeld({ url: satchel.url, key: `${APP_KEY}:${APP_SECRET}` }, configId);
  const whole = [...held.values()].filter(
    ({ maturity, chosen }) => maturity === 'COMPLETE' && chosen.size === QUESTIONS,
  );
  expect(whole).toHaveLength(DEVICES * ROUNDS.length);
});
