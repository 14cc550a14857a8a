import { Dexie } from 'dexie';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';

/**
 * Does `work` on `db`, and before the transaction of it that has the number `at` (from 0) does `other`, as another tab would
 * whose own transactions come in between. Awaited to its end, so that nothing is left to chance.
 *
 * @returns how many transactions `work` began; less than `at` + 1 means that `other` was not done
 */
export async function between(
  db: SatchelDatabase,
  work: () => Promise<unknown>,
  at: number,
  other: () => Promise<unknown>,
): Promise<number> {
  const began = db.transaction;
  let count = 0;
  const begin = async (args: unknown[]) => {
    await other();
    return await Reflect.apply(began, db, args);
  };
  const counting = (...args: unknown[]) => {
    // One inside of another is part of it, and no place where another tab could come in.
    if (Dexie.currentTransaction !== null) return Reflect.apply(began, db, args);
    return count++ === at ? begin(args) : Reflect.apply(began, db, args);
  };
  Object.assign(db, { transaction: counting });
  try {
    await work();
  } finally {
    Object.assign(db, { transaction: began });
  }
  return count;
}
