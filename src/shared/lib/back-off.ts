import { parseHttpDate } from './http-date.ts';

export interface BackOff {
  /** Failures in a row before this wait, from 1. */
  attempt: number;
  /** A number from 0 up to, but not including, 1. */
  random: () => number;
  baseMs?: number;
  maxMs?: number;
}

/**
 * How long to wait before the next try: exponential with full jitter, anything from 0 to `baseMs * 2^(attempt - 1)`,
 * at most `maxMs`. Full, because a whole school that lost its network together must not come back together.
 *
 * @returns whole milliseconds
 */
export function backOffDelay({ attempt, random, baseMs = 1000, maxMs = 60_000 }: BackOff): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** (Math.max(1, attempt) - 1));
  return Math.floor(random() * ceiling);
}

/** `Retry-After` never holds a device longer than this, in milliseconds: a wrong one must not end a day. */
export const RETRY_AFTER_LIMIT_MS = 10 * 60_000;

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3): seconds or an HTTP date.
 *
 * @param nowMs milliseconds since 1970 by the clock that the date is measured with, the server's where it is known
 * @returns milliseconds from 0 to RETRY_AFTER_LIMIT_MS; null when the header is absent or cannot be read
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return clamp(Number(text) * 1000);
  const date = parseHttpDate(text, nowMs);
  return date === null ? null : clamp(date - nowMs);
}

const clamp = (ms: number) => Math.min(RETRY_AFTER_LIMIT_MS, Math.max(0, ms));
