/*
 * Every operation on a session in every state. Oracle: the table below, written from what the design says of each; and, of
 * every cell: what was answered, kept or signed for stays, of a refusal and of a repeat nothing at all changes, and the session
 * says what its only current run says.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../../src/server/http/problem.ts';
import type { SessionContext } from '../../../src/server/session/context.ts';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import type { Db } from '../../../src/server/store/store.ts';
import type { SessionState } from '../../../src/shared/contract/set-responses.ts';
import { QUESTION, SESSION } from './classroom.ts';
import { dumpSession, type SessionTable } from './dump.ts';
import { type Attempted, attempt, claimBy, openScene, type Scene, STATE_NAMES, type StateName } from './states.ts';
import { choose } from './test-device.ts';

type Operation = (scene: Scene, db: Db, ctx: SessionContext) => Promise<SessionState>;

const set =
  (item: string | null, submitForScoring: boolean): Operation =>
  ({ room }, db, ctx) => {
    const responses = item === null ? [] : [{ itemId: item, questions: [{ id: QUESTION, response: choose(2) }] }];
    return setResponses(db, room.workspaceId, SESSION, { submitForScoring, responses }, ctx);
  };

const OPERATIONS = {
  reset: ({ room }, db, ctx) => resetSession(db, room.workspaceId, SESSION, ctx),
  retake: ({ room }, db, ctx) => retakeSession(db, room.workspaceId, SESSION, ctx),
  reopen: ({ room }, db, ctx) => reopenSession(db, room.workspaceId, SESSION, ctx),
  release: ({ room }, db, ctx) => releaseRun(db, room.workspaceId, SESSION, ctx),
  'restore the first run': ({ room, first }, db, ctx) => restoreRun(db, room.workspaceId, SESSION, first, ctx),
  'restore a run that is none': ({ room }, db, ctx) =>
    restoreRun(db, room.workspaceId, SESSION, 'run-of-nobody-at-all', ctx),
  'set a response': set('i4', false),
  'set a response and submit': set('i4', true),
  'submit for the student': set(null, true),
  'set nothing': set(null, false),
  'claim by its device': async (scene, db, ctx) => (await claimBy(scene, scene.a, db, ctx)).sessionState,
  'claim by another device': async (scene, db, ctx) => (await claimBy(scene, scene.b, db, ctx)).sessionState,
} satisfies Record<string, Operation>;
type OperationName = keyof typeof OPERATIONS;

const NOTHING = 'nothing changes';
const NOT_SUBMITTED = '409 No further attempt: the attempt has not been submitted yet.';
const NOTHING_RECEIVED = '409 Not reopened: nothing was received yet.';
const IS_COMPLETE = '409 This attempt is complete, and these are not its responses.';
const PUT_AWAY = '409 This attempt was put away. Fetch the list of tests again.';
const SUBMITTED = '409 This attempt was submitted already.';

/** State, attempt, which run, and by how much the revision rises. */
const to = (maturity: string, attempt: number, run: 'same' | 'new' | 'first', news: number) =>
  `${maturity}, attempt ${attempt}, ${run} run, revision +${news}`;
const [NEW, BEGUN, DONE] = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE'] as const;
const startsOver = to(NEW, 1, 'new', 1);

/** Of every state alike. */
const ALWAYS: Partial<Record<OperationName, string>> = {
  'restore a run that is none': '404',
  'set nothing': NOTHING,
};
const inProgress: Record<string, string> = {
  reset: startsOver,
  retake: NOT_SUBMITTED,
  reopen: NOTHING,
  release: to(BEGUN, 1, 'same', 1),
  'restore the first run': NOTHING,
  'set a response': to(BEGUN, 1, 'same', 1),
  'set a response and submit': to(DONE, 1, 'same', 1),
  'submit for the student': to(DONE, 1, 'same', 1),
  'claim by its device': NOTHING,
  'claim by another device': to(BEGUN, 1, 'same', 0),
};
const untouched: Record<string, string> = {
  reset: NOTHING,
  retake: NOT_SUBMITTED,
  reopen: NOTHING_RECEIVED,
  release: NOTHING,
  'restore the first run': NOTHING,
  'set a response': to(BEGUN, 1, 'same', 1),
  'set a response and submit': to(DONE, 1, 'same', 1),
  'submit for the student': to(DONE, 1, 'same', 1),
  'claim by its device': to(NEW, 1, 'same', 0),
  'claim by another device': to(NEW, 1, 'same', 0),
};
const complete: Record<string, string> = {
  reset: startsOver,
  retake: to(NEW, 2, 'new', 1),
  reopen: to(BEGUN, 1, 'same', 1),
  release: to(DONE, 1, 'same', 1),
  'restore the first run': NOTHING,
  'set a response': IS_COMPLETE,
  'set a response and submit': IS_COMPLETE,
  'submit for the student': NOTHING,
  'claim by its device': NOTHING,
  'claim by another device': SUBMITTED,
};
/** The devices have the first run, and it is not the current one. */
const putAway = { 'claim by its device': PUT_AWAY, 'claim by another device': PUT_AWAY };

const TABLE: Record<StateName, Record<string, string>> = {
  untouched,
  'claimed, and nothing answered': {
    ...untouched,
    release: to(NEW, 1, 'same', 1),
    'claim by its device': NOTHING,
  },
  'in progress': inProgress,
  'in progress by an integrator': {
    ...inProgress,
    // Nobody has it.
    release: NOTHING,
    'claim by its device': to(BEGUN, 1, 'same', 0),
  },
  'in progress, and released': {
    ...inProgress,
    release: NOTHING,
    'claim by its device': to(BEGUN, 1, 'same', 0),
  },
  'in progress, with a stranger’s answers in the journal': inProgress,
  complete,
  reopened: inProgress,
  'at an untouched second attempt': {
    ...untouched,
    ...putAway,
    // A second attempt is something that a reset starts over.
    reset: startsOver,
    'restore the first run': to(DONE, 1, 'first', 1),
    'set a response': to(BEGUN, 2, 'same', 1),
    'set a response and submit': to(DONE, 2, 'same', 1),
    'submit for the student': to(DONE, 2, 'same', 1),
  },
  'in its second attempt': {
    ...inProgress,
    ...putAway,
    release: to(BEGUN, 2, 'same', 1),
    'restore the first run': to(DONE, 1, 'first', 1),
    'set a response': to(BEGUN, 2, 'same', 1),
    'set a response and submit': to(DONE, 2, 'same', 1),
    'submit for the student': to(DONE, 2, 'same', 1),
  },
  'complete with its second attempt': {
    ...complete,
    ...putAway,
    retake: '409 No further attempt: all 2 attempts have been used.',
    reopen: to(BEGUN, 2, 'same', 1),
    release: to(DONE, 2, 'same', 1),
    'restore the first run': to(DONE, 1, 'first', 1),
  },
  'reset, and untouched since': { ...untouched, ...putAway, 'restore the first run': to(BEGUN, 1, 'first', 1) },
  'reset, and begun again': { ...inProgress, ...putAway, 'restore the first run': to(BEGUN, 1, 'first', 1) },
  'reset after two attempts': { ...untouched, ...putAway, 'restore the first run': to(DONE, 1, 'first', 1) },
  restored: complete,
};

function said(scene: Scene, { before, after, ...outcome }: Attempted<SessionState>): string {
  if (!outcome.ok) {
    if (!(outcome.error instanceof ProblemError)) throw outcome.error;
    const { problem, message } = outcome.error;
    return problem === 'conflict' ? `409 ${message}` : problem === 'not-found' ? '404' : problem;
  }
  const { maturity, attempt: number, run, revision } = outcome.value;
  if (JSON.stringify(before) === JSON.stringify(after)) return NOTHING;
  const isKnown = before.runs.some(({ run_id }) => run_id === run);
  const which =
    run === before.session.current_run ? 'same' : !isKnown ? 'new' : run === scene.first ? 'first' : 'other';
  return `${maturity}, attempt ${number}, ${which} run, revision +${revision - before.session.revision}`;
}

/** Whatever was done: nothing that anybody gave or was given is gone, and there is one truth. */
function expectSound({ before, after }: { before: SessionTable; after: SessionTable }): void {
  for (const table of ['history', 'journal', 'receipts', 'events', 'writers'] as const) {
    if (table !== 'journal' && table !== 'writers') expect(after[table]).toEqual(expect.arrayContaining(before[table]));
    expect(after[table].length).toBeGreaterThanOrEqual(before[table].length);
  }
  const isCurrent = (row: { run_id: string }) => row.run_id === after.session.current_run;
  const elsewhere = (rows: SessionTable['answers']) => rows.filter((row) => !isCurrent(row));
  const wereElsewhere = before.answers.filter((row) => !isCurrent(row));
  expect(elsewhere(after.answers)).toEqual(wereElsewhere);
  const [current, ...others] = after.runs.filter(({ archived_at }) => archived_at === null);
  expect(others).toEqual([]);
  expect(after.session).toMatchObject({
    current_run: current?.run_id,
    maturity: current?.maturity,
    attempt: current?.attempt,
  });
  for (const run of before.runs) {
    const now = after.runs.find(({ run_id }) => run_id === run.run_id) ?? expect.fail('a run is gone');
    expect(now.opening).toBeGreaterThanOrEqual(run.opening);
    expect(now.epoch).toBeGreaterThanOrEqual(run.epoch);
    expect(now.attempt).toBe(run.attempt);
    if (run.exam_version !== null) expect(now.exam_version).toBe(run.exam_version);
  }
}

const currentOf = ({ session, runs }: SessionTable) =>
  runs.find(({ run_id }) => run_id === session.current_run) ?? expect.fail('no current run');

/** What each does beside what it answers, where it does anything. */
function expectDone(
  name: OperationName,
  scene: Scene,
  { before, after }: { before: SessionTable; after: SessionTable },
) {
  const [was, is] = [currentOf(before), currentOf(after)];
  const wasNow = after.runs.find(({ run_id }) => run_id === was.run_id);
  const given = ({ answers, history, journal, receipts }: SessionTable) => ({ answers, history, journal, receipts });
  if (!/^(set|submit|restore)/.test(name)) expect(given(after)).toEqual(given(before));
  switch (name) {
    case 'reset': {
      // Every attempt that counted went away at one time, which tells a restore that they belong together.
      const counted = before.runs.filter(({ archived_by }) => archived_by === null || archived_by === 'retake');
      const now = after.runs.filter(({ run_id }) => counted.some((run) => run.run_id === run_id));
      expect(new Set(now.map((run) => `${run.archived_by} ${run.archived_at}`)).size).toBe(1);
      expect(now[0]).toMatchObject({ archived_by: 'reset' });
      return expect(is).toMatchObject({ opening: 1, epoch: 1, holder: null, exam_version: null, started_at: null });
    }
    case 'retake':
      expect(wasNow).toEqual({ ...was, archived_by: 'retake', archived_at: expect.any(Number) });
      return expect(is).toMatchObject({ opening: 1, epoch: 1, holder: null, exam_version: null });
    case 'reopen':
      expect(is).toMatchObject({
        opening: was.opening + 1,
        results_json: null,
        score_actual: null,
        completed_at: null,
      });
      return expect(is).toMatchObject({ holder: was.holder, epoch: was.epoch, started_at: was.started_at });
    case 'release':
      return expect(is).toEqual({ ...was, released: 1 });
    case 'restore the first run':
      // What came before the present one by retake counts on beside it; the present one does not.
      expect(wasNow).toMatchObject({ archived_by: 'restore', archived_at: expect.any(Number) });
      return expect(is).toMatchObject({ run_id: scene.first, archived_by: null, archived_at: null });
    case 'set a response':
    case 'set a response and submit':
      return expect(after.answers).toContainEqual(
        expect.objectContaining({ run_id: is.run_id, item_id: 'i4', source: 'integrator', writer: 'integrator' }),
      );
    case 'submit for the student':
      return expect(is).toMatchObject({ score_actual: expect.any(Number), completed_at: expect.any(Number) });
    case 'claim by its device':
    case 'claim by another device': {
      const by = name === 'claim by its device' ? scene.a : scene.b;
      const moves = was.holder !== null && was.holder !== by.deviceId;
      expect(is).toMatchObject({
        holder: by.deviceId,
        released: 0,
        epoch: was.epoch + (moves ? 1 : 0),
        exam_version: 0,
      });
      return expect(is.held_from_epoch).toBe(moves ? is.epoch : was.held_from_epoch);
    }
  }
}

describe.each(STATE_NAMES)('a session that is %s', (state) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene(state);
  });
  afterAll(() => scene.room.close());

  test.each(Object.keys(OPERATIONS) as OperationName[])('%s', async (name) => {
    const expected = ALWAYS[name] ?? TABLE[state][name];
    const tried = await attempt(scene, dumpSession, (db, ctx) => OPERATIONS[name](scene, db, ctx));
    expect(said(scene, tried)).toBe(expected);
    expectSound(tried);
    if (expected?.startsWith('4')) expect(tried.after).toEqual(tried.before);
    else if (expected !== NOTHING) expectDone(name, scene, tried);
    // Of what changed there is a record, once, that says who did it.
    const changed = expected?.includes('revision +1') ? 1 : 0;
    // By what they are and not by where they stand: two of one millisecond have no order.
    const known = new Set(tried.before.events.map((event) => JSON.stringify(event)));
    const fresh = tried.after.events.filter((event) => !known.has(JSON.stringify(event)));
    if (changed === 1) expect(fresh.map(({ actor }) => actor)).toEqual(['staff:teacher']);
  });

  test.each(['reset', 'release', 'reopen', 'restore the first run', 'set a response'] as const)(
    '%s, twice over, is done once',
    async (name) => {
      const twice = await attempt(scene, dumpSession, async (db, ctx) => {
        await OPERATIONS[name](scene, db, ctx).catch(() => undefined);
        const once = await dumpSession(db);
        await OPERATIONS[name](scene, db, { ...ctx, now: ctx.now + 1000 }).catch(() => undefined);
        expect(await dumpSession(db)).toEqual(once);
        return undefined;
      });
      expect(twice).toMatchObject({ ok: true });
    },
  );
});
