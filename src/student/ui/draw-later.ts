import { options } from 'preact';

/**
 * What a student does, as it comes before whoever hears of it. Not `input`, `change` or `click`: by then a field or a box holds what
 * the student gave, and drawing would put back what was drawn last.
 */
const BEFORE = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'keydown', 'keyup', 'beforeinput', 'blur'];

/**
 * Draws what a press has changed in a task of its own, lays it out in the next, and runs its effects in a third. Together, in the task of
 * the press or of the frame, they take longer than somebody who presses again should wait.
 *
 * A press that comes sooner than that draws first: who hears it has closed over what was drawn last, and would put back what the
 * press before it has changed.
 *
 * @param schedule runs it soon, in another task
 * @param page where all presses come by
 * @param layOut does style and layout of all that is drawn
 */
export function drawLater(schedule: (run: () => void) => void, page: EventTarget, layOut: () => void): void {
  let waiting: (() => void) | null = null;
  const draw = () => {
    const run = waiting;
    waiting = null;
    if (!run) return;
    // Ahead of the effects of the drawing, which ask for it too: the one that moves the focus does.
    schedule(layOut);
    run();
  };
  options.debounceRendering = (run) => {
    waiting = run;
    schedule(draw);
  };
  // Effects too. After the next frame, which is what they wait for otherwise, they would have what was just painted laid out again.
  options.requestAnimationFrame = schedule;
  for (const press of BEFORE) page.addEventListener(press, draw, { capture: true });
}

/** Style and layout of all that is drawn; nothing, where nothing has changed since. */
export const layOut = (): void => void document.body.offsetHeight;

/** Before whatever else waits, where the browser can be told so. */
export const soon: (run: () => void) => void =
  'scheduler' in globalThis
    ? (run) => void scheduler.postTask(run, { priority: 'user-blocking' })
    : (run) => void setTimeout(run);
