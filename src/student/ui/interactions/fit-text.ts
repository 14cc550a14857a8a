/** The most that the contract takes (`contract/response.ts`), in UTF-16 code units as `String.length` counts. */
export const MAX_TEXT = 100_000;

/**
 * What is left of an input that made a text too long: all that stood there before, and as many whole words of what came
 * as there is room for.
 *
 * @param before the text as it was, at most `limit` long
 * @param after the text with what was typed, pasted or dropped
 * @returns null when it fits; `caret` is where what was kept of the input ends
 */
export function fitText(before: string, after: string, limit = MAX_TEXT): { text: string; caret: number } | null {
  if (after.length <= limit) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const head = after.slice(0, start);
  const tail = after.slice(after.length - end);
  const kept = wholeWords(after.slice(start, after.length - end), Math.max(0, limit - start - end));
  return { text: head + kept + tail, caret: start + kept.length };
}

/** The first `room` characters, without the part of a word at their end, unless that is all there is. */
function wholeWords(text: string, room: number): string {
  const first = text.slice(0, room);
  if (first.length === text.length || /^\s/.test(text.slice(room))) return first;
  const words = first.replace(/\S+$/, '');
  // Never half of a surrogate pair, which is no text.
  return words.trim() === '' ? first.replace(/[\uD800-\uDBFF]$/, '') : words;
}
