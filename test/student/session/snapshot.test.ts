import { describe, expect, test } from 'vitest';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import { LEFT_BEHIND, MOVED, RESTARTED, unstranded } from '../../../src/student/db/run-transition.ts';
import { attemptSnapshot, sameScreen } from '../../../src/student/session/snapshot.ts';
import { anAnswer, aPartition, aRun, aSession } from '../db/rows.ts';

const stateOf = (answer: Partial<AnswerRow>, run: Partial<RunRow>) => snapshotOf(answer, run).answers[0]?.state;

function snapshotOf(answer: Partial<AnswerRow>, run: Partial<RunRow>) {
  const rows = {
    partition: aPartition(),
    session: aSession(),
    run: aRun({ seq: 2, ackedSeq: 1, ...run }),
    answers: [{ ...anAnswer({ seq: 1 }), ...answer }],
    package: { items: [] },
  };
  return attemptSnapshot(rows, null);
}

describe('where an answer is', () => {
  test('on the server once it is acknowledged, and not before', () => {
    expect(stateOf({ seq: 1 }, {})).toBe('server');
    expect(stateOf({ seq: 2 }, {})).toBe('device');
  });

  test('one of the server or of another device is there already, whatever its number', () => {
    expect(stateOf({ seq: 0, foreign: true }, { ackedSeq: 0 })).toBe('server');
  });

  test('one that the server refused needs attention', () => {
    expect(stateOf({ seq: 1, problem: 'this option is not there' }, {})).toBe('attention');
  });

  test('of a run that was left behind nothing is said to be on the server: its journal is for staff to look at', () => {
    expect(stateOf({ seq: 1 }, { state: 'stranded' })).toBe('attention');
    expect(stateOf({ seq: 2 }, { state: 'stranded' })).toBe('device');
  });

  test('one in the server’s journal needs attention, whatever became of its run since', () => {
    for (const state of ['open', 'submitted', 'received'] as const) {
      const run: Partial<RunRow> = { state, seq: 4, ackedSeq: 3, aside: [[2, 4]] };
      expect([1, 2, 3, 4].map((seq) => stateOf({ seq }, run))).toEqual(['server', 'attention', 'attention', 'device']);
    }
  });
});

describe('whether the test went on without the run', () => {
  const isLeftBehind = (run: Partial<RunRow>) => snapshotOf({}, run).isLeftBehind;

  test.each([RESTARTED, MOVED, LEFT_BEHIND])('it did: %s', (problem) => {
    expect(isLeftBehind({ state: 'stranded', problem })).toBe(true);
  });

  test('so it did where nothing was answered in it yet: what is answered next would not count', () => {
    expect(isLeftBehind({ state: 'stranded', problem: RESTARTED, seq: 0, ackedSeq: 0 })).toBe(true);
  });

  test('a run that goes on is not, whatever else is the matter with it, nor one that the server takes again', () => {
    expect(isLeftBehind({ problem: 'The server does not know this test.' })).toBe(false);
    expect(isLeftBehind({ aside: [[1, 1]] })).toBe(false);
    expect(isLeftBehind(unstranded(aRun({ state: 'stranded', problem: MOVED })))).toBe(false);
  });

  test('the screens are drawn anew when it is told', () => {
    const one = snapshotOf({}, {});
    expect(sameScreen(one, { ...one, isLeftBehind: true })).toBe(false);
  });
});
