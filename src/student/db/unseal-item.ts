import { itemAdditionalData } from '../../shared/contract/sealing.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { unseal } from './unseal.ts';

export interface ExamVersion {
  examId: string;
  examVersion: number;
}

/**
 * Opens one item of a package on this device. The seal proves that these bytes are the server's, and their shape was
 * checked when the package came (`unseal-package.ts`): no schema here, because the first question waits for it.
 *
 * @throws when it is sealed under another key, or is another item
 */
export const unsealItem = async (
  key: CryptoKey,
  { examId, examVersion }: ExamVersion,
  itemId: string,
  sealed: string,
): Promise<StudentItem> =>
  JSON.parse(new TextDecoder().decode(await unseal(key, sealed, itemAdditionalData(examId, examVersion, itemId))));
