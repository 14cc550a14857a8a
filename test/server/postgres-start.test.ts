import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';
import { type RunningServer, startServer } from '../../src/server/start-server.ts';
import { deviceSessionsAnswer } from '../../src/shared/contract/device.ts';
import { staffBoard } from '../../src/shared/contract/staff.ts';
import { TEST_SCRYPT_COST } from '../support/server.ts';
import { APP_KEY, APP_SECRET } from '../support/server-process.ts';
import { createDatabase, dropDatabase } from '../support/test-database.ts';
import {
  batchBody,
  choiceExam,
  createSession,
  integrator,
  openDevice,
  putExam,
  upload,
} from '../support/wire-client.ts';

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

  it('what one server received or was told, the other shows at once, and they count wrong tickets together', async () => {
    const env = { DEMO: '0', APP_KEY, APP_SECRET, ADMIN_PASSWORD: 'correct horse' };
    const one = (await start('one', env)).server.url;
    const two = await start('two', env);
    const configId = await putExam(one, 'fractions', choiceExam(3));
    const { ticket } = await createSession(one, configId, 'ann');
    const device = await openDevice(two.server.url, ticket, 'ann');
    const cookie = (await signIn(two.server, 'correct horse')).headers.get('set-cookie')?.split(';')[0] ?? '';
    const board = async () => {
      const path = `/api/staff/exam-config/${configId}/board`;
      const answer = await fetch(two.server.url + path, { headers: { cookie } });
      return staffBoard.parse(await answer.json()).items.map(({ maturity, answered }) => ({ maturity, answered }));
    };
    expect(await board()).toEqual([{ maturity: 'NOT_STARTED', answered: 0 }]);
    const given = { itemId: 'item-1', questionId: 'q-1', response: { options: [{ index: 2 }] }, seq: 1 };
    expect(await upload(one, device, batchBody(device, [given], { baseSeq: 0, lastSeq: 1 }))).toMatchObject({
      outcome: 'applied',
    });
    expect(await board()).toEqual([{ maturity: 'IN_PROGRESS', answered: 1 }]);

    const list = async (url: string) => {
      const listed = await fetch(`${url}/api/device/exam-sessions`, {
        headers: { Authorization: `Bearer ${device.token}` },
      });
      return deviceSessionsAnswer.parse(await listed.json()).items;
    };
    expect((await list(two.server.url)).map(({ config }) => config.timeLimitSeconds)).not.toContain(600);
    await integrator(one, 'PUT', `/api/exam-config/${configId}`, { config: { timeLimitSeconds: 600 } });
    await createSession(one, await putExam(one, 'fractions', choiceExam(4)), 'ann');
    const after = await list(two.server.url);
    expect(after.map(({ examVersion }) => examVersion).sort()).toEqual([0, 1]);
    expect(after.map(({ config }) => config.timeLimitSeconds)).toContain(600);

    const wrong = async (turn: number) => {
      const answer = await fetch(`${turn % 2 ? one : two.server.url}/api/device/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ticket: 'AAAA-AAAA', deviceId: 'device-of-a-guesser' }),
      });
      return answer.status;
    };
    const statuses: number[] = [];
    for (let turn = 0; turn < 12; turn += 1) statuses.push(await wrong(turn));
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });
});
