import { z } from 'zod/mini';
import { identifier } from './ids.ts';

/**
 * One thing that an import says of a file: `simplified`, it is there but not all that its author meant; `skipped`, a part
 * of it is not there; `refused`, nothing of it is.
 */
export const importLine = z.object({
  /** Path in the package; empty for the package itself. */
  file: z.string(),
  /** Of the file, from 1; null where it has no place. */
  line: z.nullable(z.int()),
  outcome: z.enum(['imported', 'simplified', 'skipped', 'refused']),
  reason: z.optional(z.string()),
  /** Of an item that was imported. */
  id: z.optional(z.string()),
  title: z.optional(z.string()),
  /** The interactions of an item that was imported. */
  questions: z.optional(z.array(z.string())),
});
export type ImportLine = z.infer<typeof importLine>;

/** What could have been an item of the exam, and is none. */
export const skippedItem = z.object({ href: z.string(), reason: z.string() });
export type SkippedItem = z.infer<typeof skippedItem>;

/** What `POST /api/import/qti` answers. */
export const packageAnswer = z.object({
  examId: identifier,
  version: z.int(),
  name: z.string(),
  items: z.array(z.object({ id: identifier, href: z.string(), title: z.string() })),
  skipped: z.array(skippedItem),
  report: z.array(importLine),
});
export type PackageAnswer = z.infer<typeof packageAnswer>;
