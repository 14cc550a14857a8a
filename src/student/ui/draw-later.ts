import { options } from 'preact';

/**
 * What a student does, as it comes before whoever hears of it. Not `input`, `change` or `click`: by then a field or a box holds what
 * the student gave, and drawing would put back what was drawn last.
 */
const BEFORE = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'keydown', 'keyup', 'beforeinput', 'blur'];

/**
 * Draws what a press has changed in a task of its own, and runs the effects of that in the next: the browser lays out what is new within the task of the press, and the
 * two together are longer than somebody who presses again should wait.
 *
 * A press that comes sooner than that draws first: who hears it has closed over what was drawn last, and would put back what the
 * press before it has changed.
 *
 * @param schedule runs it soon, in another task
 * @param page where all presses come by
 */
export function drawLater(schedule: (run: () => void) => void, page: EventTarget): void {
  let waiting: (() => void) | null = null;
  const draw = () => {
    const run = waiting;
    waiting = null;
    run?.();
  };
  options.debounceRendering = (run) => {
    waiting = run;
    schedule(draw);
  };
  // Effects too. After the next frame, which is what they wait for otherwise, they would have what was just painted laid out again.
  options.requestAnimationFrame = schedule;
  for (const press of BEFORE) page.addEventListener(press, draw, { capture: true });
}

/** Before whatever else waits, where the browser can be told so. */
export const soon: (run: () => void) => void =
  'scheduler' in globalThis
    ? (run) => void scheduler.postTask(run, { priority: 'user-blocking' })
    : (run) => void setTimeout(run);
