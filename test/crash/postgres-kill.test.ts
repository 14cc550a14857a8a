/*
 * Two servers on one PostgreSQL, and devices that go to either in turn. Oracle: a batch that was answered 200 is there after
 * every kill, whole and once, by what both servers list and by the rows. Answering before the commit makes it fail, and so
 * does a connection that broke and is used again: then nothing more is answered.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptPort } from '../support/kept-port.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { onDatabase } from '../support/test-database.ts';
import { upload } from '../support/wire-client.ts';
import { acknowledged, type Classmate, countAcked, expectAllThereOnce, nextBatch, openClass } from './classmates.ts';

const DEVICES = 60;
const KILLED = ['postgres', 'server', 'postgres', 'postgres', 'server', 'postgres', 'postgres'] as const;

let root: string;
let postgres: PostgresServer;
let servers: [ServerProcess, ServerProcess];
/** Of the one that is killed. */
let port: number;
let classmates: Classmate[];

const startServer = (name: string, at = 0) =>
  startServerProcess({
    dataDir: join(root, name),
    port: at,
    env: { DEMO: '0', LOG_LEVEL: 'silent', DATABASE_URL: postgres.url('satchel') },
  });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-kill-'));
  postgres = await startPostgres();
  await postgres.run('create database satchel');
  port = await keptPort();
  servers = await Promise.all([startServer('one'), startServer('two', port)]);
  ({ classmates } = await openClass(servers[0].url, DEVICES));
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill('SIGKILL')));
  await postgres.dispose();
  await rm(root, { recursive: true, force: true });
});

async function uploadUntil(stop: AbortSignal, classmate: Classmate, onAcked: () => void): Promise<void> {
  for (let turn = 0; !stop.aborted; turn += 1) {
    const { body, lastSeq } = nextBatch(classmate);
    const answer = await upload(servers[turn % 2 ? 1 : 0].url, classmate.device, body).catch((cause: unknown) => {
      if (cause instanceof TypeError || cause instanceof SyntaxError) return null;
      throw cause;
    });
    if (answer) {
      expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: lastSeq });
      acknowledged(classmate);
      onAcked();
    } else await wait(20);
  }
}

/** Kills one of them, and starts it again where it was. */
async function killAndStart(what: (typeof KILLED)[number]): Promise<void> {
  if (what === 'postgres') {
    await postgres.kill('SIGKILL');
    await postgres.start();
  } else {
    await servers[1].kill('SIGKILL');
    servers[1] = await startServer('two', port);
  }
}

test('kill -9 of PostgreSQL and of one of two servers under uploads: every batch that was answered 200 is there, whole and once', async () => {
  for (const [round, what] of KILLED.entries()) {
    const stop = new AbortController();
    let acked = 0;
    const uploads = Promise.all(classmates.map((classmate) => uploadUntil(stop.signal, classmate, () => (acked += 1))));
    // By what got through and not by the clock: each kill comes in the middle of commits, and everything goes on after it.
    const reached = async (count: number) => {
      while (acked < count) await Promise.race([uploads, wait(1)]);
    };
    await reached(20 + round * 13);
    await killAndStart(what);
    await reached(acked + 2 * DEVICES);
    stop.abort();
    await uploads;
    for (const { url } of servers) await expectAllThereOnce(url, classmates);
  }
  const rows = (sql: string) => onDatabase(postgres.url('satchel'), sql);
  expect(
    await rows('select 1 from answer_history group by workspace_id, run_id, writer, seq having count(*) > 1'),
  ).toEqual([]);
  expect(
    await rows(`select 1 from answer_history join (
      select workspace_id, run_id, writer, seq from answer
      union all select workspace_id, run_id, writer, (held ->> 2)::bigint
        from answer_sheet, jsonb_array_elements(answers_json::jsonb) as held
    ) as standing using (workspace_id, run_id, writer, seq) limit 1`),
  ).toEqual([]);
  console.log(`${KILLED.length} kills, ${DEVICES} devices, ${countAcked(classmates)} answers acknowledged, 0 lost`);
});
