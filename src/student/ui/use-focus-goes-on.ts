import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { focusHeading } from './focus-heading.ts';

/** Of a part that goes away when its own button is pressed: the focus goes on to the heading of the question, or of the screen. */
export function useFocusGoesOn(part: RefObject<HTMLElement | null>): void {
  // Of a layout effect: any other is undone after the part is gone.
  useLayoutEffect(
    () => () => {
      if (part.current?.contains(document.activeElement)) focusHeading();
    },
    [],
  );
}
