import './paint.css';

/** Names of CSS highlights that the style sheets of the tools know. */
export type Paint = 'mark-yellow' | 'mark-green' | 'mark-pink' | 'spoken-sentence' | 'spoken-word';

/** Chrome and ChromeOS 105, Safari 17.2, Firefox 140: elsewhere the text stays as it is. */
export const canPaint = (): boolean => typeof Highlight === 'function' && 'highlights' in CSS;

/** Colours these stretches of the page, and nothing else, in a way that leaves its elements alone. */
export function paint(name: Paint, ranges: readonly Range[]): void {
  if (!canPaint()) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
