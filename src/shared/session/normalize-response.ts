import type { Response } from '../contract/response.ts';
import { wellFormed } from '../lib/well-formed.ts';

/**
 * A response in the one form in which it is saved, sent, compared and digested: well-formed text without U+0000, finite
 * numbers without a negative zero, and null for every empty form (QTI takes an empty container and an empty string as
 * NULL). A value that is not finite is no answer.
 *
 * Options keep their order, which is the answer of an `order` interaction, and their repeats: a client that sends them
 * so has its digest computed over them so. Scoring looks at neither.
 */
export function normalizeResponse(response: Response | null): Response | null {
  if (response === null) return null;
  if ('options' in response) return response.options.length > 0 ? response : null;
  if ('pairs' in response) return response.pairs.length > 0 ? response : null;
  if ('points' in response) return normalizePoints(response.points);
  if ('file' in response) return { file: { ...response.file, type: wellFormed(response.file.type) } };
  return normalizeValue(response.value);
}

function normalizeValue(value: string | number): Response | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { value: positiveZero(value) } : null;
  const text = wellFormed(value);
  return text === '' ? null : { value: text };
}

function normalizePoints(points: Array<{ x: number; y: number }>): Response | null {
  const finite = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  return finite.length > 0 ? { points: finite.map(({ x, y }) => ({ x: positiveZero(x), y: positiveZero(y) })) } : null;
}

/** JSON knows no negative zero. */
const positiveZero = (value: number) => value + 0;
