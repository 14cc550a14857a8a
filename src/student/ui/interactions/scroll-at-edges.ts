/** How near to an edge the pointer makes the page come along, and how far in a frame; CSS pixels. */
const NEAR = 56;
const STEP = 9;

/**
 * Scrolls what the element lies in while the pointer is held near its upper or lower edge, so that a place beyond the
 * screen can be dragged to.
 * @param scrolled called with where the pointer is, over other things now
 */
export function scrollAtEdges(element: Element, scrolled: (at: { x: number; y: number }) => void) {
  const box = scroller(element);
  let at: { x: number; y: number } | null = null;
  let frame = requestAnimationFrame(function step() {
    frame = requestAnimationFrame(step);
    if (!at || !box) return;
    const before = box.scrollTop;
    box.scrollTop += STEP * direction(box, at.y);
    if (box.scrollTop !== before) scrolled(at);
  });
  return {
    move: (to: { x: number; y: number }) => {
      at = to;
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

function direction(box: Element, y: number): -1 | 0 | 1 {
  const isPage = box === document.scrollingElement;
  const { top, bottom } = isPage ? { top: 0, bottom: innerHeight } : box.getBoundingClientRect();
  if (y < top + NEAR) return -1;
  return y > bottom - NEAR ? 1 : 0;
}

function scroller(element: Element): Element | null {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowY);
    if (scrolls && box.scrollHeight > box.clientHeight) return box;
  }
  return document.scrollingElement;
}
