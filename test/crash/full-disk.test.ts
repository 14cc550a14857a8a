/*
 * A class uploads, and the server's disk is full in the middle of it. Oracle: a batch that was answered 200 is in the
 * server's own list while the disk is full, after it was freed, and after a kill; one that was not answered 200 is there
 * whole or not at all. An acknowledgement before the commit, or a group that is lost in part, makes it fail.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { deviceSessionsAnswer } from '../../src/shared/contract/device.ts';
import { problem } from '../../src/shared/contract/problem.ts';
import { syncAnswer } from '../../src/shared/contract/set-responses.ts';
import { runProgram } from '../support/node-program.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { createSession, sendBatch } from '../support/wire-client.ts';
import { acknowledged, type Classmate, countAcked, expectAllThereOnce, nextBatch, openClass } from './classmates.ts';
import { canMount, type Disk, limitedFiles, smallDisk } from './full-disk.ts';

const DEVICES = 30;

let disk: Disk;
let server: ServerProcess;
afterEach(async () => {
  await server.kill('SIGKILL');
  disk.close();
});

const start = () => startServerProcess({ dataDir: disk.dataDir, env: { DEMO: '0' } });

/** What each device saw, and what they wait for to stop. */
class Uploads {
  refused = 0;
  #stopped = false;
  readonly #loops: Promise<void>[];

  constructor(classmates: Classmate[]) {
    this.#loops = classmates.map((classmate) => this.#upload(classmate));
  }

  /** Ends when every device has had an answer to what it has under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#loops);
  }

  /** Keeps what was refused and tries it again, as a device does. */
  async #upload(classmate: Classmate): Promise<void> {
    while (!this.#stopped) {
      const { body, lastSeq } = nextBatch(classmate);
      const response = await sendBatch(server.url, classmate.device, body);
      if (response.status === 200) {
        expect(syncAnswer.parse(await response.json())).toMatchObject({ outcome: 'applied', ackedThrough: lastSeq });
        acknowledged(classmate);
      } else {
        await expectUnavailable(response);
        this.refused += 1;
        await wait(20);
      }
    }
  }
}

async function expectUnavailable(response: Response): Promise<void> {
  expect([response.status, response.headers.get('content-type'), response.headers.get('retry-after')]).toEqual([
    503,
    'application/problem+json',
    '5',
  ]);
  expect(problem.parse(await response.json()).type).toBe('urn:satchel:problem:unavailable');
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(10);
}

const get = (path: string, token?: string) =>
  fetch(server.url + path, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } });

const signIn = (ticket: string) =>
  fetch(`${server.url}/api/device/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ticket, deviceId: 'device-of-a-latecomer' }),
  });

const mounts = canMount();
const disks: Array<[string, () => Disk]> = [['the size of the server’s files is limited', limitedFiles]];
if (mounts) disks.push(['the file system is full to the last block', smallDisk]);

test.each(disks)('%s: writes are refused, reads go on, and all recovers without a restart', async (_, open) => {
  disk = open();
  server = await start();
  const { configId, classmates } = await openClass(server.url, DEVICES);
  const latecomer = await createSession(server.url, configId, 'latecomer');
  const uploads = new Uploads(classmates);
  await until(() => countAcked(classmates) > DEVICES * 4);

  disk.fill(server);
  await until(() => uploads.refused > DEVICES * 2);
  const { status } = await get('/readyz');
  const before = countAcked(classmates);
  await wait(200);
  expect([status, countAcked(classmates) - before]).toEqual([503, 0]);

  expect((await get('/healthz')).status).toBe(200);
  for (const { device } of classmates.slice(0, 3)) {
    const listed = await get('/api/device/exam-sessions', device.token);
    expect(deviceSessionsAnswer.parse(await listed.json()).items.map(({ id }) => id)).toEqual([device.session.id]);
    expect((await get(`/api/package/${device.session.package.hash}`)).status).toBe(200);
  }
  await expectAllThereOnce(server.url, classmates);
  await expectUnavailable(await signIn(latecomer.ticket));

  const refusals = uploads.refused;
  disk.free(server);
  const freed = classmates.map(({ acked }) => acked.length);
  await until(() => classmates.every(({ acked }, n) => acked.length > (freed[n] ?? 0)));
  expect((await get('/readyz')).status).toBe(200);
  expect((await signIn(latecomer.ticket)).status).toBe(200);
  await uploads.stop();
  await expectAllThereOnce(server.url, classmates);

  await server.kill('SIGKILL');
  server = await start();
  await expectAllThereOnce(server.url, classmates);
  console.log(
    `${DEVICES} devices, ${refusals} batches refused, ${countAcked(classmates)} answers acknowledged, 0 lost`,
  );
});

if (mounts) {
  test('a start and a backup on a full disk say so in one line, and leave nothing half-made behind', async () => {
    disk = smallDisk();
    server = await start();
    // In the moment that it says that it listens: it ends in order all the same, and leaves no log to write into.
    expect(await server.kill('SIGTERM')).toBe(0);
    disk.fill(server);
    const env = { DATA_DIR: disk.dataDir, PORT: '0', DEMO: '0' };
    const file = join(disk.dataDir, 'backup.sqlite');
    for (const [program, args] of [
      ['dist/server/main.js', []],
      ['dist/server/commands/backup.js', [file]],
    ] as const) {
      const ended = await runProgram(program, [...args], env);
      expect(ended).toMatchObject({ code: 1, output: expect.stringMatching(/^[^\n]*: is the disk full[^\n]*\n$/) });
    }
    expect(readdirSync(disk.dataDir).filter((name) => /backup|partial|unfinished/.test(name))).toEqual([]);
    disk.free(server);
    server = await start();
  });
}
