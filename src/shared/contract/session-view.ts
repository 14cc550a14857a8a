import { z } from 'zod/mini';
import { counter, identifier } from './ids.ts';

/** Where the student was, so that a device move finds the test as it was left. */
export const sessionView = z.object({
  itemId: z.optional(identifier),
  flagged: z.optional(z.array(z.tuple([identifier, identifier])).check(z.maxLength(2000))),
  /** How often recordings were played to their end, where an author limits that. */
  plays: z.optional(z.array(z.tuple([identifier, identifier, counter])).check(z.maxLength(2000))),
});
export type SessionView = z.infer<typeof sessionView>;
