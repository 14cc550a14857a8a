import { z } from 'zod/mini';

/** What was reached, out of what could be reached. A sum is scorable when all its parts are. */
export const score = z.object({ actual: z.number(), isScorable: z.boolean(), min: z.number(), max: z.number() });
export type Score = z.infer<typeof score>;

/** `results` of the Exam Session API: per item, per objective, and the sum over the items. */
export const results = z.object({
  items: z.array(z.object({ id: z.string(), score })),
  objectives: z.record(z.string(), z.object({ id: z.string(), score, scores: z.array(score) })),
  points: score,
});
export type Results = z.infer<typeof results>;
