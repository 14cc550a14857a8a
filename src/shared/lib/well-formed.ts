/**
 * Text that every store keeps unchanged: a lone surrogate becomes U+FFFD, as UTF-8 would make it, and U+0000 is left
 * out, which PostgreSQL refuses. Chrome 109 has no `toWellFormed`.
 */
export const wellFormed = (text: string): string =>
  // Surrogates first: leaving out U+0000 before would let two halves meet in a character that nobody typed.
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replaceAll('\0', '');
