import { useEffect, useRef } from 'preact/hooks';
import { text } from '../strings/text.ts';

/** Of whoever turns page after page the browser hears nothing: being told takes it longer than all that a move writes into the page. */
const STAY_MS = 200;

/** The window's title, from the most particular to the product. Another screen's is set at once, another question's once the student stays. */
export function useTitle(...parts: string[]): void {
  const title = text().title(...parts);
  const isSet = useRef(false);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        document.title = title;
      },
      isSet.current ? STAY_MS : 0,
    );
    isSet.current = true;
    return () => clearTimeout(timer);
  }, [title]);
}
