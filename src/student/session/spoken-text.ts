import { type Span, trimmed } from './text-offsets.ts';

/** Chrome ends an utterance after about fifteen seconds; this leaves a third of them to a slow voice. */
const SECONDS = 10;
/** Of a voice at its own speed. */
const CHARACTERS_PER_SECOND = 15;

/** How long a part may be, at a speed. */
export const spokenSize = (rate: number): number => Math.floor(SECONDS * CHARACTERS_PER_SECOND * rate);

/**
 * A text as a voice reads it: sentence by sentence, one that is too long at its commas, and else between words. A word that is
 * too long by itself is cut.
 *
 * @param size characters of a part, at most
 */
export function spokenParts(text: string, language: string, size: number): Span[] {
  return sentences(text, language).flatMap((sentence) => cut(text, sentence, size));
}

function sentences(text: string, language: string): Span[] {
  const ends: number[] = [];
  if ('Segmenter' in Intl) {
    const segments = new Intl.Segmenter(known(language), { granularity: 'sentence' }).segment(text);
    for (const { index, segment } of segments) ends.push(index + segment.length);
  } else {
    // Firefox before 125.
    for (const { 0: end, index } of text.matchAll(/[.!?…؟。]+["'”’»)]*\s+|\n+/g)) ends.push(index + end.length);
    ends.push(text.length);
  }
  return ends.flatMap((to, at) => trimmed(text, { from: ends[at - 1] ?? 0, to }) ?? []);
}

/** Authors write what they like in a `lang`. */
function known(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

function cut(text: string, span: Span, size: number): Span[] {
  if (span.to - span.from <= size) return [span];
  const head = text.slice(span.from, span.from + size + 1);
  const breaks = [/^.*[,;:،؛、—–]\s/su, /^.*\s/su];
  // Not so early that the rest becomes a list of scraps.
  const found = breaks.map((pattern) => pattern.exec(head)?.[0].length ?? 0).find((length) => length > size / 3);
  const at = span.from + (found ?? (inPair(text, span.from + size) ? size - 1 : size));
  const first = trimmed(text, { from: span.from, to: at });
  const rest = trimmed(text, { from: at, to: span.to });
  return [...(first ? [first] : []), ...(rest ? cut(text, rest, size) : [])];
}

/** Between the two halves of one character. */
const inPair = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** The word that begins at a place of a text, or that the place lies in. */
export function wordAt(text: string, at: number): Span {
  const length = /^\S+/.exec(text.slice(at))?.[0].length ?? 0;
  return { from: at, to: at + length };
}
