/*
 * The staff password of a school is lost, and replaced beside its server, which runs all the while. Oracle: that server, asked
 * to sign somebody in.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ended, runProgram } from '../support/node-program.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { ADMIN_PASSWORD, startServerProcess } from '../support/server-process.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satchel-staff-password-'));
  postgres = await startPostgres();
  await postgres.run('create database satchel');
});
afterAll(async () => {
  await postgres.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** With the settings of the server, ADMIN_PASSWORD among them. */
const run = (env: Record<string, string>, ...args: string[]): Promise<Ended> =>
  runProgram(resolve(import.meta.dirname, '../../dist/server/commands/staff-password.js'), args, {
    ...env,
    ADMIN_PASSWORD,
  });

it.each(['SQLite', 'PostgreSQL'])('a lost password is replaced beside a running server, over %s', async (kind) => {
  const env: Record<string, string> = {
    DATA_DIR: join(folder, kind),
    DEMO: '0',
    ...(kind === 'PostgreSQL' && { DATABASE_URL: postgres.url('satchel') }),
  };
  const server = await startServerProcess({ dataDir: join(folder, kind), env });
  const signIn = (password: string) =>
    fetch(`${server.url}/api/staff/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });
  const statusOf = async (cookie: string) =>
    (await fetch(`${server.url}/api/staff/me`, { headers: { cookie } })).status;
  const cookie = (await signIn(ADMIN_PASSWORD)).headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(await statusOf(cookie)).toBe(200);

  const { code, output } = await run(env);
  const told = /^Staff account admin, new password (\S+) \(shown this once\); .*\n$/.exec(output)?.[1] ?? '';
  expect([code, told]).toEqual([0, expect.stringMatching(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/)]);

  expect((await signIn(ADMIN_PASSWORD)).status).toBe(401);
  expect((await signIn(told)).status).toBe(200);
  expect(await statusOf(cookie)).toBe(401);
  expect(await run(env, 'head')).toEqual({
    code: 1,
    output: 'workspace demo has no staff account head; it has admin\n',
  });
  expect((await signIn(told)).status).toBe(200);
  expect(server.output()).not.toContain(told);
  await server.kill('SIGTERM');
});

it.each([[['--help']], [['admin', 'head']]])('tells its usage for %j', async (args) => {
  expect(await run({ DATA_DIR: join(folder, 'none') }, ...args)).toEqual({
    code: 1,
    output: 'usage: npm run staff-password -- [username]\n',
  });
});

it('says in a line that there is no database, and makes none', async () => {
  const path = join(folder, 'none', 'satchel.sqlite');
  const answer = { code: 1, output: `there is no database at ${path}\n` };
  expect(await run({ DATA_DIR: join(folder, 'none') })).toEqual(answer);
  expect(await run({ DATA_DIR: join(folder, 'none') })).toEqual(answer);
});
