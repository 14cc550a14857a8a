import { beforeEach, describe, expect, test } from 'vitest';
import { watchLeaving } from '../../../src/student/session/leave-watch.ts';

let page: EventTarget & { visibilityState: DocumentVisibilityState; hasFocus(): boolean };
let window: EventTarget;
let focus: boolean;
let timers: Set<() => void>;
let left: number;
let stop: () => void;

beforeEach(() => {
  focus = true;
  left = 0;
  timers = new Set();
  window = new EventTarget();
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const, hasFocus: () => focus });
  stop = watchLeaving({
    page: page as unknown as Document,
    window,
    later: (_, run) => {
      timers.add(run);
      return () => timers.delete(run);
    },
    left: () => left++,
  });
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

  test('not after nobody watches any more', () => {
    hide();
    stop();
    graceEnds();
    hide();
    graceEnds();
    expect(left).toBe(0);
  });
});
