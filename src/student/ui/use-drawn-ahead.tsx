import { type ComponentChild, render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import './drawn-ahead.css';

/**
 * Draws what a step leads to while nobody waits, outside of the page: the step then puts it there, and makes nothing. Out of the
 * page it is what no key, no screen reader and no search of the page comes to.
 *
 * @param near the items to be drawn, and to be kept as long as they are named; the shown one, that may be among them, is there
 * @returns gives what was drawn of an item, to be put into the page; undefined where it is not drawn
 */
export function useDrawnAhead(
  near: readonly StudentItem[],
  shown: StudentItem | undefined,
  draw: (item: StudentItem) => ComponentChild,
): (item: StudentItem) => ComponentChild {
  const drawn = useRef(new Map<StudentItem, Element>()).current;
  // biome's exhaustive-deps would have more: it is for those that are near, and who moves waits for none of it.
  useEffect(() => {
    for (const [item, root] of drawn) {
      if (near.includes(item)) continue;
      render(null, root);
      drawn.delete(item);
    }
    for (const item of near) {
      if (item === shown || drawn.has(item)) continue;
      const root = document.createElement('div');
      try {
        render(draw(item), root);
        drawn.set(item, root);
      } catch {
        // It says so once the student is there.
      }
    }
  }, [near]);
  useEffect(
    () => () => {
      for (const root of drawn.values()) render(null, root);
    },
    [],
  );

  return (item) => {
    const root = drawn.get(item);
    if (!root) return;
    // Where it stands already it stays: one that is put there anew has lost the focus.
    const put = (place: Element | null) => {
      if (!place?.firstChild) place?.append(root);
    };
    return <div class="drawn-ahead" ref={put} />;
  };
}
