import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { App } from '../session/app.ts';

/** For a screen's heading: takes the focus when the student came here, and not when the page was just loaded. */
export function useArrival(app: App): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (app.moves.peek() === 0) return;
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [app]);
  return heading;
}
