import { beforeEach, describe, expect, test } from 'vitest';
import { watchLeaving } from '../../../src/student/session/leave-watch.ts';

let page: EventTarget & { visibilityState: DocumentVisibilityState; hasFocus(): boolean };
let window: EventTarget;
let focus: boolean;
let timers: Set<() => void>;
let left: number;
let stop: () => void;
let kept: Map<string, string>;
let now: number;

beforeEach(() => {
  focus = true;
  left = 0;
  timers = new Set();
  window = new EventTarget();
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const, hasFocus: () => focus });
  kept = new Map();
  now = 1_770_000_000_000;
  stop = watch();
});
const watch = (run = 'run-1') =>
  watchLeaving({
    run,
    page: page as unknown as Document,
    window,
    storage: () => ({
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    }),
    now: () => now,
    later: (_, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
    left: () => left++,
  });
const graceEnds = () => {
  for (const run of [...timers]) {
    timers.delete(run);
    run();
  }
};
const hide = () => {
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
};
const show = () => {
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
};

describe('a student has left', () => {
  test('when the page is hidden for longer than a moment', () => {
    hide();
    expect(left).toBe(0);
    graceEnds();
    expect(left).toBe(1);
  });

  test('when another window has the keyboard for longer than a moment', () => {
    focus = false;
    window.dispatchEvent(new Event('blur'));
    graceEnds();
    expect(left).toBe(1);
  });

  test('not when they are back within the moment', () => {
    hide();
    show();
    graceEnds();
    expect(left).toBe(0);
  });

  test('not when the focus only moves within the page', () => {
    window.dispatchEvent(new Event('blur'));
    graceEnds();
    expect(left).toBe(0);
  });

  test('once for a window that is behind another one and then hidden', () => {
    focus = false;
    window.dispatchEvent(new Event('blur'));
    hide();
    expect(timers.size).toBe(1);
    graceEnds();
    expect(left).toBe(1);
  });

  test('a second time when they came back and left again', () => {
    hide();
    graceEnds();
    show();
    hide();
    graceEnds();
    expect(left).toBe(2);
  });

  test('not when the test is on the screen again within the moment, or only moves to another screen of it', () => {
    stop();
    stop = watch();
    graceEnds();
    expect(left).toBe(0);
  });

  test('when the test is not on the screen for longer than a moment: the list of tests is no place to go elsewhere from', () => {
    hide();
    stop();
    expect(timers.size).toBe(1);
    graceEnds();
    hide();
    graceEnds();
    expect(left).toBe(1);
  });

  test('when the page was put away, and opened again later than a reload takes', () => {
    window.dispatchEvent(new Event('pagehide'));
    now += 60_000;
    watch();
    expect(left).toBe(1);
    watch();
    expect(left).toBe(1);
  });

  test.each([-60_000, 60_000])('when the page was put away and the clock set by %d meanwhile', (byMs) => {
    window.dispatchEvent(new Event('pagehide'));
    now += byMs;
    watch();
    expect(left).toBe(1);
  });

  test('not by a reload, nor by what another test left behind', () => {
    window.dispatchEvent(new Event('pagehide'));
    now += 8000;
    watch();
    expect(left).toBe(0);
    window.dispatchEvent(new Event('pagehide'));
    now += 60_000;
    watch('run-2');
    expect(left).toBe(0);
  });
});
