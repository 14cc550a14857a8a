import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { syncAnswer } from '../../src/shared/contract/set-responses.ts';
import type { LoadFigures } from '../load/figures.ts';
import { inTurns } from '../load/school.ts';
import { Wire } from '../load/wire.ts';
import { APP_KEY, APP_SECRET, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { choiceExam, putExam } from '../support/wire-client.ts';
import { cpuMs, record } from './measure.ts';
import { finishedExam, QUESTIONS } from './uploads.ts';

/*
 * The same answers of the same class by PouchDB: each device has a database of its own with a finished exam in it, and all of
 * them replicate to the class's database at once. Both sides are the client's whole code over memory, with Chromium's headers.
 */
const DEVICES = 100;
const WARM_UP = 30;
const PEERS = resolve(import.meta.dirname, 'peers');
const ROOT = resolve(import.meta.dirname, '../..');

interface Document {
  _id: string;
  [field: string]: unknown;
}

/** What is used here of PouchDB, which is only there when the peers are installed. */
interface Database {
  bulkDocs(documents: Document[]): Promise<unknown>;
  replicate: { to(target: Database): Promise<{ ok: boolean; docs_written: number }> };
  info(): Promise<{ doc_count: number }>;
}
type Pouch = new (name: string, options: object) => Database;

let Pouch: Pouch;
let folder: string;
let couch: ChildProcess;
let url: string;
let satchel: ServerProcess;

beforeAll(async () => {
  ({ Pouch } = (await import(pathToFileURL(join(PEERS, 'pouch.mjs')).href)) as { Pouch: Pouch });
  folder = await mkdtemp(join(tmpdir(), 'satchel-pouchdb-'));
  couch = spawn(process.execPath, [join(PEERS, 'couch-server.mjs'), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(couch.stdout ?? couch, 'data')) as [Buffer];
  url = line.toString().trim().replace('listening on ', '');
  satchel = await startServerProcess({ dataDir: join(folder, 'satchel'), env: { DEMO: '0' } });
});

afterAll(async () => {
  couch.kill('SIGKILL');
  await satchel.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const answers = choiceExam(QUESTIONS).items.map(({ id, questions: [question] }, n) => ({
  itemId: id,
  questionId: question?.id,
  response: { options: [{ index: (n * 3) % 4 }] },
  seq: n + 1,
}));
const submit = { submittedAt: 1_770_000_900_000, count: QUESTIONS };

/** What a student's device has of a finished exam, as documents. */
type Model = (student: string) => Document[];
const documentAnAnswer: Model = (student) => [
  ...answers.map((answer) => ({ _id: `${student}/${answer.itemId}`, ...answer })),
  { _id: `${student}/submit`, ...submit },
];
const documentAnExam: Model = (student) => [{ _id: student, answers, submit }];

interface Class {
  wallMs: number;
  bytes: number;
  cpuMs: number;
}

async function replicateAll(name: string, count: number, model: Model): Promise<Class> {
  await fetch(`${url}/${name}`, { method: 'PUT' });
  const devices = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const own = new Pouch(`${name}-${n}`, { adapter: 'memory' });
      await own.bulkDocs(model(`student-${n}`));
      const wire = new Wire(url);
      return {
        own,
        wire,
        theirs: new Pouch(`${url}/${name}`, { adapter: 'http', skip_setup: true, fetch: wire.fetch }),
      };
    }),
  );
  const before = await cpuMs(couch.pid ?? 0);
  const started = performance.now();
  const done = await Promise.all(devices.map(({ own, theirs }) => own.replicate.to(theirs)));
  const wallMs = performance.now() - started;
  const used = (await cpuMs(couch.pid ?? 0)) - before;
  const written = done.reduce((sum, { docs_written }) => sum + docs_written, 0);
  const { doc_count } = (await (await fetch(`${url}/${name}`)).json()) as { doc_count: number };
  const documents = count * model('').length;
  if (written !== documents || doc_count !== documents)
    throw new Error(`${doc_count} of ${documents} documents arrived`);
  const bytes = devices.reduce((sum, { wire }) => sum + wire.bytes.up + wire.bytes.down, 0);
  for (const { wire } of devices) wire.close();
  return { wallMs, bytes, cpuMs: used };
}

/** The app's whole sync code: what it asks for after its receipt, and reports to staff, is in it. */
async function satchelClass(count: number): Promise<Class> {
  const args = `src/commands/load.mjs --json --devices ${count} --arrive 0 --url ${satchel.url} --watch ${satchel.pid}`;
  const env = { ...process.env, APP_KEY, APP_SECRET };
  const { stdout } = await promisify(execFile)(process.execPath, args.split(' '), { cwd: ROOT, env });
  const figures: LoadFigures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(figures).toMatchObject({ acknowledged: count, dropped: 0, differing: 0 });
  return {
    wallMs: figures.herdMs ?? Number.NaN,
    bytes: figures.bytesUp + figures.bytesDown,
    cpuMs: figures.watched[0]?.measuredMs ?? Number.NaN,
  };
}

/** Of that the request that carries the answers, and its answer with the receipt, and nothing else. */
async function satchelUploads(): Promise<Class> {
  const configId = await putExam(satchel.url, 'uploads', choiceExam(QUESTIONS));
  const uploads = await inTurns(DEVICES, 8, (n) => finishedExam(satchel.url, configId, `alone-${n}`));
  const before = await cpuMs(satchel.pid);
  const started = performance.now();
  const sent = await Promise.all(
    uploads.map(async ({ path, authorization, body }) => {
      const wire = new Wire(satchel.url);
      const headers = { authorization, 'content-type': 'application/json', 'content-encoding': 'gzip' };
      const response = await wire.fetch(path, { method: 'POST', headers, body: new Uint8Array(body).buffer });
      expect(syncAnswer.parse(await response.json())).toMatchObject({ outcome: 'applied' });
      return wire;
    }),
  );
  const wallMs = performance.now() - started;
  const used = (await cpuMs(satchel.pid)) - before;
  const bytes = sent.reduce((sum, wire) => sum + wire.bytes.up + wire.bytes.down, 0);
  for (const wire of sent) wire.close();
  return { wallMs, bytes, cpuMs: used };
}

test('a class through PouchDB and express-pouchdb takes at least 6 times the bytes and 5 times the wall time', async () => {
  await replicateAll('warm-up', WARM_UP, documentAnAnswer);
  await satchelClass(WARM_UP);
  const classes = [
    { name: 'Satchel, the whole app', ...(await satchelClass(DEVICES)) },
    { name: 'PouchDB, a document an answer', ...(await replicateAll('by-answer', DEVICES, documentAnAnswer)) },
    { name: 'PouchDB, a document an exam', ...(await replicateAll('by-exam', DEVICES, documentAnExam)) },
    { name: 'Satchel, the upload alone', ...(await satchelUploads()) },
  ];
  const [whole, byAnswer, , alone] = classes;
  const bars = (value: (one: Class) => number) => classes.map((one) => ({ name: one.name, value: value(one) }));
  record({
    id: 'pouchdb-bytes',
    title: `A class of ${DEVICES} comes back with finished exams: bytes both ways, a device`,
    unit: 'kB',
    bars: bars(({ bytes }) => bytes / DEVICES / 1000),
    base: 0,
    budget: {
      text: 'PouchDB, a document an answer, takes at least 6 times the bytes of the upload alone',
      holds: Number(byAnswer?.bytes) >= 6 * Number(alone?.bytes),
    },
  });
  record({
    id: 'pouchdb-wall',
    title: `A class of ${DEVICES} comes back with finished exams: until the last device is done`,
    unit: 'ms',
    bars: bars(({ wallMs }) => wallMs),
    base: 0,
    budget: {
      text: 'PouchDB, a document an answer, takes at least 5 times as long as the whole app',
      holds: Number(byAnswer?.wallMs) >= 5 * Number(whole?.wallMs),
    },
  });
  record({
    id: 'pouchdb-cpu',
    title: `A class of ${DEVICES} comes back with finished exams: the server's CPU, a device`,
    unit: 'ms',
    bars: bars((one) => one.cpuMs / DEVICES),
    base: 0,
  });
});
