/** A stretch of text, from its first character up to the one behind its last. */
export interface Span {
  from: number;
  to: number;
}

/**
 * Where a character stands in a text that lies in several pieces.
 *
 * @param lengths of the pieces
 * @param side of two pieces that meet at the offset: the one that ends there, or the one that begins
 * @returns null when the text is shorter
 */
export function locate(lengths: readonly number[], offset: number, side: 'ends' | 'begins') {
  let start = 0;
  for (const [piece, length] of lengths.entries()) {
    const end = start + length;
    const isHere = side === 'begins' ? offset < end : offset <= end;
    if (offset >= start && isHere && length > 0) return { piece, at: offset - start };
    start = end;
  }
  return null;
}

/** The offset of a character by its piece: the other way round. */
export const offsetOf = (lengths: readonly number[], piece: number, at: number): number =>
  lengths.slice(0, piece).reduce((sum, length) => sum + length, at);

/** Without the white space at its ends; null when nothing else is in it. */
export function trimmed(text: string, { from, to }: Span): Span | null {
  const part = text.slice(from, to);
  const start = part.length - part.trimStart().length;
  const end = part.trimEnd().length;
  return end > start ? { from: from + start, to: from + end } : null;
}

/** The words of a text in pieces; one does not go on in the next piece. */
export function wordsOf(pieces: readonly string[]): Span[] {
  let start = 0;
  return pieces.flatMap((piece) => {
    const at = start;
    start += piece.length;
    return [...piece.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      from: at + index,
      to: at + index + word.length,
    }));
  });
}

/** The word that a character is in, or next to; null between two of them. */
export const wordAt = (words: readonly Span[], offset: number): Span | null =>
  words.find(({ from, to }) => offset >= from && offset <= to) ?? null;

/** From the beginning of the first to the end of the last, whichever comes first. */
export const over = (one: Span, other: Span): Span => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
});

/**
 * What is selected after one key: another word, or one word more or less at the end.
 *
 * @param selected null when nothing is, and the first word begins
 * @returns null when there is no word at all
 */
export function selectWord(words: readonly Span[], selected: Span | null, step: 1 | -1, extend: boolean): Span | null {
  if (!selected) return words[0] ?? null;
  const last = words.filter(({ from }) => from < selected.to).length - 1;
  const first = words.findIndex(({ to }) => to > selected.from);
  if (first < 0 || last < first) return words[0] ?? null;
  const at = (index: number) => words[Math.min(Math.max(index, 0), words.length - 1)];
  if (!extend) return at(step > 0 ? last + 1 : first - 1) ?? null;
  const [begin, end] = [words[first], at(Math.max(last + step, first))];
  return begin && end ? { from: begin.from, to: end.to } : null;
}
