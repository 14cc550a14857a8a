import { z } from 'zod/mini';
import { counter, randomId } from './ids.ts';

/**
 * Where a writer stands among those of the same device in the same epoch, where the arrival at the server says nothing: a
 * copy of a lost database may come home long after its successor's answers. Left out by the first database of a device.
 */
export const writerOrder = z.object({
  /** How many databases the device had lost before this one. */
  life: counter,
  /** Of answers that the disk did not take: the last change of the disk's writer that they came after. */
  after: z.optional(z.object({ writer: randomId, seq: counter })),
});
export type WriterOrder = z.infer<typeof writerOrder>;
/** Of a writer that says nothing. */
export const FIRST_ORDER: WriterOrder = { life: 0 };
