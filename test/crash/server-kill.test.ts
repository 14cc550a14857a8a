/*
 * Oracle: a batch that was answered 200 before the kill is there after the restart, whole and once, by what the server
 * itself lists and by its own acknowledgement of a repeat. Answering before the commit, or committing half of a group,
 * makes it fail.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { upload } from '../support/wire-client.ts';
import { acknowledged, type Classmate, countAcked, expectAllThereOnce, nextBatch, openClass } from './classmates.ts';

const DEVICES = 200;
const KILLS = 20;

let dataDir: string;
let server: ServerProcess;
let classmates: Classmate[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-kill-'));
  server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  ({ classmates } = await openClass(server.url, DEVICES));
}, 120_000);

afterAll(async () => {
  await server.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

async function uploadUntilKilled(classmate: Classmate, url: string, onAcked: () => void): Promise<void> {
  for (;;) {
    const { body, lastSeq } = nextBatch(classmate);
    try {
      const answer = await upload(url, classmate.device, body);
      if (answer === null) continue;
      expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: lastSeq });
    } catch (cause) {
      if (cause instanceof TypeError || cause instanceof SyntaxError) return;
      throw cause;
    }
    acknowledged(classmate);
    onAcked();
  }
}

test('kill -9 under 200 concurrent uploads, 20 times: every batch that was answered 200 is there, whole and once', async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    // By what got through and not by the clock: on a slow machine too, each kill comes in the middle of commits.
    let left = 10 + ((kill * 37) % 150);
    let uploads: Promise<void>[] = [];
    await new Promise<void>((underWay, failed) => {
      const onAcked = () => --left === 0 && underWay();
      uploads = classmates.map((classmate) => uploadUntilKilled(classmate, server.url, onAcked));
      Promise.all(uploads).then(() => failed(new Error('the server ended by itself')), failed);
    });
    await wait((kill * 7) % 20);
    await server.kill('SIGKILL');
    [server] = await Promise.all([startServerProcess({ dataDir, env: { DEMO: '0' } }), ...uploads]);
    await expectAllThereOnce(server.url, classmates);
  }
  const total = countAcked(classmates);
  await server.kill('SIGTERM');

  const rows = new Database(join(dataDir, 'satchel.sqlite'), { readonly: true });
  const twice = rows
    .prepare(
      'SELECT COUNT(*) AS n FROM (SELECT 1 FROM answer_history GROUP BY run_id, writer, seq HAVING COUNT(*) > 1)',
    )
    .get();
  expect(twice).toEqual({ n: 0 });
  const both = rows
    .prepare(
      `SELECT COUNT(*) AS n FROM answer_history h JOIN (
         SELECT run_id, writer, seq FROM answer
         UNION ALL SELECT run_id, writer, json_extract(value, '$[2]') FROM answer_sheet, json_each(answers_json)
       ) a ON h.run_id = a.run_id AND h.writer = a.writer AND h.seq = a.seq`,
    )
    .get();
  expect(both).toEqual({ n: 0 });
  expect(rows.pragma('integrity_check', { simple: true })).toBe('ok');
  rows.close();
  console.log(`${KILLS} kills, ${DEVICES} devices, ${total} answers acknowledged, 0 lost`);
}, 480_000);
