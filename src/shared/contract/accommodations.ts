import { z } from 'zod/mini';
import { epochMs } from './ids.ts';

/** A stretch during which staff stopped a student's clock, by the server's clock; `to` is null while it lasts. */
const pause = z.object({ from: epochMs, to: z.nullable(epochMs) });
export type Pause = z.infer<typeof pause>;

const timeLimitFactor = z.number().check(z.minimum(1), z.maximum(10));
/** A day at most. */
const extraSeconds = z.int().check(z.nonnegative(), z.maximum(86_400));

/** What one student gets beyond what the config gives to all. */
export const accommodations = z.object({
  /** The time limit times this: 1.5 is time and a half. */
  timeLimitFactor: z._default(timeLimitFactor, 1),
  /** On top of that, of every attempt. */
  extraSeconds: z._default(extraSeconds, 0),
  /** Oldest first; they take nothing from the time, and keep nobody from answering. */
  pauses: z._default(z.array(pause), []),
});
export type Accommodations = z.infer<typeof accommodations>;

const moreTime = { timeLimitFactor: z.optional(timeLimitFactor), extraSeconds: z.optional(extraSeconds) };

/** The body of `POST /api/exam-session/:id/accommodations`: what is not named stays, so that a repeat changes nothing. */
export const accommodationsBody = z.strictObject({
  ...moreTime,
  /** True stops the student's clock, false lets it go on. */
  paused: z.optional(z.boolean()),
});
export type AccommodationsBody = z.infer<typeof accommodationsBody>;

/** What a launch may bring: there is nothing to pause yet. */
export const launchAccommodations = z.strictObject(moreTime);

/** How the API shows them. */
export const shownAccommodations = z.object({
  timeLimitFactor: z.number(),
  extraSeconds: z.int(),
  paused: z.boolean(),
});
export type ShownAccommodations = z.infer<typeof shownAccommodations>;

/**
 * As a device reads them, which may be older than its server: each one that it cannot read is passed over, and none keeps
 * the list of tests from being read.
 */
const onDevice = z.object({
  timeLimitFactor: z.catch(accommodations.shape.timeLimitFactor, 1),
  extraSeconds: z.catch(accommodations.shape.extraSeconds, 0),
  pauses: z.catch(accommodations.shape.pauses, []),
});
export const readAccommodations = (value: unknown): Accommodations => {
  const read = onDevice.safeParse(value);
  return read.success ? read.data : { timeLimitFactor: 1, extraSeconds: 0, pauses: [] };
};
