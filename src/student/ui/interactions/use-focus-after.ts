import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Keeps the focus inside of `root`: what moves to another place in the page is made anew there, or is moved in it, and the
 * focus goes with the old one. It then comes back to the first of the keys (`data-key`) that is there after the drawing.
 */
export function useFocusAfter(root: RefObject<HTMLElement | null>): (...keys: string[]) => void {
  const wanted = useRef<string[]>([]);
  useLayoutEffect(() => {
    if (wanted.current.length === 0) return;
    const keys = wanted.current;
    wanted.current = [];
    if (root.current?.contains(document.activeElement)) return;
    const found = keys.map((key) => root.current?.querySelector<HTMLElement>(`[data-key="${key}"]`));
    found.find((element) => element)?.focus();
  });
  return (...keys) => {
    wanted.current = keys;
  };
}
