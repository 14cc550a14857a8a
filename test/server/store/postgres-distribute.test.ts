/*
 * Citus is in few archives of packages, so that what it would do is proved with what there is (test/support/partitions.ts): three
 * servers, and the statements that a school day really sends. Oracle: PostgreSQL's plans, and where it puts rows. A
 * statement that joins by anything but the workspace, or forgets it, goes to all servers and fails.
 */
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startStaffSession } from '../../../src/server/auth/staff-session.ts';
import { distribute, placingStatements, requireNew } from '../../../src/server/store/distribute.ts';
import { PLACEMENTS } from '../../../src/server/store/placement.ts';
import { addStaff } from '../../../src/server/store/staff.ts';
import { nodesOf, openCoordinator, type Sent } from '../../support/partitions.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import {
  createDatabase,
  dropDatabase,
  makeTemplate,
  onDatabase,
  TEMPLATE,
  type TestDatabase,
  takeDatabase,
} from '../../support/test-database.ts';
import { batchBody, type Given, submitClaimOf } from '../../support/wire-client.ts';
import { DEVICE, openSchool, RIGHT } from '../device/school.ts';
import { tour } from './tour.ts';

let servers: PostgresServer[];
let databases: string[];
let coordinator: Client;
let plain: TestDatabase;
beforeAll(async () => {
  plain = await takeDatabase();
  servers = await Promise.all([startPostgres(), startPostgres()]);
  databases = [await createDatabase(''), await createDatabase(`template ${TEMPLATE}`)];
  const others = servers.map((server) => server.url('postgres'));
  for (const url of others) await makeTemplate(url);
  const [first = '', second = ''] = databases;
  coordinator = await openCoordinator(first, [second, ...others]);
});
afterAll(async () => {
  await coordinator.end();
  await plain.release();
  for (const url of databases) await dropDatabase(url);
  await Promise.all(servers.map((server) => server.dispose()));
});

/** What a day at school sends: a test is made, given, taken online and off, scored, looked at, taken back and taken again. */
async function schoolDay(): Promise<Sent[]> {
  const sent = new Map<string, Sent>();
  const onStatement = (sql: string, parameters: readonly unknown[]) => sent.set(sql, { sql, parameters });
  const school = await openSchool({ store: { testing: { onStatement } } });
  const { store } = school.deps;
  await tour(store);
  await school.putExam();
  const config = await school.addConfig({ allowRetakes: true, maxAttempts: 3 });
  await school.signIn('AAAA-AAAA');
  const { ticket } = await school.addSession(config, 'kevin');
  const bearer = await school.bearer(ticket);
  const session = await school.only(bearer);
  const device = { deviceId: DEVICE, writer: 'writer-of-the-day-01', session };
  const claim = { run: session.run, writer: device.writer, package: session.package.hash };
  const ok = async (response: Response | Promise<Response>) => {
    const { status, ok } = await response;
    expect([ok, status]).toEqual([true, 200]);
  };
  await ok(school.ask('POST', `/api/device/exam-session/${session.id}/claim`, { authorization: bearer, body: claim }));
  const given: Given[] = Object.entries(RIGHT)
    .flatMap(([itemId, questions]) => questions.map(([questionId, index]) => ({ itemId, questionId, index })))
    .map(({ itemId, questionId, index }, n) => ({
      itemId,
      questionId,
      response: { options: [{ index }] },
      seq: n + 1,
    }));
  const send = (body: string) =>
    ok(
      school.ask('POST', `/api/exam-session/${session.id}/responses`, {
        authorization: `Bearer ${session.uploadToken}`,
        body: JSON.parse(body),
      }),
    );
  const [first, ...rest] = given;
  if (!first) throw new Error('nothing is answered');
  await send(batchBody(device, [first], { baseSeq: 0, lastSeq: 1 }));
  await send(batchBody(device, [{ ...first, seq: 2 }], { baseSeq: 1, lastSeq: 2 }));
  const last = rest.map((answer) => ({ ...answer, seq: answer.seq + 1 }));
  const all = [{ ...first, seq: 2 }, ...last];
  const through = { baseSeq: 2, lastSeq: all.length + 1 };
  await send(batchBody(device, last, through, submitClaimOf(device, all, all.length + 1)));
  await school.ask('POST', '/api/device/report', {
    authorization: bearer,
    body: { deviceId: DEVICE, unsentAnswers: 0, waitingSubmits: 0, needsAttention: 0 },
  });

  await school.deps.store.write((db) =>
    addStaff(db, school.workspaceId, { username: 'pat', role: 'admin', passwordHash: '' }, 0),
  );
  const staff = { workspaceId: school.workspaceId, username: 'pat', passwordHash: '' };
  const cookie = (await startStaffSession(school.deps, new Request('http://localhost/'), staff))?.split(';')[0] ?? '';
  for (const path of [
    '/exam-configs',
    `/exam-config/${config}/board`,
    `/exam-session/${session.id}`,
    '/devices',
    '/attention',
  ]) {
    await ok(school.app.request(`/api/staff${path}`, { headers: { cookie } }));
  }
  await school.integrator('GET', `/api/exam-session/${session.id}/results`);
  const include = 'include[]=results&include[]=responses';
  await school.integrator('POST', `/api/exam-sessions?${include}&limit=1`, {
    filter: { examConfigIds: { include: [config] } },
  });
  await school.integrator('POST', `/api/exam-session/${session.id}/reopen`);
  await send(batchBody({ ...device, writer: 'writer-of-another-01' }, [first], { baseSeq: 0, lastSeq: 1 }));
  await school.answer(session.id, RIGHT);
  await school.integrator('POST', `/api/exam-session/${session.id}/retake`);
  await school.integrator('POST', `/api/exam-session/${session.id}/reset`);
  await school.list(bearer);
  await school.close();
  return [...sent.values()];
}

/** Once an hour, and nobody waits for it. */
const CLEAN_UP = 'delete from "sign_in_failure" where "failed_at" < $1';

it('every statement of a school day goes to one of three servers', async () => {
  const sent = await schoolDay();
  const spread = Object.entries(PLACEMENTS).flatMap(([table, where]) => (where === 'everywhere' ? [] : [table]));
  const ofWorkspaces = new RegExp(`"(${spread.join('|')})"`);
  const wrong: string[] = [];
  const used = new Set<string>();
  let checked = 0;
  for (const statement of sent) {
    if (statement.sql === CLEAN_UP) continue;
    const nodes = await nodesOf(coordinator, statement);
    // What no server has a part of is whole on each of them.
    if (nodes.length !== (ofWorkspaces.test(statement.sql) ? 1 : 0)) wrong.push(`${nodes}: ${statement.sql}`);
    for (const node of nodes) used.add(node);
    checked += nodes.length;
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(80);
  expect([...used].sort()).toEqual(['node0', 'node1', 'node2']);
  console.log(
    `${sent.length} statements, ${checked} of them on exactly one server of three, the others on tables that each has`,
  );
});

it('one that is led by no workspace would go to all of them', async () => {
  const nodes = await nodesOf(coordinator, { sql: 'select * from answer where run_id = $1', parameters: ['a'] });
  expect(nodes).toEqual(['node0', 'node1', 'node2']);
});

it('places every table once, those of workspaces beside each other, and none twice by one of their columns', async () => {
  const tables = (await onDatabase(plain.url, "select tablename from pg_tables where schemaname = 'public'")) as {
    tablename: string;
  }[];
  const placed = placingStatements().map(([table]) => table);
  expect([...placed, 'schema_migration'].sort()).toEqual(tables.map(({ tablename }) => tablename).sort());
  const beside = placingStatements().filter(([, sql]) => sql.includes("'workspace_id', colocate_with => 'workspace'"));
  expect(beside.map(([table]) => table)).toEqual(
    placed.filter((name) => PLACEMENTS[name as 'run'] === 'workspace').slice(1),
  );
});

it('does nothing to a PostgreSQL without Citus, and refuses one that does not hand on how a transaction is isolated', async () => {
  const relations = () => onDatabase(plain.url, 'select oid, relname, relkind from pg_class order by 1');
  const before = await relations();
  expect(await distribute(plain.url)).toEqual({ citus: null, placed: [] });
  expect(await relations()).toEqual(before);
  for (const version of ['11.3-1', '12.1-1', '13.0-1']) requireNew(version);
  for (const version of ['11.2-1', '10.2-5']) expect(() => requireNew(version)).toThrow(/too old/);
});
