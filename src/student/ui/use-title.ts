import { useEffect } from 'preact/hooks';
import { text } from '../strings/text.ts';

/** The window's title, from the most particular to the product. */
export function useTitle(...parts: string[]): void {
  const title = text().title(...parts);
  useEffect(() => {
    document.title = title;
  }, [title]);
}
