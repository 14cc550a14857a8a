import { useEffect, useRef } from 'preact/hooks';
import { text } from '../strings/text.ts';

/** Of whoever turns page after page the browser hears nothing: being told takes it longer than all that a move writes into the page. */
const STAY_MS = 200;

/** The window's title, as of `useTitle`, on a screen that leads from question to question: once the student stays at one. */
export function useTitleOfStay(...parts: string[]): void {
  const title = text().title(...parts);
  const isUp = useRef(false);
  useEffect(() => {
    const set = () => {
      document.title = title;
    };
    if (!isUp.current) {
      isUp.current = true;
      return set();
    }
    const timer = setTimeout(set, STAY_MS);
    return () => clearTimeout(timer);
  }, [title]);
}
