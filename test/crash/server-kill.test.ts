/*
 * Oracle: a batch that was answered 200 before the kill is there after the restart, whole and once, by what the server
 * itself lists and by its own acknowledgement of a repeat. Answering before the commit, or committing without an fsync
 * group's savepoints, makes it fail.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAnswer } from '../../src/shared/contract/exam-session.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import {
  batchBody,
  choiceExam,
  createSession,
  type Given,
  integrator,
  openDevice,
  upload,
  type WireDevice,
} from '../support/wire-client.ts';

const DEVICES = 200;
const KILLS = 20;
const QUESTIONS = 40;
const BATCH = 4;

interface Classmate {
  device: WireDevice;
  /** What was answered 200. */
  acked: Given[];
  /** What was sent last and not answered: it may be there whole or not at all. */
  inFlight: Given[];
  seq: number;
}

let dataDir: string;
let server: ServerProcess;
const classmates: Classmate[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-kill-'));
  server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  await integrator(server.url, 'PUT', '/api/exam/kill', choiceExam(QUESTIONS));
  const { examConfig } = (await integrator(server.url, 'POST', '/api/exam/kill/config', { config: {} })) as {
    examConfig: { id: string };
  };
  for (let n = 0; n < DEVICES; n++) {
    const session = await createSession(server.url, examConfig.id, `student-${n}`);
    const device = await openDevice(server.url, session.ticket, String(n).padStart(3, '0'));
    classmates.push({ device, acked: [], inFlight: [], seq: 0 });
  }
}, 120_000);

afterAll(async () => {
  await server.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

/** The next few questions of a classmate, each with a value that tells its sequence number. */
function nextAnswers(classmate: Classmate): Given[] {
  return Array.from({ length: BATCH }, () => {
    const seq = ++classmate.seq;
    const n = (seq * 7) % QUESTIONS;
    return { itemId: `item-${n}`, questionId: `q-${n}`, response: { options: [{ index: seq % 4 }] }, seq };
  });
}

async function uploadUntilKilled(classmate: Classmate, url: string): Promise<void> {
  for (;;) {
    const given = classmate.inFlight.length > 0 ? classmate.inFlight : nextAnswers(classmate);
    classmate.inFlight = given;
    const first = given[0]?.seq ?? 1;
    const lastSeq = given.at(-1)?.seq ?? 0;
    try {
      const answer = await upload(
        url,
        classmate.device,
        batchBody(classmate.device, given, { baseSeq: first - 1, lastSeq }),
      );
      if (answer === null) continue;
      expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: lastSeq });
    } catch (cause) {
      if (cause instanceof TypeError || cause instanceof SyntaxError) return;
      throw cause;
    }
    classmate.acked.push(...given);
    classmate.inFlight = [];
  }
}

/** The latest value of each question, of batches in the order they were sent. */
const latest = (given: Given[]) => new Map(given.map((answer) => [answer.itemId, answer.response]));

async function listResponses(url: string) {
  const path = `/api/exam-sessions?include[]=responses&limit=1000`;
  const { items } = listAnswer.parse(await integrator(url, 'POST', path, {}));
  return new Map(items.map(({ examSession }) => [examSession.id, examSession.responses ?? {}]));
}

function expectAllThereOnce(responses: Awaited<ReturnType<typeof listResponses>>): void {
  for (const { device, acked, inFlight } of classmates) {
    const held = responses.get(device.session.id) ?? {};
    const values = new Map(Object.entries(held).map(([itemId, questions]) => [itemId, Object.values(questions)[0]]));
    const without = latest(acked);
    const withInFlight = latest([...acked, ...inFlight]);
    // A batch in flight is there whole or not at all: one of exactly two states is right.
    expect([Object.fromEntries(without), Object.fromEntries(withInFlight)]).toContainEqual(Object.fromEntries(values));
  }
}

test('kill -9 under 200 concurrent uploads, 20 times: every batch that was answered 200 is there, whole and once', async () => {
  for (let kill = 0; kill < KILLS; kill++) {
    const uploads = classmates.map((classmate) => uploadUntilKilled(classmate, server.url));
    await wait(300 + ((kill * 97) % 500));
    await server.kill('SIGKILL');
    await Promise.all(uploads);
    server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
    expectAllThereOnce(await listResponses(server.url));
  }
  const total = classmates.reduce((sum, { acked }) => sum + acked.length, 0);
  expect(total).toBeGreaterThan(DEVICES * BATCH);
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
      'SELECT COUNT(*) AS n FROM answer a JOIN answer_history h ON h.run_id = a.run_id AND h.writer = a.writer AND h.seq = a.seq',
    )
    .get();
  expect(both).toEqual({ n: 0 });
  expect(rows.pragma('integrity_check', { simple: true })).toBe('ok');
  rows.close();
  console.log(`${KILLS} kills, ${DEVICES} devices, ${total} answers acknowledged, 0 lost`);
}, 480_000);
