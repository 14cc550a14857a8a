import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Attempt } from '../../session/attempt.ts';
import { over, type Span, selectWord, wordsOf } from '../../session/text-offsets.ts';
import {
  type MarkedText,
  markedTexts,
  rangeOf,
  selectedSpan,
  textNodes,
  wordAtPoint,
  wordsAt,
} from './marked-texts.ts';

const STEM_ATTRIBUTES = ['tabindex', 'role', 'aria-labelledby'];
/** What a click does something else to. */
const PRESSED = 'a, button, label, input, select, textarea, audio, video';

interface Selected {
  name: string;
  span: Span;
  words: string;
}

/**
 * What the student has selected in a text of the open item, by mouse, finger, caret browsing, or by our own keys: the texts
 * take the focus while this is used, and left and right choose words in them. One tap selects a word, and the next all up to
 * another one, for whoever cannot drag.
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
  /** The word that was tapped, until there is a second one. */
  const tapped = useRef<Omit<Selected, 'words'> | null>(null);
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
    const onClick = ({ target, clientX, clientY, detail }: MouseEvent) => {
      const before = tapped.current;
      tapped.current = null;
      // What is dragged over, or selected by a double click, ends in a click too.
      if (detail > 1 || current(attempt) || !(target instanceof Element) || target.closest(PRESSED)) return;
      const text = markedTexts(attempt).find(({ root }) => root.contains(target));
      const word = text && wordAtPoint(text.root, clientX, clientY);
      if (!word) return;
      const { name, root } = text;
      if (before?.name === name) return show(root, over(before.span, word));
      tapped.current = { name, span: word };
      show(root, word);
    };
    const stop = new AbortController();
    const { signal } = stop;
    document.addEventListener('selectionchange', onSelection, { signal });
    document.addEventListener('keydown', onKey, { signal });
    document.addEventListener('click', onClick, { signal });
    return () => stop.abort();
  }, [attempt]);

  useEffect(() => {
    // The passage takes it in any case.
    const stems = markedTexts(attempt).flatMap(({ root }) => (root.tabIndex < 0 ? [root] : []));
    for (const stem of stems) {
      stem.tabIndex = 0;
      // What takes the focus has a name: that of its question.
      stem.setAttribute('role', 'group');
      stem.setAttribute('aria-labelledby', stem.id.replace(/-stem$/, ''));
    }
    return () => {
      for (const stem of stems) for (const name of STEM_ATTRIBUTES) stem.removeAttribute(name);
    };
  }, [attempt, item]);

  const letGo = () => {
    getSelection()?.removeAllRanges();
    tapped.current = null;
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
  if (span) show(root, span)?.endContainer.parentElement?.scrollIntoView({ block: 'nearest' });
}

function show(root: Element, span: Span): Range | null {
  const range = rangeOf(root, span);
  const selection = getSelection();
  if (!range || !selection) return null;
  selection.removeAllRanges();
  selection.addRange(range);
  return range;
}
