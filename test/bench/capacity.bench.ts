import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { databasePath } from '../../src/server/store/data-dir.ts';
import type { LoadFigures } from '../load/figures.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { APP_KEY, APP_SECRET, startServerProcess } from '../support/server-process.ts';
import { recordCapacity } from './measure.ts';

/* What one student takes, by the app's own code on each device: `docs/capacity.md` reckons with it. */
const ROOT = resolve(import.meta.dirname, '../..');
/** A server is warm before it counts, as it is on the day of a test. */
const WARM_UP = 60;
const RETURNING = 150;
const ANSWERING = 24;
/** The devices' own clocks go faster, so that half an hour of answers takes half a minute. */
const SPEED = 60;

const dataDirs = () => mkdtemp(join(tmpdir(), 'satchel-capacity-'));

/** Returning students, then answering ones. @param pids of the server, and of its database where that is another process */
async function loads(url: string, pids: number[]) {
  const load = async (args: string): Promise<LoadFigures> => {
    const all = `src/commands/load.mjs --json --url ${url} --watch ${pids} ${args}`.split(' ');
    const env = { ...process.env, APP_KEY, APP_SECRET };
    const { stdout } = await promisify(execFile)(process.execPath, all, { cwd: ROOT, env, maxBuffer: 2 ** 24 });
    const figures: LoadFigures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(figures).toMatchObject({ dropped: 0, differing: 0 });
    return figures;
  };
  await load(`--devices ${WARM_UP}`);
  const returning = await load(`--devices ${RETURNING}`);
  const answering = await load(`--devices 0 --answering ${ANSWERING} --speed ${SPEED}`);
  return { returning, answering };
}

/** Milliseconds of CPU a student, by what the process is to them. */
function cpuOf(store: string, { returning, answering }: Awaited<ReturnType<typeof loads>>): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [n, what] of ['Ms', 'DatabaseMs'].entries()) {
    const [back, online] = [returning.watched[n], answering.watched[n]];
    if (back === undefined || online === undefined) continue;
    figures[`${store}Prepare${what}`] = back.preparingMs / RETURNING;
    figures[`${store}Return${what}`] = back.measuredMs / RETURNING;
    figures[`${store}Online${what}`] = online.measuredMs / ANSWERING;
  }
  return figures;
}

test('what a student takes of a server over SQLite', async () => {
  const dataDir = await dataDirs();
  const server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  try {
    const all = await loads(server.url, [server.pid]);
    const { returning, answering } = all;
    // Ended in order, its log is in the database.
    await server.kill('SIGTERM');
    const { size } = await stat(databasePath(dataDir));
    recordCapacity({
      ...cpuOf('sqlite', all),
      sqliteDisk: size / (WARM_UP + RETURNING + ANSWERING),
      prepareUp: returning.preparing.up / RETURNING,
      prepareDown: returning.preparing.down / RETURNING,
      returnUp: returning.bytesUp / RETURNING,
      returnDown: returning.bytesDown / RETURNING,
      onlineUp: answering.bytesUp / ANSWERING,
      onlineDown: answering.bytesDown / ANSWERING,
    });
  } finally {
    await server.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('what a student takes of a server over PostgreSQL, and of PostgreSQL', async () => {
  const dataDir = await dataDirs();
  const postgres = await startPostgres();
  const DATABASE_URL = postgres.url('postgres');
  const server = await startServerProcess({ dataDir, env: { DEMO: '0', DATABASE_URL } });
  try {
    const before = await databaseBytes(DATABASE_URL);
    const all = await loads(server.url, [server.pid, postgres.pid]);
    const bytes = (await databaseBytes(DATABASE_URL)) - before;
    recordCapacity({ ...cpuOf('postgres', all), postgresDisk: bytes / (WARM_UP + RETURNING + ANSWERING) });
  } finally {
    await server.kill('SIGKILL');
    await postgres.dispose();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function databaseBytes(connectionString: string): Promise<number> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
    return Number(rows[0]?.bytes);
  } finally {
    await client.end();
  }
}
