import { z } from 'zod/mini';
import { epochMs } from './ids.ts';

/**
 * `advice`: a test can be taken, and something would be better. `wrong`: do it before a test. `unknown`: the browser does not
 * tell, or nobody was asked.
 */
export const preflightState = z.enum(['fine', 'advice', 'wrong', 'unknown']);
export type PreflightState = z.infer<typeof preflightState>;

/** What "Check this device" found: once for the device, whoever was there. */
export const preflight = z.object({
  /** Server clock, as far as the device knows it. */
  at: epochMs,
  checks: z
    .array(
      z.object({
        /** One of `PREFLIGHT_CHECKS`, or one that a newer app makes. */
        check: z.string().check(z.maxLength(40)),
        state: preflightState,
        /** Bytes free, milliseconds that the clock is ahead, percent of the battery. */
        amount: z.optional(z.number()),
      }),
    )
    .check(z.maxLength(40)),
});
export type Preflight = z.infer<typeof preflight>;

/** In the order in which they are shown. */
export const PREFLIGHT_CHECKS = [
  'installed',
  'worker',
  'persisted',
  'space',
  'probe',
  'clock',
  'voices',
  'sound',
  'battery',
] as const;
export type PreflightCheck = (typeof PREFLIGHT_CHECKS)[number];
