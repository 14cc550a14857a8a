/*
 * A backup is taken while a class uploads, and restored on another machine. Oracle: the server's own list there is, for each
 * device, what it held after some batch that was acknowledged no earlier than the backup began; and the product's own check of
 * itself finds nothing. A copy that is begun before it is asked for, or that is no snapshot, makes it fail.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databasePath } from '../../src/server/store/data-dir.ts';
import { listAnswer } from '../../src/shared/contract/exam-session.ts';
import { type Ended, runProgram } from '../support/node-program.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { batchBody, integrator, submitClaimOf, upload } from '../support/wire-client.ts';
import { acknowledged, type Classmate, latest, nextBatch, openClass } from './classmates.ts';

const DEVICES = 20;
/** Those of them that have submitted when the backup begins. */
const SUBMITTED = 5;

let root: string;
let server: ServerProcess;
let restored: ServerProcess | undefined;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'satchel-backup-'));
  server = await startServerProcess({ dataDir: join(root, 'school'), env: { DEMO: '0' } });
});
afterAll(async () => {
  await server.kill('SIGKILL');
  await restored?.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

const run = (command: string, dataDir: string, ...args: string[]): Promise<Ended> =>
  runProgram(`dist/server/commands/${command}.js`, args, { DATA_DIR: join(root, dataDir), INIT_CWD: root });

async function send(classmate: Classmate): Promise<void> {
  const { body, lastSeq } = nextBatch(classmate);
  const answer = await upload(server.url, classmate.device, body);
  expect(answer).toMatchObject({ outcome: 'applied', ackedThrough: lastSeq });
  acknowledged(classmate);
}

async function submit({ device, acked, seq }: Classmate): Promise<void> {
  const standing = [...new Map(acked.map((given) => [given.itemId, given])).values()];
  const body = batchBody(device, [], { baseSeq: seq, lastSeq: seq }, submitClaimOf(device, standing, seq));
  expect(await upload(server.url, device, body)).toMatchObject({ outcome: 'applied', receipt: expect.any(String) });
}

test('a backup under load holds every batch that was acknowledged before it began, and passes the check elsewhere', async () => {
  const { classmates } = await openClass(server.url, DEVICES);
  await Promise.all(classmates.map(send));
  await Promise.all(classmates.slice(0, SUBMITTED).map(submit));
  const writing = classmates.slice(SUBMITTED);
  const ended = new AbortController();
  const uploads = writing.map(async (classmate) => {
    while (!ended.signal.aborted) await send(classmate);
  });
  const before = new Map(classmates.map((classmate) => [classmate, classmate.acked.length]));
  const file = join(root, 'backup.sqlite');
  expect(await run('backup', 'school', file)).toMatchObject({ code: 0 });
  const meanwhile = writing.filter((classmate) => classmate.acked.length > (before.get(classmate) ?? 0)).length;
  ended.abort();
  await Promise.all(uploads);
  expect(meanwhile).toBe(writing.length);

  expect(await run('check-store', 'school', file)).toMatchObject({
    code: 0,
    output: expect.stringContaining('agrees'),
  });
  expect(await run('restore', 'elsewhere', file)).toMatchObject({ code: 0 });
  const checked = await run('check-store', 'elsewhere');
  expect(checked).toEqual({
    code: 0,
    output: expect.stringMatching(
      new RegExp(
        `^Checked 1 workspaces, ${DEVICES} sessions, ${DEVICES} runs, .* ${SUBMITTED} receipts, .*agrees\\.$`,
        'm',
      ),
    ),
  });

  restored = await startServerProcess({ dataDir: join(root, 'elsewhere'), env: { DEMO: '0' } });
  const address = restored.url;
  const list = await integrator(address, 'POST', '/api/exam-sessions?include[]=responses&limit=1000', {});
  const held = new Map(
    listAnswer.parse(list).items.map(({ examSession }) => [examSession.id, examSession.responses ?? {}]),
  );
  for (const classmate of classmates) {
    const { device, acked } = classmate;
    const values = Object.entries(held.get(device.session.id) ?? {}).map(([id, questions]) => [
      id,
      Object.values(questions)[0],
    ]);
    const possible: object[] = [];
    for (let count = before.get(classmate) ?? 0; count <= acked.length; count += 1) {
      possible.push(Object.fromEntries(latest(acked.slice(0, count))));
    }
    expect(possible).toContainEqual(Object.fromEntries(values));
  }

  // Past the product: totals that say one session too many, mended beside the server that shows them.
  const behindItsBack = new Database(databasePath(join(root, 'elsewhere')));
  behindItsBack.exec("update session_tally set sessions = sessions + 1 where maturity = 'COMPLETE'");
  behindItsBack.close();
  const total = async () => listAnswer.parse(await integrator(address, 'POST', '/api/exam-sessions', {})).total;
  expect(await total()).toBe(DEVICES + 1);
  expect(await run('check-store', 'elsewhere', '--retally')).toEqual({
    code: 0,
    output: expect.stringMatching(/^demo: counted anew, 3 totals were not .*\nChecked 1 workspaces, .*agrees\.$/m),
  });
  expect(await total()).toBe(DEVICES);
  console.log(`a backup beside ${writing.length} devices that upload: ${checked.output.trim()}`);
});
