import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Attempt } from '../session/attempt.ts';
import { drawnAhead } from './drawn-ahead.ts';
import { ItemQuestions } from './item-questions.tsx';
import type { Arrivals } from './use-question-arrival.ts';

export interface DrawAheadProps {
  attempt: Attempt;
  arrivals: Arrivals;
}

/**
 * Draws what a step leads to while nobody waits, outside of the page: the step then puts it there, and makes nothing. Out of the
 * page it is what no key, no screen reader and no search of the page comes to. Each is a tree of its own, and counts its `useId` by
 * itself: what is drawn here names nothing by it.
 */
export function DrawAhead({ attempt, arrivals }: DrawAheadProps) {
  const near = attempt.position.near.value;
  useEffect(() => {
    const view = attempt.item.peek();
    const shown = view.state === 'open' ? view.item : undefined;
    for (const [item, root] of drawnAhead) {
      // What was in the page and is left is drawn anew, as whoever comes back expects it: nothing in it is held, or was just said.
      if (item === shown || (near.includes(item) && root.parentNode === null)) continue;
      render(null, root);
      drawnAhead.delete(item);
    }
    for (const item of near) {
      if (item === shown || drawnAhead.has(item)) continue;
      const root = document.createElement('div');
      try {
        render(<ItemQuestions attempt={attempt} item={item} arrivals={arrivals} />, root);
        drawnAhead.set(item, root);
      } catch (error) {
        // It says so once the student is there.
        console.error(error);
      }
    }
  }, [attempt, arrivals, near]);
  useEffect(
    () => () => {
      for (const root of drawnAhead.values()) render(null, root);
      drawnAhead.clear();
    },
    [],
  );
  return null;
}
