import { z } from 'zod/mini';
import { type ItemKey, itemKey } from '../../shared/contract/item-key.ts';
import { keysAdditionalData } from '../../shared/contract/sealing.ts';
import { type StudentItem, studentItem } from '../../shared/contract/student/item.ts';
import { unseal } from './unseal.ts';
import { type ExamVersion, unsealItem } from './unseal-item.ts';

const itemKeys = z.array(itemKey);

/** Opens an item of a package that has just come. @throws as `unsealItem`, and when it has another form */
export const unsealNewItem = async (...item: Parameters<typeof unsealItem>): Promise<StudentItem> =>
  studentItem.parse(await unsealItem(...item));

/** Opens the scoring keys of a package under its scoring key. @throws as `unsealNewItem` */
export const unsealKeys = async (
  key: CryptoKey,
  { examId, examVersion }: ExamVersion,
  sealed: string,
): Promise<ItemKey[]> =>
  itemKeys.parse(
    JSON.parse(new TextDecoder().decode(await unseal(key, sealed, keysAdditionalData(examId, examVersion)))),
  );
