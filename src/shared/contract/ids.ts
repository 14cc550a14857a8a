import { z } from 'zod/mini';

/**
 * An id as it stands in URLs and object keys: exams, items, questions, options, objectives, configs, sessions. QTI
 * identifiers and UUIDs both fit. `__proto__` is refused, because ids become keys of JSON objects.
 */
export const identifier = z
  .string()
  .check(
    z.regex(/^(?!__proto__$)[A-Za-z0-9_][A-Za-z0-9_.:~-]{0,127}$/, 'must be 1 to 128 letters, digits or _ . : ~ -'),
  );

/** An id of another system (an LTI `user_id`, a `context_id`): any text without control characters. */
export const foreignId = z
  .string()
  .check(z.minLength(1), z.maxLength(255), z.regex(/^\P{Cc}+$/u, 'must not hold control characters'));

/** A random id minted by this product: run (of which the beginning is its time), writer, submit, device. */
export const randomId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be 16 to 64 URL-safe characters'));

/** A SHA-256 digest, in lower-case hex. */
export const sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 digest in hex'));

/** Milliseconds since 1970-01-01T00:00Z. */
export const epochMs = z.int().check(z.nonnegative());

/** A counter that starts at 0 and is gapless. */
export const counter = z.int().check(z.nonnegative());

/** Unpadded base64url, RFC 4648 §5. */
export const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/, 'must be unpadded base64url'));
