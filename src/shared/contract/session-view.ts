import { z } from 'zod/mini';
import { counter, epochMs, identifier } from './ids.ts';

/** Characters of `sessionView.marks`. */
export const MARKS_SIZE = 60_000;

/** Where the student was, so that a device move finds the test as it was left. */
export const sessionView = z.object({
  itemId: z.optional(identifier),
  /** When the attempt was started, by the server's clock as far as the device knows it; there when the test has a time limit. */
  startedAt: z.optional(epochMs),
  flagged: z.optional(z.array(z.tuple([identifier, identifier])).check(z.maxLength(2000))),
  /** How often recordings were played to their end, where an author limits that. */
  plays: z.optional(z.array(z.tuple([identifier, identifier, counter])).check(z.maxLength(2000))),
  /** `studentMarks` as JSON text. Left out by a device that has sent it already: the server keeps what it has. */
  marks: z.optional(z.string().check(z.maxLength(MARKS_SIZE))),
});
export type SessionView = z.infer<typeof sessionView>;
