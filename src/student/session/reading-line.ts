/** A band over the window: where it begins and how high it is, in thousandths of the window. */
export interface ReadingLine {
  top: number;
  height: number;
}

export const NEW_LINE: ReadingLine = { top: 300, height: 140 };
const LEAST = 60;
const MOST = 600;

/** Stays in the window, whatever it is moved by. */
export function moveLine({ top, height }: ReadingLine, by: { top?: number; height?: number }): ReadingLine {
  const high = clamp(height + (by.height ?? 0), LEAST, MOST);
  return { top: clamp(top + (by.top ?? 0), 0, 1000 - high), height: high };
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
