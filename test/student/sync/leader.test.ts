import { expect, test } from 'vitest';
import { becomeLeader, holdTab, isTabGone, leaderHadTime } from '../../../src/student/sync/leader.ts';
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

test('the worker goes when nobody leads, as soon as the last page that does is gone, and beside one that stays', async () => {
  const locks = new TestLocks();
  const went: string[] = [];
  const go = (name: string, mostMs: number) => leaderHadTime(locks, mostMs).then(() => went.push(name));
  await go('nobody leads', 60_000);
  await leaderHadTime(undefined, 60_000);

  const close = becomeLeader(locks, () => undefined);
  await turns();
  const waiting = go('page is gone', 60_000);
  await go('page stays', 1);
  expect(went).toEqual(['nobody leads', 'page stays']);
  close();
  await waiting;
  expect(went).toEqual(['nobody leads', 'page stays', 'page is gone']);
});

test('a page that opens while the worker waits leads as if there were no worker', async () => {
  const locks = new TestLocks();
  const led: string[] = [];
  const close = becomeLeader(locks, () => led.push('first'));
  await turns();
  const waiting = leaderHadTime(locks, 60_000);
  becomeLeader(locks, () => led.push('second'));
  close();
  await waiting;
  await turns();
  expect(led).toEqual(['first', 'second']);
});
