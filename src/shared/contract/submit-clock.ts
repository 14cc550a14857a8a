import { z } from 'zod/mini';
import { counter } from './ids.ts';

/**
 * What the clocks of a device did while a test with a time limit was open there. For people to read: nothing is decided by
 * it, so that one that cannot be read is passed over and keeps no submit from counting.
 */
export const submitClock = z.object({
  /** Who handed it in: the student, or the device when the time was over. */
  endedBy: z.enum(['student', 'time']),
  /** When the device's wall clock was set, and by how much, in milliseconds; one set ahead may be a closed lid (`session/run-clock.ts`). */
  jumps: z.array(z.object({ at: z.number(), byMs: z.number() })).check(z.maxLength(100)),
  /** Of the time that counted, what the wall clock alone says: no page was open, and no server was heard since. */
  unseenMs: counter,
});
export type SubmitClock = z.infer<typeof submitClock>;
