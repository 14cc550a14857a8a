/* Oracle: the table below, written from what a proctor would do; and that each verdict has a sentence of its own. */
import { expect, test } from 'vitest';
import { PREFLIGHT_CHECKS, preflight, preflightState } from '../../../src/shared/contract/preflight.ts';
import { type Learned, preflightOf, verdicts, worst } from '../../../src/student/session/preflight.ts';
import { enBefore } from '../../../src/student/strings/en-before.ts';

const MB = 1_000_000;
const MINUTE = 60_000;

const allFine: Required<Learned> = {
  installed: true,
  worker: 'controls',
  persisted: true,
  space: { usage: 10 * MB, quota: 1000 * MB },
  probe: true,
  clock: 0,
  voices: 2,
  sound: true,
  battery: { percent: 80, isCharging: false },
};

test.each<[Learned, 'fine' | 'advice' | 'wrong', number?]>([
  [{ installed: true }, 'fine'],
  [{ installed: false }, 'advice'],
  [{ worker: 'controls' }, 'fine'],
  [{ worker: 'not-yet' }, 'wrong'],
  [{ worker: 'never' }, 'advice'],
  [{ persisted: true }, 'fine'],
  [{ persisted: false }, 'advice'],
  [{ space: { usage: 0, quota: 150 * MB } }, 'fine', 150 * MB],
  [{ space: { usage: 1, quota: 150 * MB } }, 'advice', 150 * MB - 1],
  [{ space: { usage: 951 * MB, quota: 1000 * MB } }, 'wrong', 49 * MB],
  [{ space: { usage: 1001 * MB, quota: 1000 * MB } }, 'wrong', 0],
  [{ probe: true }, 'fine'],
  [{ probe: false }, 'wrong'],
  [{ clock: 2 * MINUTE }, 'fine', 2 * MINUTE],
  [{ clock: -2 * MINUTE }, 'fine', -2 * MINUTE],
  [{ clock: 2 * MINUTE + 1 }, 'advice', 2 * MINUTE + 1],
  [{ clock: -61 * MINUTE }, 'advice', -61 * MINUTE],
  [{ voices: 1 }, 'fine'],
  [{ voices: 0 }, 'advice'],
  [{ sound: true }, 'fine'],
  [{ sound: false }, 'advice'],
  [{ battery: { percent: 30, isCharging: false } }, 'fine', 30],
  [{ battery: { percent: 29, isCharging: false } }, 'advice', 29],
  [{ battery: { percent: 3, isCharging: true } }, 'fine', 3],
])('%j is %s', (learned, state, amount) => {
  const [check] = Object.keys(learned);
  expect(verdicts(learned)).toEqual([{ check, state, ...(amount !== undefined && { amount }) }]);
});

test('what cannot be learned is not known, and held against nobody', () => {
  const nothing = Object.fromEntries(PREFLIGHT_CHECKS.map((check) => [check, null])) as Learned;
  expect(verdicts(nothing).map(({ state }) => state)).toEqual(PREFLIGHT_CHECKS.map(() => 'unknown'));
  expect(worst(verdicts(nothing))).toBe('fine');
});

test('what is still being looked at has no verdict; the others stand in the order of the list', () => {
  expect(verdicts({ battery: allFine.battery, installed: true }).map(({ check }) => check)).toEqual([
    'installed',
    'battery',
  ]);
});

test('a device stands as the worst that was found of it', () => {
  expect(worst(verdicts(allFine))).toBe('fine');
  expect(worst(verdicts({ ...allFine, voices: 0 }))).toBe('advice');
  expect(worst(verdicts({ ...allFine, voices: 0, probe: false }))).toBe('wrong');
});

test('the report says when by the clock of the server, as far as that was heard', () => {
  const report = preflightOf({ ...allFine, clock: 7 * MINUTE + 0.4 }, 1_000_000_000);
  expect(report.at).toBe(1_000_000_000 - 7 * MINUTE);
  expect(preflight.parse(report)).toEqual(report);
  expect(preflightOf({ clock: null }, 5).at).toBe(5);
  expect(preflightOf({ clock: 10 }, 5).at).toBe(0);
});

/** What each check can come to: the table above, and `unknown`, which any can. */
const REACHABLE = {
  installed: ['fine', 'advice'],
  worker: ['fine', 'advice', 'wrong'],
  persisted: ['fine', 'advice'],
  space: ['fine', 'advice', 'wrong'],
  probe: ['fine', 'wrong'],
  clock: ['fine', 'advice'],
  voices: ['fine', 'advice'],
  sound: ['fine', 'advice'],
  battery: ['fine', 'advice'],
} as const;

test.each(PREFLIGHT_CHECKS)('%s has words for all that it can come to', (check) => {
  const words: Record<string, unknown> = enBefore.checks[check];
  for (const state of [...REACHABLE[check], 'unknown'] as const) {
    const said = words[preflightState.parse(state)];
    const sentence = typeof said === 'function' ? String(said(3 * MINUTE)) : String(said);
    expect(sentence, `${check} ${state}`).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toContain('!');
  }
});

test('a clock that is off is told in the largest unit that fits', () => {
  const say = enBefore.checks.clock.advice;
  expect(say(3 * MINUTE)).toContain('3 minutes ahead');
  expect(say(-60 * MINUTE)).toContain('1 hour behind');
  expect(say(-49 * 60 * MINUTE)).toContain('2 days behind');
});
