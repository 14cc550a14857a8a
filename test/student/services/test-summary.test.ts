import { describe, expect, test } from 'vitest';
import type { TestRows } from '../../../src/student/db/read-tests.ts';
import { deviceReport } from '../../../src/student/services/device-report.ts';
import { testSummary } from '../../../src/student/services/test-summary.ts';
import { anAnswer, aRun, aSession, aSubmit, PACKAGE, T0 } from '../db/rows.ts';

const aPackage = {
  hash: PACKAGE,
  examId: 'exam-1',
  examVersion: 0,
  items: [
    { id: 'item-1', questions: ['q1', 'q2'] },
    { id: 'item-2', questions: ['q1'] },
  ],
  media: [],
  keys: null,
};
const rows = (part: Partial<TestRows> = {}): TestRows => ({
  session: aSession({ readyPackage: PACKAGE }),
  current: null,
  others: [],
  package: aPackage,
  ...part,
});
const listed = (part: Parameters<typeof aSession>[0] extends infer P ? NonNullable<P> : never) =>
  aSession({ readyPackage: PACKAGE, ...part });
const step = (part: Partial<TestRows>) => testSummary(rows(part), T0).step;
const windowed = (opensAt: string | null, closesAt: string | null) =>
  listed({ listed: { config: { ...aSession().listed.config, window: { opensAt, closesAt } } } });
const begun = { run: aRun({ seq: 1 }), answers: [anAnswer({ seq: 1 })] };

describe('the next step', () => {
  test('is to get ready while the package is not here', () => {
    expect(step({ package: null })).toBe('get-ready');
    expect(step({ package: null, session: listed({ listed: { maturity: 'IN_PROGRESS' } }) })).toBe('get-ready');
  });

  test('is to start when it is, and to continue once something was answered here or elsewhere', () => {
    expect(step({})).toBe('start');
    expect(step({ current: begun })).toBe('continue');
    expect(step({ session: listed({ listed: { maturity: 'IN_PROGRESS' } }) })).toBe('continue');
  });

  test('how much was answered is not told of an attempt whose answers are elsewhere', () => {
    const session = listed({ listed: { maturity: 'IN_PROGRESS' } });
    expect(testSummary(rows({ session }), T0).answered).toBeNull();
    expect(testSummary(rows({ session, current: { run: aRun(), answers: [] } }), T0).answered).toBeNull();
    expect(testSummary(rows({ session, current: begun }), T0).answered).toBe(1);
  });

  test('opened and left without an answer is still a start', () => {
    expect(step({ current: { run: aRun(), answers: [] } })).toBe('start');
  });

  test('waits for the window to open; getting ready does not', () => {
    const session = windowed('2026-03-02T09:00:01Z', null);
    expect(step({ session })).toBe('not-open-yet');
    expect(step({ session, package: null })).toBe('get-ready');
    expect(testSummary(rows({ session }), T0 + 1000).step).toBe('start');
  });

  test('is none after the window closed, but what was begun goes on', () => {
    const session = windowed(null, '2026-03-02T09:00:00Z');
    expect(step({ session })).toBe('closed');
    expect(step({ session, current: begun })).toBe('continue');
  });

  test('is none after the submit, received or not, until a reopening', () => {
    const submit = aSubmit({ through: 1, count: 1 });
    for (const state of ['submitted', 'received', 'stranded'] as const) {
      expect(step({ current: { run: aRun({ seq: 1, ackedSeq: 1, state, submit }), answers: [] } })).toBe('submitted');
    }
  });

  test('of a test that was completed elsewhere is none, unless something is unsent here', () => {
    const session = listed({ listed: { maturity: 'COMPLETE' } });
    expect(step({ session })).toBe('submitted');
    expect(step({ session, current: begun })).toBe('continue');
  });

  test('of a maturity that a newer server invented is to ask the teacher', () => {
    expect(step({ session: listed({ listed: { maturity: 'PAUSED' } }) })).toBe('ask-teacher');
    expect(step({ session: listed({ listed: { maturity: 'PAUSED' } }), current: begun })).toBe('ask-teacher');
  });
});

describe('a line of My tests', () => {
  test('counts answers, questions, and what waits: also of runs that were left behind', () => {
    const left = {
      run: aRun({ run: 'run-left', seq: 2, ackedSeq: 1, state: 'stranded' }),
      answers: [anAnswer({ seq: 2 })],
    };
    const current = { run: aRun({ seq: 2 }), answers: [anAnswer({ seq: 1 }), anAnswer({ seq: 2, response: null })] };
    expect(testSummary(rows({ current, others: [left] }), T0)).toMatchObject({ answered: 1, questions: 3, waiting: 3 });
  });

  test('a submit without a receipt waits', () => {
    const run = aRun({ seq: 1, ackedSeq: 1, state: 'submitted', submit: aSubmit() });
    expect(testSummary(rows({ current: { run, answers: [] } }), T0).waiting).toBe(1);
  });

  test('shows the trouble of the current run, of one left behind, and of a single answer', () => {
    const left = (seq: number) => ({
      run: aRun({ run: 'run-left', state: 'stranded', problem: 'reset', seq }),
      answers: [],
    });
    const problem = (part: Partial<TestRows>) => testSummary(rows(part), T0).problem;
    expect(problem({ others: [left(1)] })).toBe('reset');
    expect(problem({ others: [left(0)] })).toBeNull();
    expect(problem({ current: { run: aRun({ problem: 'unknown' }), answers: [] } })).toBe('unknown');
    expect(problem({ current: { run: aRun(), answers: [anAnswer({ seq: 1, problem: 'refused' })] } })).toBe('refused');
  });

  test('tells of a current run that was left behind, until it is submitted', () => {
    const isLeftBehind = (part: Partial<TestRows>) => testSummary(rows(part), T0).isLeftBehind;
    const left = aRun({ state: 'stranded' });
    expect(isLeftBehind({ current: { run: left, answers: [] } })).toBe(true);
    expect(isLeftBehind({ current: { run: { ...left, submit: aSubmit() }, answers: [] } })).toBe(false);
    expect(isLeftBehind({ current: begun, others: [{ run: left, answers: [] }] })).toBe(false);
    expect(isLeftBehind({ others: [{ run: left, answers: [] }] })).toBe(false);
    const session = listed({ listed: { maturity: 'COMPLETE' } });
    expect(isLeftBehind({ session, current: { run: left, answers: [] } })).toBe(false);
  });

  test('a submitted test has its code, and a receipt only with the server’s signature', () => {
    const submit = aSubmit({ digest: `0000000000${'0'.repeat(54)}`, count: 4 });
    const waiting = testSummary(rows({ current: { run: aRun({ state: 'submitted', submit }), answers: [] } }), T0);
    expect(waiting.submitted).toMatchObject({ code: 'AAAA-AAAA', received: null });
    const run = aRun({ state: 'received', submit, receipt: 'h.p.s', receivedAt: T0 });
    expect(testSummary(rows({ current: { run, answers: [] } }), T0).submitted?.received).toEqual({
      at: '2026-03-02T09:00:00.000Z',
      jws: 'h.p.s',
    });
  });
});

describe('the report on a device', () => {
  const device = { deviceId: 'device-aaaaaaaaaaaaa', life: 0, storage: null };

  test('of a device that may be collected says that nothing waits', () => {
    const run = aRun({ seq: 1, ackedSeq: 1, state: 'received', submit: aSubmit() });
    expect(deviceReport({ runs: [{ run, answers: [anAnswer({ seq: 1 })] }], outbox: [] }, device)).toEqual({
      deviceId: device.deviceId,
      unsentAnswers: 0,
      waitingSubmits: 0,
      needsAttention: 0,
      answers: 1,
    });
  });

  test('counts what is unsent, submits without a receipt, and runs that need attention, of all students', () => {
    const runs = [
      { run: aRun({ seq: 2, ackedSeq: 1 }), answers: [anAnswer({ seq: 1 }), anAnswer({ seq: 2 })] },
      { run: aRun({ state: 'submitted', submit: aSubmit() }), answers: [] },
      { run: aRun({ state: 'stranded', seq: 1, ackedSeq: 1 }), answers: [anAnswer({ seq: 1 })] },
      { run: aRun({ problem: 'unknown', seq: 1, ackedSeq: 1 }), answers: [] },
    ];
    expect(deviceReport({ runs, outbox: [] }, device)).toMatchObject({
      unsentAnswers: 1,
      waitingSubmits: 1,
      needsAttention: 2,
    });
  });
});
