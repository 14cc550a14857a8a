/* Reset, retake, reopen, release and restore. The oracle is the maturity machine of the design and what it says of each. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SessionOperation } from '../../../src/server/session/operation.ts';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { type Classroom, ITEMS, openClassroom, rightOption, SESSION } from './classroom.ts';
import { refusal } from './refusal.ts';
import { device, type TestDevice } from './test-device.ts';

let room: Classroom;
let a: TestDevice;

const open = async (settings: NonNullable<Parameters<typeof openClassroom>[0]>['settings']) => {
  room = await openClassroom({ settings: { allowRetakes: true, ...settings } });
  a = await device(room, 'a');
};
beforeEach(() => open({}));
afterEach(() => room.close());

const restore = (run: string) =>
  room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, run, ctx));
const archived = async () => {
  const runs = await room.read((db) => db.selectFrom('run').selectAll().orderBy('created_at').execute());
  return runs.map((run) => [run.attempt, run.archived_by]);
};
/** Answers the first `right` items rightly and submits. */
const complete = async (right: number) => {
  const by = await device(room, `of-${(await room.session()).current_run}`);
  for (const item of ITEMS.slice(0, right)) by.save(item, rightOption(item));
  await by.submit();
  return by;
};
const percent = (right: number) => Math.round((right / ITEMS.length) * 1_000_000) / 10_000;

describe('reset', () => {
  test('archives the run with its answers and begins at attempt 1 with a new one', async () => {
    await complete(3);
    const before = await room.currentRun();
    const state = await room.operate(resetSession);

    expect(state).toMatchObject({ maturity: 'NOT_STARTED', attempt: 1, epoch: 1, opening: 1, revision: 1 });
    expect(state.run).not.toBe(before.run_id);
    expect(await room.session()).toMatchObject({
      current_run: state.run,
      maturity: 'NOT_STARTED',
      score_actual: null,
      reset_at: room.test.clock.now,
    });
    expect(await room.run(before.run_id)).toMatchObject({ archived_by: 'reset', maturity: 'COMPLETE' });
    expect(Object.keys(await room.answers(before.run_id))).toHaveLength(3);
    expect(await room.eventKinds()).toEqual(['reset']);
  });

  test('puts every earlier attempt away too, so that none counts any more', async () => {
    await complete(6);
    await room.operate(retakeSession);
    await complete(1);
    await room.operate(resetSession);
    expect(await archived()).toEqual([
      [1, 'reset'],
      [2, 'reset'],
      [1, null],
    ]);
    await complete(2);
    expect((await room.session()).score_actual).toBe(percent(2));
  });

  test('of a session that holds nothing changes nothing', async () => {
    const before = await room.snapshot();
    expect(await room.operate(resetSession)).toMatchObject({ maturity: 'NOT_STARTED', revision: 0, run: a.run });
    expect(await room.snapshot()).toEqual(before);
  });

  test.each<[string, SessionOperation]>([
    ['reopened', reopenSession],
    ['retook', retakeSession],
  ])('is no repeat of one a moment ago, when somebody %s what a student handed in since', async (_, operation) => {
    await complete(1);
    await room.operate(resetSession);
    const since = await complete(2);
    expect((await room.operate(resetSession)).run).toBe(since.run);
    await room.operate(operation);
    expect(await room.operate(resetSession)).toMatchObject({ maturity: 'NOT_STARTED', attempt: 1 });
    expect(await room.run(since.run)).toMatchObject({ archived_by: 'reset' });
  });

  test('of an untouched second attempt goes back to attempt 1', async () => {
    await complete(1);
    await room.operate(retakeSession);
    expect(await room.operate(resetSession)).toMatchObject({ attempt: 1, maturity: 'NOT_STARTED' });
  });

  test('within a minute of another is its repeat, even when the student has begun again', async () => {
    await complete(1);
    const first = await room.operate(resetSession);
    await complete(2);
    room.later(58_000);
    expect(await room.operate(resetSession)).toMatchObject({ run: first.run, maturity: 'COMPLETE' });
    room.later(60_000);
    expect((await room.operate(resetSession)).run).not.toBe(first.run);
  });

  test('after a restore is a new one, however soon', async () => {
    const first = await complete(1);
    await room.operate(resetSession);
    await restore(first.run);
    expect((await room.operate(resetSession)).run).not.toBe(first.run);
  });
});

describe('retake', () => {
  test('puts the attempt away with its result and mints the next', async () => {
    const first = await complete(3);
    const state = await room.operate(retakeSession);
    expect(state).toMatchObject({ maturity: 'NOT_STARTED', attempt: 2, revision: 1 });
    expect(await room.run(first.run)).toMatchObject({ archived_by: 'retake', score_actual: percent(3) });
    expect((await room.session()).score_actual).toBe(percent(3));
  });

  test.each([
    ['HIGHEST', percent(5)],
    ['LATEST', percent(2)],
    ['FIRST', percent(5)],
    ['AVERAGE', Math.round(((percent(5) + percent(2)) / 2) * 10_000) / 10_000],
  ] as const)('the session’s score is the one that %s picks', async (mode, score) => {
    await room.close();
    await open({ attemptResolutionStrategy: { mode } });
    await complete(5);
    await room.operate(retakeSession);
    await complete(2);
    expect((await room.session()).score_actual).toBeCloseTo(score, 4);
  });

  test('is refused with the reason before the attempt is complete', async () => {
    await a.save('i0', 1).send();
    const before = await room.snapshot();
    const problem = await refusal(room.operate(retakeSession));
    expect(problem.problem).toBe('conflict');
    expect(problem.detail).toMatch(/not been submitted/);
    expect(await room.snapshot()).toEqual(before);
  });

  test('is refused when the config allows none', async () => {
    await room.close();
    await open({ allowRetakes: false });
    await complete(1);
    expect((await refusal(room.operate(retakeSession))).problem).toBe('conflict');
  });

  test('is refused when all attempts are used', async () => {
    await room.close();
    await open({ maxAttempts: 2 });
    await complete(1);
    await room.operate(retakeSession);
    await complete(1);
    expect((await refusal(room.operate(retakeSession))).detail).toMatch(/2/);
  });
});

describe('reopen', () => {
  test('gives the attempt back with its responses and without a result, under a greater opening', async () => {
    const by = await complete(3);
    const state = await room.operate(reopenSession);
    expect(state).toMatchObject({ maturity: 'IN_PROGRESS', run: by.run, opening: 2, epoch: 1, revision: 1 });
    expect(await room.currentRun()).toMatchObject({ results_json: null, score_actual: null, completed_at: null });
    expect(Object.keys(await room.answers())).toHaveLength(3);
    expect((await room.session()).score_actual).toBeNull();
  });

  test('of an attempt in progress changes nothing', async () => {
    await a.save('i0', 1).send();
    const before = await room.snapshot();
    expect(await room.operate(reopenSession)).toMatchObject({ maturity: 'IN_PROGRESS', opening: 1, revision: 0 });
    expect(await room.snapshot()).toEqual(before);
  });

  test('is refused while nothing was received', async () => {
    const problem = await refusal(room.operate(reopenSession));
    expect(problem.problem).toBe('conflict');
    expect(problem.detail).toContain('nothing was received yet');
  });

  test('and a new submit scores again over all responses', async () => {
    const by = await complete(3);
    await room.operate(reopenSession);
    by.opening = 2;
    await by.save('i3', rightOption('i3')).submit();
    expect((await room.session()).score_actual).toBe(percent(4));
  });
});

describe('release', () => {
  test('frees the run and remembers who had it', async () => {
    await a.save('i0', 1).send();
    expect(await room.operate(releaseRun)).toMatchObject({ run: a.run, epoch: 1, revision: 1 });
    expect(await room.currentRun()).toMatchObject({ holder: a.deviceId, released: 1 });
    expect(await room.eventKinds()).toEqual(['release']);
  });

  test('of a run that nobody holds, and a second one, change nothing', async () => {
    await room.operate(releaseRun);
    expect(await room.eventKinds()).toEqual([]);
    await a.save('i0', 1).send();
    await room.operate(releaseRun);
    const before = await room.snapshot();
    await room.operate(releaseRun);
    expect(await room.snapshot()).toEqual(before);
  });
});

describe('restore', () => {
  test('brings the run, its answers and its score back, and archives the present run in its place', async () => {
    const by = await complete(3);
    await room.operate(resetSession);
    const mistaken = await complete(1);
    expect(await restore(by.run)).toMatchObject({ run: by.run, maturity: 'COMPLETE', attempt: 1, revision: 2 });
    expect(await room.session()).toMatchObject({ score_actual: percent(3), reset_at: null });
    expect(await room.run(by.run)).toMatchObject({ archived_at: null, archived_by: null });
    expect(await room.run(mistaken.run)).toMatchObject({ archived_by: 'restore' });
    expect(await room.eventKinds()).toEqual(['reset', 'restore']);
  });

  test('of the current run changes nothing', async () => {
    const by = await complete(3);
    await room.operate(resetSession);
    await restore(by.run);
    const before = await room.snapshot();
    await restore(by.run);
    expect(await room.snapshot()).toEqual(before);
  });

  test('can itself be undone', async () => {
    const first = await complete(3);
    await room.operate(resetSession);
    const second = await complete(1);
    await restore(first.run);
    await restore(second.run);
    expect(await room.session()).toMatchObject({ current_run: second.run, score_actual: percent(1) });
  });

  test('brings back the earlier attempts that the reset put away with it, and only those', async () => {
    await complete(5);
    await room.operate(retakeSession);
    const second = await complete(2);
    await room.operate(resetSession);
    await complete(6);
    await room.operate(retakeSession);
    await complete(6);

    expect(await restore(second.run)).toMatchObject({ attempt: 2, maturity: 'COMPLETE' });
    expect(await archived()).toEqual([
      [1, 'retake'],
      [2, null],
      [1, 'restore'],
      [2, 'restore'],
    ]);
    expect((await room.session()).score_actual).toBe(percent(5));
  });

  test('of a run that a retake put away undoes the retake, and undoing that brings both back', async () => {
    const first = await complete(4);
    await room.operate(retakeSession);
    const second = await complete(1);
    await restore(first.run);
    expect(await room.session()).toMatchObject({ attempt: 1, score_actual: percent(4) });
    expect(await archived()).toEqual([
      [1, null],
      [2, 'restore'],
    ]);
    await restore(second.run);
    expect(await archived()).toEqual([
      [1, 'retake'],
      [2, null],
    ]);
    expect((await room.session()).score_actual).toBe(percent(4));
  });

  test('of a run that the session does not have is not found', async () => {
    expect((await refusal(restore('run-of-another-session'))).problem).toBe('not-found');
  });

  test('takes back an untouched run too', async () => {
    await complete(1);
    const { run: second } = await room.operate(retakeSession);
    await room.operate(resetSession);
    expect(await restore(second)).toMatchObject({ run: second, attempt: 2, maturity: 'NOT_STARTED' });
  });
});

test.each([
  ['reset', resetSession],
  ['retake', retakeSession],
  ['reopen', reopenSession],
  ['release', releaseRun],
])('%s of an unknown session, or of another workspace’s, is not found', async (_, operation) => {
  await room.test.addWorkspace('elsewhere');
  const ctx = room.ctx();
  for (const [workspace, session] of [
    [room.workspaceId, 'nobody'],
    ['elsewhere', SESSION],
  ] as const) {
    const problem = await refusal(room.write<unknown>((db) => operation(db, workspace, session, ctx)));
    expect(problem.problem).toBe('not-found');
  }
});
