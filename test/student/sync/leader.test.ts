import { expect, test } from 'vitest';
import { becomeLeader, holdTab, isTabGone } from '../../../src/student/sync/leader.ts';
import { TestLocks } from './test-locks.ts';
import { turns } from './virtual-time.ts';

test('of three tabs one leads, and when it closes the next one does', async () => {
  const locks = new TestLocks();
  const led: string[] = [];
  const closes = ['a', 'b', 'c'].map((tab) => becomeLeader(locks, () => led.push(tab)));
  await turns();
  expect(led).toEqual(['a']);
  closes[0]?.();
  await turns();
  expect(led).toEqual(['a', 'b']);
});

test('a tab that closes before its turn never leads', async () => {
  const locks = new TestLocks();
  const led: string[] = [];
  const closes = ['a', 'b', 'c'].map((tab) => becomeLeader(locks, () => led.push(tab)));
  await turns();
  closes[1]?.();
  closes[0]?.();
  await turns();
  expect(led).toEqual(['a', 'c']);
});

test('without Web Locks everyone leads', () => {
  const led: string[] = [];
  for (const tab of ['a', 'b']) becomeLeader(undefined, () => led.push(tab));
  expect(led).toEqual(['a', 'b']);
});

test('a tab that lives is not gone, one that was killed is', async () => {
  const locks = new TestLocks();
  const killed = holdTab(locks, 'tab-1');
  await turns();
  expect(await isTabGone(locks, 'tab-1')).toBe(false);
  killed();
  await turns();
  expect(await isTabGone(locks, 'tab-1')).toBe(true);
  expect(await isTabGone(locks, 'never-seen')).toBe(true);
});

test('where nobody can tell, a tab counts as gone: a student must be able to go on', async () => {
  expect(await isTabGone(undefined, 'tab-1')).toBe(true);
});
