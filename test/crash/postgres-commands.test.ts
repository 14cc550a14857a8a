import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choice, manifest, packageOf } from '../server/import/package/package.ts';
import { runProgram } from '../support/node-program.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { startServerProcess } from '../support/server-process.ts';
import { integrator } from '../support/wire-client.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satchel-commands-'));
  postgres = await startPostgres();
  await postgres.run('create database satchel');
}, 60_000);
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
