import { describe, expect, test } from 'vitest';
import { actionsFor } from '../../src/console/session-action.ts';
import type { StaffSessionRow } from '../../src/shared/contract/staff.ts';

const ROW: StaffSessionRow = {
  id: 's-1',
  studentId: 'maya',
  name: 'Maya R.',
  ticket: 'ABCD-EFGH',
  maturity: 'NOT_STARTED',
  attempt: 1,
  answered: 0,
  questions: 40,
  scoreActual: null,
  lastContactAt: null,
  needsAttention: 0,
  settled: 0,
  holder: null,
  canRetake: false,
  time: null,
  clock: null,
  archivedRuns: [],
};
const names = (row: Partial<StaffSessionRow>) => actionsFor({ ...ROW, ...row }).map((action) => action.name);

test('a session that holds nothing offers nothing that could go wrong', () => {
  expect(names({})).toEqual([]);
});

test('a test in progress can be released from its device and reset', () => {
  expect(names({ maturity: 'IN_PROGRESS', answered: 3, holder: 'device-0000000001' })).toEqual(['release', 'reset']);
});

test('a complete test can be reopened and reset, and taken again only when a retake is left', () => {
  expect(names({ maturity: 'COMPLETE', answered: 40 })).toEqual(['reopen', 'reset']);
  expect(names({ maturity: 'COMPLETE', answered: 40, canRetake: true })).toEqual(['reopen', 'retake', 'reset']);
});

test('a run that a reset put away can be restored, one that a retake put away cannot', () => {
  const archived = { attempt: 1, answered: 40, archivedAt: '2026-05-12T10:00:00Z' };
  const archivedRuns = [
    { ...archived, run: 'run-a', reason: 'reset' },
    { ...archived, run: 'run-b', reason: 'retake' },
  ];
  const restore = actionsFor({ ...ROW, archivedRuns });
  expect(restore.map((action) => action.body)).toEqual([{ run: 'run-a' }]);
});

test('a confirmation says how many answers it is about', () => {
  const [, reset] = actionsFor({ ...ROW, maturity: 'COMPLETE', answered: 1 });
  expect(reset?.consequence).toContain('(1 answer)');
});

describe('a test with a time limit', () => {
  const time = { limitSeconds: 2700, allowedSeconds: 2700, timeLimitFactor: 1, extraSeconds: 0, paused: false };

  test('can have more time at any moment, and its clock stopped while the student is at it', () => {
    expect(names({ time })).toEqual(['more-time']);
    expect(names({ time, maturity: 'IN_PROGRESS' })).toEqual(['more-time', 'pause', 'reset']);
    expect(names({ time, maturity: 'COMPLETE' })).toEqual(['reopen', 'more-time', 'reset']);
  });

  test('whose clock was stopped can always be let go on', () => {
    const paused = { ...time, paused: true };
    for (const maturity of ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE'] as const) {
      const goOn = actionsFor({ ...ROW, time: paused, maturity }).find(({ name }) => name === 'go-on');
      expect(goOn?.body).toEqual({ paused: false });
    }
  });

  test('says before it is reopened that the time that was left goes on', () => {
    const [reopen] = actionsFor({ ...ROW, time, maturity: 'COMPLETE', answered: 1 });
    expect(reopen?.consequence).toContain('give more time first');
  });
});
