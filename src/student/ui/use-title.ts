import { useEffect } from 'preact/hooks';
import { text } from '../strings/text.ts';

/** The browser is told of it, and takes longer over that than over all that a move writes into the page. */
const STAY_MS = 200;

/** The window's title, from the most particular to the product, of a screen that the student stays at. */
export function useTitle(...parts: string[]): void {
  const title = text().title(...parts);
  useEffect(() => {
    const timer = setTimeout(() => {
      document.title = title;
    }, STAY_MS);
    return () => clearTimeout(timer);
  }, [title]);
}
