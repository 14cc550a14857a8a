/*
 * A school on one page: the real server app over a real store, devices with the real database code over
 * fake-indexeddb, and between them a network that does what a test says. Nothing runs by itself: every step is awaited.
 */
import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { expect } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { backupDatabase, restoreDatabase } from '../../../src/server/store/backup.ts';
import { rememberInDirectory } from '../../../src/server/store/directory.ts';
import { ticketLookup } from '../../../src/server/store/students.ts';
import { createSessionAnswer, examSessionAnswer } from '../../../src/shared/contract/exam-session.ts';
import { type SyncBody, syncBody } from '../../../src/shared/contract/set-responses.ts';
import { openDatabase, type SatchelDatabase } from '../../../src/student/db/database.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { readSignedIn } from '../../../src/student/db/meta.ts';
import { mintRun } from '../../../src/student/db/mint-run.ts';
import { readPartitions } from '../../../src/student/db/partitions.ts';
import { readRun, readSession } from '../../../src/student/db/read-row.ts';
import type { RunRow } from '../../../src/student/db/rows.ts';
import { takeTab } from '../../../src/student/db/runs.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { submitRun } from '../../../src/student/db/submit.ts';
import { claimRun, retakeSession } from '../../../src/student/sync/claim.ts';
import { createHttp, type Http } from '../../../src/student/sync/http.ts';
import { installPackage } from '../../../src/student/sync/install-package.ts';
import { refreshSessions } from '../../../src/student/sync/refresh-sessions.ts';
import { sealRun } from '../../../src/student/sync/seal-run.ts';
import { signIn } from '../../../src/student/sync/sign-in.ts';
import { UploadMemory } from '../../../src/student/sync/upload-memory.ts';
import { type PassResult, uploadPass } from '../../../src/student/sync/upload-pass.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

/** Cheap on purpose: the product's 600,000 are tested once. */
const ITERATIONS = 10;
export const TAB = 'tab-aaaaaaaaaaaaaaaa';

export type Forward = () => Promise<Response>;
/** What happens to a request instead of, or around, reaching the server. */
export type Fault = (forward: Forward, request: { path: string; init: RequestInit }) => Promise<Response>;

export const offline: Fault = async () => {
  throw new TypeError('Failed to fetch');
};
/** The server does it, and the answer is lost on the way back. */
export const lostAnswer: Fault = async (forward) => {
  await forward();
  throw new TypeError('connection reset');
};
export const page =
  (status: number, headers: Record<string, string> = {}): Fault =>
  async () =>
    new Response('<html>Welcome to the school network', {
      status,
      headers: { 'Content-Type': 'text/html', ...headers },
    });
export const problem =
  (name: string, status: number, extra: { headers?: Record<string, string>; issues?: unknown } = {}): Fault =>
  async () =>
    Response.json(
      { type: `urn:satchel:problem:${name}`, title: 'No', status, ...(extra.issues ? { issues: extra.issues } : {}) },
      { status, headers: { 'Content-Type': 'application/problem+json', ...extra.headers } },
    );

export interface School {
  server: TestDeps;
  /** A request of an integrator or staff, as JSON. @throws when it is not answered with 200 */
  api(method: string, path: string, body?: unknown): Promise<unknown>;
  putExam(questions: number, part?: object): Promise<void>;
  createConfig(config?: object): Promise<string>;
  createSession(userId: string, configId?: string): Promise<{ sessionId: string; ticket: string }>;
  getSession(sessionId: string): Promise<ReturnType<typeof examSessionAnswer.parse>['examSession']>;
  /** Gives a student another ticket; the old one is nobody's. @returns the new one */
  rotateTicket(userId: string): Promise<string>;
  device(indexedDB?: IDBFactory): Device;
  /** Notes what the server holds now. @returns makes the server one that was restored from that */
  backUp(): Promise<() => Promise<void>>;
  /** Asks the server itself, past every device and fault. */
  fetch(path: string, init: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export const EXAM = 'exam-1';
/** The right option of question n is `n % 4`. */
export const examOf = (questions: number, part: object = {}) => ({
  name: 'Saving and spending',
  items: Array.from({ length: questions }, (_, n) => ({
    id: `item-${n}`,
    name: `Item ${n}`,
    body: `<p>What is ${n} modulo 4?</p>`,
    questions: [
      {
        id: 'q',
        interactionType: 'choice',
        prompt: '<p>Choose one.</p>',
        options: [0, 1, 2, 3].map((option) => ({
          id: `o-${option}`,
          content: `<p>${option}</p>`,
          isKey: n % 4 === option,
        })),
      },
    ],
  })),
  ...part,
});

export async function openSchool(config: object = {}): Promise<School> {
  let server = await createTestDeps();
  let app = createApp(server.deps);
  const closes = [() => server.close()];
  const devices: Device[] = [];
  let defaultConfig = '';
  const school: School = {
    get server() {
      return server;
    },
    async backUp() {
      const root = await mkdtemp(join(tmpdir(), 'satchel-restored-'));
      const file = join(root, 'backup.sqlite');
      const dataDir = join(root, 'data');
      await backupDatabase({ dataDir: server.dataDir, file });
      return async () => {
        const { now } = server.clock;
        await server.close();
        await restoreDatabase({ dataDir, file, now: new Date(now), randomId: () => 'store-that-was-restored' });
        // Another seed: ids that are minted from now on are not those of the store that is gone.
        server = await createTestDeps({ dataDir, now, seed: 'restored' });
        app = createApp(server.deps);
        closes.push(() => rm(root, { recursive: true, force: true }));
      };
    },
    fetch: async (path, init) => app.request(path, init),
    async api(method, path, body) {
      const headers = { authorization: server.authorization, 'content-type': 'application/json' };
      const response = await app.request(path, {
        method,
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    async putExam(questions, part) {
      await school.api('PUT', `/api/exam/${EXAM}`, examOf(questions, part));
    },
    async createConfig(settings = {}) {
      const answer = await school.api('POST', `/api/exam/${EXAM}/config`, { config: settings });
      return (answer as { examConfig: { id: string } }).examConfig.id;
    },
    async createSession(userId, configId = defaultConfig) {
      const answer = await school.api('POST', `/api/exam-config/${configId}/exam-session`, {
        user_id: userId,
        lis_person_name_given: 'Ada',
        lis_person_name_family: userId,
      });
      const { id, ticket } = createSessionAnswer.parse(answer).examSession;
      return { sessionId: id, ticket };
    },
    async getSession(sessionId) {
      const path = `/api/exam-session/${sessionId}?include[]=responses&include[]=results`;
      return examSessionAnswer.parse(await school.api('GET', path)).examSession;
    },
    async rotateTicket(userId) {
      const ticket = 'ZZZZZZZZ';
      await server.deps.store.write(async (db) => {
        await db.updateTable('student').set({ ticket }).where('student_id', '=', userId).execute();
        await rememberInDirectory(db, server.workspaceId, 'ticket', ticketLookup(ticket));
      });
      return ticket;
    },
    device(indexedDB = new IDBFactory()) {
      const device = new Device(school, indexedDB);
      devices.push(device);
      return device;
    },
    async close() {
      for (const device of devices) device.db.close();
      for (const close of closes) await close();
    },
  };
  await school.putExam(8);
  defaultConfig = await school.createConfig({ showScoreOnComplete: true, ...config });
  return school;
}

export class Device {
  readonly db: SatchelDatabase;
  readonly http: Http;
  readonly memory = new UploadMemory();
  /** What happens to the next requests for uploads, one each; afterwards `always`. */
  faults: Fault[] = [];
  /** What happens to every request; null lets them through. */
  always: Fault | null = null;
  /** Paths that were asked, and the uploads as they were sent. */
  asked: string[] = [];
  sent: SyncBody[] = [];
  /** Of each of these, whether it asked to be let in first. */
  readonly urgent: boolean[] = [];
  now = Date.parse('2026-03-02T09:00:00Z');
  readonly #school: Pick<School, 'fetch'>;

  constructor(school: Pick<School, 'fetch'>, indexedDB: IDBFactory) {
    this.#school = school;
    this.db = openDatabase({ indexedDB });
    this.http = createHttp({
      fetch: (path, init) => this.#fetch(path, init),
      // Nothing here hangs: a request that is given up is a fault of its own.
      later: () => () => undefined,
      now: () => this.now,
    });
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    this.asked.push(path);
    const forward = () => this.#school.fetch(path, init);
    const isUpload = path.endsWith('/responses');
    if (isUpload && path !== '/api/import/responses') {
      this.sent.push(await bodyOf(init));
      this.urgent.push(new Headers(init.headers).get('priority') === 'u=0');
    }
    const fault = (isUpload ? this.faults.shift() : undefined) ?? this.always;
    return fault === null ? await forward() : await fault(forward, { path, init });
  }

  get #options() {
    return { db: this.db, http: this.http, now: () => this.now };
  }

  signIn = (ticket: string, online = true) => signIn({ ...this.#options, online, iterations: ITERATIONS }, ticket);

  /** Everybody on this device leaves. */
  async signOut({ comesBack = false } = {}): Promise<void> {
    const options = { sealRun, now: () => this.now, comesBack };
    for (const { partition } of await readPartitions(this.db)) await lockPartition(this.db, partition, options);
  }

  async refresh() {
    const signedIn = await readSignedIn(this.db);
    const row = (await readPartitions(this.db)).find(({ partition }) => partition === signedIn);
    return await refreshSessions(this.#options, row?.partition ?? '', row?.token ?? '');
  }

  async sessions() {
    return (await this.db.sessions.toArray()).map(readSession);
  }

  async session(sessionId: string) {
    return (await this.sessions()).find(({ id }) => id === sessionId) ?? expect.fail('the session is not listed');
  }

  async getReady(sessionId: string, onProgress: (done: number, total: number) => void = () => undefined) {
    return await installPackage({ ...this.#options, onProgress }, await this.session(sessionId));
  }

  /** Everything until the test is open: sign in, list, get ready, start. */
  async start({ sessionId, ticket }: { sessionId: string; ticket: string }): Promise<string> {
    expect(await this.signIn(ticket)).toMatchObject({ ok: true });
    expect(await this.refresh()).toBe('ok');
    expect(await this.getReady(sessionId)).toMatchObject({ ok: true });
    return await this.open(sessionId);
  }

  /** Opens the current run, as a tap on Start does without a network. */
  async open(sessionId: string): Promise<string> {
    const run = (await mintRun(this.db, await this.session(sessionId), this.now)) ?? expect.fail('not ready');
    await takeTab(this.db, run.run, TAB);
    return run.run;
  }

  answer = (run: string, item: number, index: number | null) =>
    saveAnswers(this.db, { run, tab: TAB, now: this.now, elapsedMs: 10 }, [
      { itemId: `item-${item}`, questionId: 'q', response: index === null ? null : { options: [{ index }] } },
    ]);

  submit = (run: string) => submitRun(this.db, { run, tab: TAB, now: this.now, elapsedMs: 10 });

  upload = (): Promise<PassResult> => uploadPass({ ...this.#options, memory: this.memory });

  claim = (run: string) => claimRun(this.#options, run);

  async retake(sessionId: string) {
    const session = await this.session(sessionId);
    const [row] = await readPartitions(this.db);
    return await retakeSession(this.#options, session, row?.token ?? '');
  }

  async run(run: string): Promise<RunRow> {
    return readRun(await this.db.runs.get(run));
  }

  /** Chosen options of a run on this device by item number; null is a cleared answer. */
  async answers(run: string) {
    const rows = (await this.db.answers.toArray()).filter((row) => row.run === run);
    return Object.fromEntries(
      rows.map(({ itemId, response }) => [
        Number(itemId.slice(5)),
        response !== null && 'options' in response ? (response.options[0]?.index ?? null) : null,
      ]),
    );
  }
}

async function bodyOf({ headers, body }: RequestInit): Promise<SyncBody> {
  const isGzip = new Headers(headers).get('content-encoding') === 'gzip';
  const bytes = new Response(body);
  const stream = isGzip ? bytes.body?.pipeThrough(new DecompressionStream('gzip')) : bytes.body;
  return syncBody.parse(await new Response(stream ?? null).json());
}

/** Chosen options of a session as the server has them, by item number. */
export function chosen(session: Awaited<ReturnType<School['getSession']>>): Record<number, number | undefined> {
  return Object.fromEntries(
    Object.entries(session.responses ?? {}).map(([itemId, questions]) => {
      const response = questions.q;
      return [Number(itemId.slice(5)), response && 'options' in response ? response.options[0]?.index : undefined];
    }),
  );
}
