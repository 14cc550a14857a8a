/*
 * What a server does, by how many sessions its workspace has. One server and one database for each number, asked in turn, so that
 * whatever else the machine does is with all of them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffBoard, staffConfigs } from '../../src/shared/contract/staff.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { ADMIN_PASSWORD, BASIC, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { choiceExam, putExam } from '../support/wire-client.ts';
import { median, recordGrowth } from './measure.ts';
import { classId, createdAt, seedSessions, sessionId, smallConfigId, studentId } from './seed-sessions.ts';
import { finishedExam, QUESTIONS, type Upload } from './uploads.ts';

/** Sessions; `GROWTH=1000,1000000` measures others, and `-t SQLite` one store. Of a million each takes minutes to fill. */
const SIZES = (process.env.GROWTH ?? '1000,10000,100000').split(',').map(Number);
const WARM_UP_ROUNDS = 3;
const ROUNDS = 40;

interface Grown {
  size: number;
  server: ServerProcess;
  configId: string;
  cookie: string;
  uploads: Upload[];
}

let postgres: PostgresServer;
let home: string;
beforeAll(async () => {
  postgres = await startPostgres();
  home = await mkdtemp(join(tmpdir(), 'satchel-growth-'));
}, 60_000);
afterAll(async () => {
  await postgres.dispose();
  await rm(home, { recursive: true, force: true });
});

async function grow(engine: 'SQLite' | 'PostgreSQL', size: number): Promise<Grown> {
  const dataDir = join(home, `${engine}-${size}`);
  const database = `growth_${size}`;
  if (engine === 'PostgreSQL') await postgres.run(`create database ${database}`);
  const databaseUrl = postgres.url(database);
  const env = { DEMO: '0', ...(engine === 'PostgreSQL' && { DATABASE_URL: databaseUrl }) };
  const server = await startServerProcess({ dataDir, env });
  const configId = await putExam(server.url, 'growth', choiceExam(QUESTIONS));
  const store = engine === 'PostgreSQL' ? { databaseUrl } : { dataDir };
  await seedSessions(store, { workspaceId: 'demo', configId, sessions: size });
  // SQLite had this process to itself: it has to hear first that the server closed the connections that were idle.
  await wait(100);
  const uploads: Grown['uploads'] = [];
  for (let n = 0; n < WARM_UP_ROUNDS + ROUNDS; n += 1) {
    uploads.push(await finishedExam(server.url, configId, `late-${n}`));
  }
  const signedIn = await fetch(`${server.url}/api/staff/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }),
  });
  const cookie = signedIn.headers.get('Set-Cookie')?.split(';')[0] ?? '';
  return { size, server, configId, cookie, uploads };
}

type Ask = (grown: Grown, round: number) => Promise<unknown>;

const send = async (grown: Grown, path: string, init: RequestInit): Promise<unknown> => {
  const response = await fetch(grown.server.url + path, init);
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
};
const list = (grown: Grown, body: object) =>
  send(grown, '/api/exam-sessions', {
    method: 'POST',
    headers: { Authorization: BASIC, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const upload = (grown: Grown, { path, authorization, body }: Upload) =>
  send(grown, path, {
    method: 'POST',
    headers: { Authorization: authorization, 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    body,
  });
const staff = (grown: Grown, path: string) => send(grown, path, { headers: { Cookie: grown.cookie } });
const tokenOf = (...key: (string | number)[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
/** Some place that is another one in each round, as a share of the sessions. */
const share = (round: number) => ((round * 0.618) % 1) * 0.9;
const included = (...include: string[]) => ({ include });

const ASKS: Record<string, Ask> = {
  'one upload': (grown, round) => upload(grown, grown.uploads[round] as Upload),
  'one page': (grown) => list(grown, {}),
  'a page deep inside of one config': (grown, round) => {
    const last = Math.floor((share(round) * grown.size) / 2);
    return list(grown, {
      filter: { examConfigIds: included(grown.configId) },
      nextToken: tokenOf(grown.configId, createdAt(last), sessionId(last)),
    });
  },
  'a page of a rare maturity': (grown) => list(grown, { limit: 5, filter: { maturities: included('NOT_STARTED') } }),
  'a page of a class': (grown, round) =>
    list(grown, { filter: { contextIds: included(classId(Math.floor((share(round) * grown.size) / 60))) } }),
  'a page of a student': (grown, round) =>
    list(grown, { filter: { studentIds: included(studentId(Math.floor((share(round) * grown.size) / 2))) } }),
  'aggregations of all': (grown) => list(grown, { limit: 1 }),
  'aggregations of two configs': (grown) =>
    list(grown, { limit: 1, filter: { examConfigIds: included(grown.configId, smallConfigId(1)) } }),
  results: (grown, round) =>
    send(grown, `/api/exam-session/${grown.uploads[round]?.sessionId}/results`, { headers: { Authorization: BASIC } }),
  "the board's first load": async (grown) => {
    const [board, configs] = await Promise.all([
      staff(grown, `/api/staff/exam-config/${grown.configId}/board`),
      staff(grown, '/api/staff/exam-configs'),
      staff(grown, '/api/staff/attention'),
    ]);
    expect(staffBoard.parse(board).items).toHaveLength(100);
    expect(staffConfigs.parse(configs).items).toHaveLength(100);
  },
};

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (engine) => {
  const grown: Grown[] = [];
  beforeAll(async () => {
    for (const size of SIZES) grown.push(await grow(engine, size));
  }, 600_000);
  afterAll(async () => {
    for (const { server } of grown) await server.kill('SIGKILL');
  });

  test('everything is counted', async () => {
    for (const each of grown) {
      expect(await list(each, { limit: 1 })).toMatchObject({ total: each.size + WARM_UP_ROUNDS + ROUNDS });
    }
  });

  test.each(Object.entries(ASKS))('%s costs about the same at every size', async (name, ask) => {
    const times = new Map(grown.map(({ size }) => [size, [] as number[]]));
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      // Another one first in each round.
      for (const each of [...grown.slice(round % grown.length), ...grown.slice(0, round % grown.length)]) {
        const started = performance.now();
        await ask(each, round);
        if (round >= WARM_UP_ROUNDS) times.get(each.size)?.push(performance.now() - started);
      }
    }
    recordGrowth({
      store: engine,
      what: name,
      times: SIZES.map((sessions) => ({ sessions, ms: median(times.get(sessions) ?? []) })),
    });
    expect([...times.values()].map(({ length }) => length)).toEqual(SIZES.map(() => ROUNDS));
  });
});
