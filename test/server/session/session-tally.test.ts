/*
 * Totals and lists of many sessions, after random histories of theirs. Oracle: every session, read one by one and counted
 * here. A change of standing that does not reach the totals fails it, and so does a filter that reads another index than it may.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertSession } from '../../../src/server/store/exam-sessions.ts';
import { listSessions, type SessionKey, sessionKey } from '../../../src/server/store/list-sessions.ts';
import { recountSessions, retallySessions } from '../../../src/server/store/recount-sessions.ts';
import type { SessionFilter } from '../../../src/server/store/session-filter.ts';
import { updateStandings } from '../../../src/server/store/session-rows.ts';
import type { ExamSessionTable } from '../../../src/server/store/tables.ts';
import { totalSessions } from '../../../src/server/store/total-sessions.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';
import { rows } from '../store/rows.ts';

let server: TestDeps;
beforeAll(async () => {
  server = await createTestDeps();
});
afterAll(() => server.close());

const CONFIGS = ['c1', 'c2', 'c3'];
const CLASSES = ['', 'k1', 'k2'];
const STUDENTS = ['s1', 's2', 's3', 's4'];
const MATURITIES = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE'] as const;

const maturity = fc.constantFrom(...MATURITIES);
const score = fc.option(fc.constantFrom(0, 0.0001, 33.3333, 66.6667, 100));
const created = fc.record({
  config_id: fc.constantFrom(...CONFIGS),
  context_id: fc.constantFrom(...CLASSES),
  student_id: fc.constantFrom(...STUDENTS),
  maturity,
  score_actual: score,
  // So few that several sessions are of one millisecond, and of one digit more that they are compared as numbers.
  created_at: fc.constantFrom(8, 9, 10, 1_772_000_000_000),
});
/** Of the session at `which`; several sessions may change in one write, as when a config's strategy changes. */
const moves: fc.Arbitrary<Move[]> = fc.array(fc.record({ which: fc.nat(), maturity, score_actual: score }), {
  minLength: 1,
  maxLength: 4,
});
const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values]), { nil: undefined, freq: 2 });
const filter: fc.Arbitrary<SessionFilter> = fc.record({
  configIds: some([...CONFIGS, 'unknown']),
  contextIds: some(CLASSES),
  studentIds: fc.option(fc.subarray(STUDENTS), { nil: undefined, freq: 1 }),
  maturities: some(MATURITIES),
});

type Row = ExamSessionTable;
type Created = Pick<Row, 'config_id' | 'context_id' | 'student_id' | 'maturity' | 'score_actual'> &
  Partial<Pick<Row, 'created_at'>>;
type Move = Pick<Row, 'maturity' | 'score_actual'> & { which: number };

async function play(workspaceId: string, sessions: readonly Created[], changes: readonly Move[][]): Promise<void> {
  const ids = sessions.map((_, n) => `session-${String(n).padStart(3, '0')}`);
  const { store } = server.deps;
  await store.write(async (db) => {
    for (const [n, session] of sessions.entries()) {
      const session_id = ids[n] ?? '';
      await insertSession(db, { ...rows.exam_session, ...session, workspace_id: workspaceId, session_id } as Row);
    }
  });
  for (const together of changes) {
    await store.write(async (db) => {
      const current = await db.selectFrom('exam_session').selectAll().where('workspace_id', '=', workspaceId).execute();
      const byId = new Map(together.map(({ which, ...change }) => [ids[which % ids.length], change]));
      await updateStandings(
        db,
        workspaceId,
        current.flatMap((session) => {
          const change = byId.get(session.session_id);
          return change ? [{ session, change }] : [];
        }),
      );
    });
  }
}

const holds = (row: Row, { configIds, contextIds, studentIds, maturities }: SessionFilter) =>
  (configIds?.includes(row.config_id) ?? true) &&
  (contextIds?.includes(row.context_id) ?? true) &&
  (studentIds?.includes(row.student_id) ?? true) &&
  (maturities?.includes(row.maturity) ?? true);

const asListed = (a: Row, b: Row) =>
  Buffer.compare(Buffer.from(a.config_id), Buffer.from(b.config_id)) ||
  a.created_at - b.created_at ||
  Buffer.compare(Buffer.from(a.session_id), Buffer.from(b.session_id));

let played = 0;

test('after any history totals and pages are those of the sessions, whatever is asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(created, { minLength: 1, maxLength: 30 }),
      fc.array(moves, { maxLength: 8 }),
      fc.array(filter, { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 7 }),
      async (sessions, changes, filters, limit) => {
        played += 1;
        const workspaceId = `w${played}`;
        await play(workspaceId, sessions, changes);
        await server.deps.store.read(async (db) => {
          expect(await recountSessions(db, workspaceId)).toEqual([]);
          const all = await db.selectFrom('exam_session').selectAll().where('workspace_id', '=', workspaceId).execute();
          for (const asked of filters) {
            const expected = all.filter((row) => holds(row, asked)).sort(asListed);
            const scores = expected.flatMap((row) => (row.score_actual === null ? [] : [row.score_actual]));
            const { sum, ...totals } = await totalSessions(db, workspaceId, asked);
            expect(totals).toEqual({
              total: expected.length,
              scored: scores.length,
              min: scores.length === 0 ? null : Math.min(...scores),
              max: scores.length === 0 ? null : Math.max(...scores),
            });
            expect(Number(sum?.units ?? 0)).toBe(scores.reduce((whole, next) => whole + Math.round(next * 10_000), 0));

            const seen: string[] = [];
            let after: SessionKey | null = null;
            for (;;) {
              const page: Row[] = await listSessions(db, workspaceId, asked, { after, take: limit });
              expect(page.length).toBeLessThanOrEqual(limit);
              seen.push(...page.map((row) => row.session_id));
              const last = page.at(-1);
              if (!last) break;
              after = sessionKey(last);
            }
            expect(seen).toEqual(expected.map((row) => row.session_id));
          }
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('the sum of percentages is told however large an item can make them', async () => {
  const session = { config_id: 'c1', context_id: 'k1', student_id: 's1', maturity: 'COMPLETE' as const };
  await play('large', [{ ...session, score_actual: 2 ** 43 }], []);
  for (const asked of [{ studentIds: ['s1'] }, { configIds: ['c1'] }]) {
    const { sum } = await server.deps.store.read((db) => totalSessions(db, 'large', asked));
    expect(sum?.units).toBe(10_000n * 2n ** 43n);
  }
});

test('a recount says which totals are not those of the sessions, and counting anew mends them', async () => {
  const sessions = [
    { config_id: 'c1', context_id: 'k1', student_id: 's1', maturity: 'COMPLETE' as const, score_actual: 50 },
    { config_id: 'c1', context_id: 'k1', student_id: 's2', maturity: 'IN_PROGRESS' as const, score_actual: null },
  ];
  const { store } = server.deps;
  const recount = (workspaceId: string) => store.read((db) => recountSessions(db, workspaceId));
  await play('drifted', sessions, []);
  await play('beside', sessions, []);
  // Past the totals, as no code of the server does.
  await store.write(async (db) => {
    await db
      .updateTable('exam_session')
      .set({ score_actual: 25 })
      .where('workspace_id', '=', 'drifted')
      .where('maturity', '=', 'COMPLETE')
      .execute();
  });
  const kept = { sessions: 1, scored: 1, scoreUnits: 500_000 };
  const found = { sessions: 1, scored: 1, scoreUnits: 250_000 };
  const maturity = 'COMPLETE' as const;
  expect(await recount('drifted')).toEqual([
    { scope: 'all', contextId: '', configId: '', maturity, kept, found },
    { scope: 'class', contextId: 'k1', configId: 'c1', maturity, kept, found },
    { scope: 'config', contextId: '', configId: 'c1', maturity, kept, found },
  ]);
  expect(await recount('beside')).toEqual([]);
  await store.write((db) => retallySessions(db, 'drifted'));
  expect(await recount('drifted')).toEqual([]);
  expect(await recount('beside')).toEqual([]);
});

test('jobs that share a commit add up, without what one that failed had added, and around one that counts anew', async () => {
  const { store } = server.deps;
  let made = 0;
  const insert = (workspace_id: string) =>
    store.write((db) => insertSession(db, { ...rows.exam_session, workspace_id, session_id: `s${made++}` } as Row));
  const failing = (workspace_id: string) =>
    store.write(async (db) => {
      await insertSession(db, { ...rows.exam_session, workspace_id, session_id: `s${made++}` } as Row);
      throw new Error('after it was counted');
    });
  const shared = [insert('shared'), insert('other'), failing('shared'), insert('shared')];
  const anew = store.write((db) => retallySessions(db, 'shared'));
  const failed = store.write(async (db) => {
    await retallySessions(db, 'other');
    throw new Error('after it was counted anew');
  });
  const ended = await Promise.allSettled([...shared, anew, failed, insert('shared'), insert('other')]);
  expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  for (const [workspaceId, sessions] of [
    ['shared', 3],
    ['other', 2],
  ] as const) {
    expect(await store.read((db) => recountSessions(db, workspaceId))).toEqual([]);
    expect((await store.read((db) => totalSessions(db, workspaceId, {}))).total).toBe(sessions);
  }
});
