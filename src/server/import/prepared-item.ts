import { z } from 'zod/mini';
import { sha256Hex } from '../../shared/contract/ids.ts';
import { itemKey } from '../../shared/contract/item-key.ts';
import { studentItem } from '../../shared/contract/student/item.ts';

/**
 * An item as `exam.prepared_json` keeps it: what is sealed for students, and what scoring needs. A media file gets its
 * sealed `hash` when a package is made, because that depends on the package's key.
 */
const preparedItem = z.object({
  student: z.extend(studentItem, {
    media: z.array(z.object({ name: z.string(), type: z.string(), contentHash: sha256Hex, bytes: z.int() })),
  }),
  key: itemKey,
});
export type PreparedItem = z.infer<typeof preparedItem>;

export const preparedItems = z.array(preparedItem);
