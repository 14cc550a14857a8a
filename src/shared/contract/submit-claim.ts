import { z } from 'zod/mini';
import { counter, epochMs, randomId, sha256Hex } from './ids.ts';

/**
 * A submit covers exactly what it names: `count` and `digest` are over the device's own non-empty, non-quarantined
 * answers of the run up to the sequence number `through` (see `shared/session/submit-content.ts`).
 */
export const submitClaim = z.object({
  submitId: randomId,
  opening: counter,
  through: counter,
  count: counter,
  digest: sha256Hex,
  startedAt: epochMs,
  submittedAt: epochMs,
  /** Milliseconds of a monotonic clock, summed over the pages that had the test open. */
  elapsedMs: counter,
  /** Server clock minus device clock, as last measured; 0 when never. */
  clockOffsetMs: z.int(),
  /** A `SubmitClock`, for people to read; there when the test has a time limit. */
  clock: z.optional(z.record(z.string(), z.unknown())),
});
export type SubmitClaim = z.infer<typeof submitClaim>;
