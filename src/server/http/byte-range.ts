/** First and last byte of a part, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The part of `length` bytes that `Range` asks for (RFC 9110 §14.2), so that a download which broke goes on where it was.
 *
 * @returns null for the whole, which is a right answer to whatever else is asked for: several parts, a part that is not there
 */
export function byteRange({ method, headers }: Request, length: number, etag: string): ByteRange | null {
  if (method !== 'GET') return null;
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(headers.get('range')?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined) return null;
  // What is there already is of another version (§13.1.5).
  const condition = headers.get('if-range');
  if (condition !== null && condition.trim() !== etag) return null;
  const start = Number(first);
  const end = last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return start <= end ? { start, end } : null;
}
