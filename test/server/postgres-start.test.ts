import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';
import { type RunningServer, startServer } from '../../src/server/start-server.ts';
import { TEST_SCRYPT_COST } from '../support/server.ts';
import { createDatabase, dropDatabase } from '../support/test-database.ts';

let root: string;
let databaseUrl: string;
let running: RunningServer[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-main-'));
  databaseUrl = await createDatabase('');
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.stop(0);
  await dropDatabase(databaseUrl);
  await rm(root, { recursive: true, force: true });
});

async function start(name: string, env: Record<string, string> = {}) {
  const lines: string[] = [];
  const server = await startServer(
    { DATA_DIR: join(root, name), DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'silent', ...env },
    {
      print: (line) => lines.push(line),
      createLog: (level) => createLog(level),
      staticDir: join(root, 'none'),
      passwordCost: TEST_SCRYPT_COST,
    },
  );
  running.push(server);
  return { server, lines };
}

const signIn = (server: RunningServer, password: string) =>
  fetch(`${server.url}/api/staff/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });

const passwordIn = (lines: string[]) => /^Staff account admin, password (\S+) /m.exec(lines.join('\n'))?.[1];
const tellsOf = (lines: string[], what: RegExp) => lines.filter((line) => what.test(line));

describe('with DATABASE_URL', () => {
  it('a server keeps everything there, and finds it again from an empty data directory', async () => {
    const first = await start('one');
    const password = passwordIn(first.lines) ?? '';
    expect((await signIn(first.server, password)).status).toBe(200);
    await first.server.stop();
    const second = await start('two');
    expect(passwordIn(second.lines)).toBeUndefined();
    expect(tellsOf(second.lines, /^Demo student/)).toEqual(tellsOf(first.lines, /^Demo student/));
    expect((await signIn(second.server, password)).status).toBe(200);
  });

  it('servers that start at once on an empty database make one account, one key and one demo', async () => {
    const started = await Promise.all(['one', 'two', 'three'].map((name) => start(name)));
    const passwords = started.flatMap(({ lines }) => passwordIn(lines) ?? []);
    expect(passwords).toHaveLength(1);
    expect(started.flatMap(({ lines }) => tellsOf(lines, /^API key/))).toHaveLength(1);
    for (const { server, lines } of started) {
      expect(tellsOf(lines, /^Demo student/)).toHaveLength(3);
      expect((await signIn(server, passwords[0] ?? '')).status).toBe(200);
    }
  });

  it('who signed in at one server is signed in at the other', async () => {
    const one = await start('one', { ADMIN_PASSWORD: 'correct horse' });
    const two = await start('two');
    const cookie = (await signIn(one.server, 'correct horse')).headers.get('set-cookie')?.split(';')[0] ?? '';
    const me = await fetch(`${two.server.url}/api/staff/exam-configs`, { headers: { cookie } });
    expect(me.status).toBe(200);
  });
});
