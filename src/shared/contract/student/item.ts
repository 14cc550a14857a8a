import { z } from 'zod/mini';
import { content } from '../content.ts';
import { counter, identifier, sha256Hex } from '../ids.ts';
import { studentQuestion } from './question.ts';

/** An item as a student's device holds it: a schema without any key. */
export const studentItem = z.object({
  id: identifier,
  body: content,
  stimulus: z.optional(z.object({ id: identifier, title: z.optional(z.string()), body: content })),
  /** `name` is what `src` in the content says; `hash` addresses the sealed file, `contentHash` the opened one. */
  media: z.array(
    z.object({ name: z.string(), type: z.string(), hash: sha256Hex, contentHash: sha256Hex, bytes: counter }),
  ),
  questions: z.array(studentQuestion),
});
export type StudentItem = z.infer<typeof studentItem>;
