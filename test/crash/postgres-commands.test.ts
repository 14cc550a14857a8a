import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choice, manifest, packageOf } from '../server/import/package/package.ts';
import { runProgram } from '../support/node-program.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { startServerProcess } from '../support/server-process.ts';
import { integrator, sendBatch, upload } from '../support/wire-client.ts';
import { acknowledged, countAcked, expectAllThereOnce, nextBatch, openClass } from './classmates.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satchel-commands-'));
  postgres = await startPostgres();
  await postgres.run('create database satchel');
});
afterAll(async () => {
  await postgres.dispose();
  await rm(folder, { recursive: true, force: true });
});

const run = (command: string, file: string) =>
  runProgram(resolve(import.meta.dirname, `../../dist/server/commands/${command}.js`), [file], {
    DATA_DIR: join(folder, command),
    DATABASE_URL: postgres.url('satchel'),
    INIT_CWD: folder,
  });

it('a package is imported into PostgreSQL beside a running server, which has the exam at once', async () => {
  const server = await startServerProcess({
    dataDir: join(folder, 'server'),
    env: { DEMO: '0', DATABASE_URL: postgres.url('satchel') },
  });
  const zip = packageOf({ 'imsmanifest.xml': manifest([{ id: 'a' }]), 'a.xml': choice('a') });
  await writeFile(join(folder, 'good.zip'), zip);
  expect(await run('import', 'good.zip')).toEqual({ code: 0, output: expect.stringMatching(/^Item a: 1 item, exam /) });
  const answer = await integrator(server.url, 'POST', '/api/exams', {});
  expect(answer).toMatchObject({ items: [{ exam: { name: 'Item a' } }] });
  await server.kill('SIGTERM');
});

it.each([
  ['backup', /^DATABASE_URL is set, so the rows are in PostgreSQL: copy it with pg_dump /],
  ['restore', /^DATABASE_URL is set, so the rows are in PostgreSQL: put a copy back with pg_restore, /],
])('%s says in one line that PostgreSQL has its own', async (command, line) => {
  const { code, output } = await run(command, join(folder, 'copy'));
  expect(code).toBe(1);
  expect(output).toMatch(line);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).not.toContain(new URL(postgres.url('satchel')).password);
});

/** The command, killed as soon as `until` resolves unless it has ended. @returns its exit code, null when it was killed */
async function migrate(dataDir: string, to: string, until: () => Promise<void>): Promise<number | null> {
  const program = resolve(import.meta.dirname, '../../dist/server/commands/migrate-store.js');
  const child = spawn(process.execPath, [program, '--from', dataDir, '--to', to], {
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const ended = once(child, 'exit');
  // Its first line says that it copies.
  await Promise.race([once(child.stderr, 'data'), ended]);
  await Promise.race([until(), ended]);
  child.kill('SIGKILL');
  await ended;
  return child.exitCode;
}

it('a school moves while its class uploads, kills of the command and all: what was answered 200 is in the cluster, whole and once', async () => {
  const dataDir = join(folder, 'school');
  await postgres.run('create database district');
  const env = { DEMO: '0', LOG_LEVEL: 'silent' };
  const school = await startServerProcess({ dataDir, env });
  const { classmates } = await openClass(school.url, 8);
  let acked = 0;
  let moving = true;
  const storeIds = new Set<string>();
  const uploads = classmates.map(async (classmate) => {
    while (moving) {
      const { body } = nextBatch(classmate);
      const answer = await upload(school.url, classmate.device, body);
      if (answer === null) await wait(20);
      else {
        storeIds.add(answer.storeId);
        acknowledged(classmate);
        acked += 1;
        // As much as keeps the command catching up; each row that is moved is test time.
        await wait(5);
      }
    }
  });
  let kills = 0;
  const afterBatches = (count: number) => async () => {
    // By what got through, and in the last part, where nothing does, by the clock.
    const [enough, giveUp] = [acked + count, Date.now() + 40 + count];
    while (acked < enough && Date.now() < giveUp) await wait(1);
  };
  while (kills < 3 && (await migrate(dataDir, postgres.url('district'), afterBatches(kills * 13))) === null) kills += 1;
  expect(await migrate(dataDir, postgres.url('district'), () => new Promise(() => {}))).toBe(0);
  const [first] = classmates;
  if (!first) throw new Error('there is no class');
  const refused = await sendBatch(school.url, first.device, nextBatch(first).body);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  moving = false;
  await Promise.all(uploads);
  await school.kill('SIGTERM');

  // As the school's own computer goes on: its address, the rows in the cluster.
  const district = await startServerProcess({ dataDir, env: { ...env, DATABASE_URL: postgres.url('district') } });
  await expectAllThereOnce(district.url, classmates);
  for (const classmate of classmates) {
    const { body, lastSeq } = nextBatch(classmate);
    const answer = await upload(district.url, classmate.device, body);
    expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: lastSeq, storeId: [...storeIds][0] });
    acknowledged(classmate);
  }
  await expectAllThereOnce(district.url, classmates);
  expect(storeIds.size).toBe(1);
  await district.kill('SIGTERM');
  console.log(`${kills} kills, ${countAcked(classmates)} answers acknowledged, 0 lost`);
});
