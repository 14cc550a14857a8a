/*
 * The one way of dragging, for mouse, pen and finger alike. Styles say where a finger drags: where `touch-action` lets it
 * scroll, the browser takes the pointer over and nothing was dragged. Whatever is dragged can be done by taps and by keys
 * too (WCAG 2.5.7), so that this is a convenience and no more.
 */
import { scrollAtEdges } from './scroll-at-edges.ts';

export interface At {
  x: number;
  y: number;
}

/** `start` comes once the pointer has moved so far that no tap is meant; then `move`s; then one of the other two. */
export interface DragSteps {
  start?(): void;
  move?(at: At): void;
  drop(at: At): void;
  cancel?(): void;
}

/** In CSS pixels; a finger that taps moves less. */
const FAR = 6;

/** @param carried what a likeness of follows the pointer; null where nothing does */
export function startDrag(event: PointerEvent, carried: HTMLElement | null, steps: DragSteps): void {
  if (event.button !== 0 || !event.isPrimary) return;
  const from = { x: event.clientX, y: event.clientY };
  const listening = new AbortController();
  let likeness: ReturnType<typeof likenessOf> | null = null;
  let scrolling: ReturnType<typeof scrollAtEdges> | null = null;
  let dragging = false;

  const on = <Type extends keyof WindowEventMap>(type: Type, run: (event: WindowEventMap[Type]) => void) =>
    addEventListener(type, run, { signal: listening.signal, capture: true, passive: false });
  const end = (): boolean => {
    listening.abort();
    scrolling?.stop();
    likeness?.remove();
    return dragging;
  };
  const cancel = () => {
    if (end()) steps.cancel?.();
  };

  on('pointermove', (moved) => {
    if (moved.pointerId !== event.pointerId) return;
    const at = { x: moved.clientX, y: moved.clientY };
    if (!dragging) {
      if (Math.hypot(at.x - from.x, at.y - from.y) < FAR) return;
      dragging = true;
      likeness = carried && likenessOf(carried);
      scrolling = event.target instanceof Element ? scrollAtEdges(event.target, (last) => steps.move?.(last)) : null;
      steps.start?.();
    }
    likeness?.move(at.x - from.x, at.y - from.y);
    scrolling?.move(at);
    steps.move?.(at);
  });
  on('pointerup', (up) => {
    if (up.pointerId !== event.pointerId || !end()) return;
    dropNextClick();
    steps.drop({ x: up.clientX, y: up.clientY });
  });
  on('pointercancel', (gone) => {
    if (gone.pointerId === event.pointerId) cancel();
  });
  on('blur', ({ target }) => {
    if (target === window) cancel();
  });
  on('keydown', (key) => {
    if (key.key !== 'Escape' || !dragging) return;
    key.preventDefault();
    key.stopPropagation();
    cancel();
  });
  // The browser would take the movement for a flick of the page, and the next tap for a finger that stops it.
  on('touchmove', (touch) => {
    if (dragging && touch.cancelable) touch.preventDefault();
  });
  // A picture would be dragged out of the page instead, and a finger that rests would open the browser's menu.
  on('dragstart', (native) => native.preventDefault());
  on('contextmenu', (menu) => menu.preventDefault());
}

/** Of what was dragged, or of what lies below it: nobody pressed anything. */
function dropNextClick(): void {
  const drop = (click: MouseEvent) => {
    click.preventDefault();
    click.stopPropagation();
  };
  addEventListener('click', drop, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', drop, { capture: true }));
}

/** A copy above everything, since a box that scrolls would cut the thing itself off. */
function likenessOf(element: HTMLElement) {
  const { left, top, width, height } = element.getBoundingClientRect();
  const copy = element.cloneNode(true) as HTMLElement;
  for (const named of [copy, ...copy.querySelectorAll('[id]')]) named.removeAttribute('id');
  copy.inert = true;
  copy.classList.add('carried');
  Object.assign(copy.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  document.body.append(copy);
  return {
    move: (dx: number, dy: number) => {
      copy.style.transform = `translate(${dx}px, ${dy}px)`;
    },
    remove: () => copy.remove(),
  };
}

/** The element below a point that is marked as a place with this attribute, inside of `root`. */
export function placeBelow(root: Element | null, { x, y }: At): HTMLElement | null {
  const found = document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('[data-place]'))
    .find((place) => place !== null && root?.contains(place));
  return found ?? null;
}
