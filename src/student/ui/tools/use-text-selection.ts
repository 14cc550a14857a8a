import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Attempt } from '../../session/attempt.ts';
import { type Span, selectWord, wordsOf } from '../../session/text-offsets.ts';
import { type MarkedText, markedTexts, rangeOf, selectedSpan, textNodes, wordsAt } from './marked-texts.ts';

interface Selected {
  name: string;
  span: Span;
  words: string;
}

/**
 * What the student has selected in a text of the open item, by mouse, finger, caret browsing, or by our own keys: the texts
 * take the focus while this is used, and left and right choose words in them.
 *
 * @returns `colours`: for the element whose first button Enter leads to
 */
export function useTextSelection(attempt: Attempt): {
  selected: Selected | null;
  colours: RefObject<HTMLDivElement | null>;
  /** What is selected at this moment: the browser tells of a change a little later. */
  read: () => Selected | null;
  letGo: () => void;
} {
  const colours = useRef<HTMLDivElement>(null);
  const [selected, select] = useState<Selected | null>(null);
  const item = attempt.item.value;

  useEffect(() => {
    const onSelection = () => select((before) => current(attempt) ?? (isInPanel() ? before : null));
    const onKey = (event: KeyboardEvent) => {
      const text = markedTexts(attempt).find(({ root }) => root === document.activeElement);
      if (!text || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Enter' && current(attempt)) {
        event.preventDefault();
        colours.current?.querySelector('button')?.focus();
      }
      if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
      const isForward = (event.key === 'ArrowRight') === (getComputedStyle(text.root).direction === 'ltr');
      event.preventDefault();
      selectNext(text, isForward ? 1 : -1, event.shiftKey);
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('selectionchange', onSelection, { signal });
    document.addEventListener('keydown', onKey, { signal });
    return () => stop.abort();
  }, [attempt]);

  useEffect(() => {
    // The passage takes it in any case.
    const stems = markedTexts(attempt).flatMap(({ root }) => (root.tabIndex < 0 ? [root] : []));
    for (const stem of stems) stem.tabIndex = 0;
    return () => {
      for (const stem of stems) stem.removeAttribute('tabindex');
    };
  }, [attempt, item]);

  const letGo = () => {
    getSelection()?.removeAllRanges();
    select(null);
  };
  const read = () => current(attempt) ?? selected;
  return { selected, colours, read, letGo };
}

function current(attempt: Attempt): Selected | null {
  for (const { name, root } of markedTexts(attempt)) {
    const span = selectedSpan(root);
    if (span) return { name, span, words: wordsAt(root, span) };
  }
  return null;
}

/** A field of a note has a selection of its own. */
const isInPanel = () => document.activeElement?.closest('.tool-panel') !== null;

function selectNext({ root }: MarkedText, step: 1 | -1, extend: boolean): void {
  const words = wordsOf(textNodes(root).map(({ data }) => data));
  const span = selectWord(words, selectedSpan(root), step, extend);
  const range = span && rangeOf(root, span);
  if (!range) return;
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  range.endContainer.parentElement?.scrollIntoView({ block: 'nearest' });
}
