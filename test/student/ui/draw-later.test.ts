import { options } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { drawLater } from '../../../src/student/ui/draw-later.ts';

const { debounceRendering, requestAnimationFrame } = options;
afterEach(() => {
  delete options.debounceRendering;
  delete options.requestAnimationFrame;
  Object.assign(
    options,
    debounceRendering && { debounceRendering },
    requestAnimationFrame && { requestAnimationFrame },
  );
});

/** A page that shows what was drawn last, and whose tasks run when told. */
function page() {
  const tasks: Array<() => void> = [];
  const target = new EventTarget();
  let shown = 'nothing';
  let drawings = 0;
  let laidOut = 'nothing';
  drawLater(
    (run) => tasks.push(run),
    target,
    () => {
      laidOut = shown;
    },
  );
  return {
    target,
    shown: () => shown,
    laidOut: () => laidOut,
    drawings: () => drawings,
    /** What Preact does once a part of the screen has something new to show, and an effect of that to run. */
    change: (to: string, effect = () => {}) =>
      options.debounceRendering?.(() => {
        shown = to;
        drawings++;
        options.requestAnimationFrame?.(effect);
      }),
    runTasks() {
      for (const run of tasks.splice(0)) run();
    },
  };
}

test('what a press has changed is drawn in a task of its own, once', () => {
  const { target, shown, drawings, change, runTasks } = page();
  change('A');
  expect(shown()).toBe('nothing');
  runTasks();
  target.dispatchEvent(new Event('pointerdown'));
  runTasks();
  expect([shown(), drawings()]).toEqual(['A', 1]);
});

test.each(['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'keydown', 'keyup', 'beforeinput', 'blur'])(
  'it is drawn before a %s is heard that comes sooner',
  (type) => {
    const { target, shown, change, runTasks } = page();
    let seen = '';
    target.addEventListener(type, () => (seen = shown()));
    change('A');
    target.dispatchEvent(new Event(type));
    expect(seen).toBe('A');
    change('B');
    runTasks();
    expect(shown()).toBe('B');
  },
);

// A field holds what was typed by then, a box is ticked: drawing would put back what was drawn last.
test.each(['input', 'change', 'click'])('and not before a %s', (type) => {
  const { target, shown, change } = page();
  change('A');
  target.dispatchEvent(new Event(type));
  expect(shown()).toBe('nothing');
});

test('it is laid out in a task after that, also where a press had it drawn sooner', () => {
  const { target, shown, laidOut, change, runTasks } = page();
  change('A');
  runTasks();
  expect([shown(), laidOut()]).toEqual(['A', 'nothing']);
  runTasks();
  expect(laidOut()).toBe('A');
  change('B');
  target.dispatchEvent(new Event('pointerdown'));
  expect([shown(), laidOut()]).toEqual(['B', 'A']);
  runTasks();
  expect(laidOut()).toBe('B');
});

test('the effects of a drawing find it laid out', () => {
  const { laidOut, change, runTasks } = page();
  let found = '';
  change('A', () => (found = laidOut()));
  runTasks();
  runTasks();
  expect(found).toBe('A');
});
