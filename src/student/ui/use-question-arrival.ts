import { type ReadonlySignal, useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { Attempt } from '../session/attempt.ts';

/** Of one screen of a test, whose questions share it. */
export interface Arrivals {
  /** Rises with every move of the student; 0 as long as nobody moved. */
  moves: ReadonlySignal<number>;
  /** Where the student was told of last. */
  item: StudentItem | undefined;
}

export interface Arrival {
  /** What the student calls the question that they came to. */
  number: number;
  /** They come from another item. */
  isNewItem: boolean;
  /** There is text above the question that is new to them, and they start with that. */
  isNewText: boolean;
}

/**
 * Calls back when the student has come to one of these questions, where that is drawn later then, and with every further move to
 * one of them.
 *
 * @param numbers what the student calls them
 */
export function useQuestionArrival(
  { attempt, item, arrivals }: { attempt: Attempt; item: StudentItem; arrivals: Arrivals },
  numbers: readonly number[],
  onArrival: (arrival: Arrival) => void,
): void {
  // By itself: a move draws what it leaves and what it comes to, and no other question.
  const here = useComputed(() => (numbers.includes(attempt.place.value.number) ? arrivals.moves.value : null)).value;
  useEffect(() => {
    if (here === null) return;
    const before = arrivals.item;
    arrivals.item = item;
    const passage = item.stimulus?.id;
    const isNewText = !passage || passage !== before?.stimulus?.id;
    if (here > 0) onArrival({ number: attempt.place.peek().number, isNewItem: item !== before, isNewText });
  }, [here]);
}

/** On a wide screen a test scrolls by itself, elsewhere with the page. */
export function scrollToTop(heading: Element | null): void {
  for (const one of [heading?.closest('main'), globalThis]) one?.scrollTo(0, 0);
}
