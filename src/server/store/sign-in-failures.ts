import { createHash } from 'node:crypto';
import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';

/** What failures are kept under: a wrong ticket may be one letter from a right one, and is nobody's to read. */
const lookupOf = (name: string) => createHash('sha256').update(name).digest('hex');

const selectFailures = keepStatements();

/**
 * When tries failed, of each of some names, the earliest first.
 * @param since epoch milliseconds; what was before is nobody's business any more
 */
export async function failuresSince(db: Db, names: readonly string[], since: number): Promise<number[][]> {
  // A statement for each name: spread over machines, each has its name on one.
  return await Promise.all(
    names.map(async (name) => {
      const lookup = lookupOf(name);
      const { rows } = await selectFailures(db, 'since', [lookup, since], () =>
        db
          .selectFrom('sign_in_failure')
          .select('failed_at')
          .where('lookup', '=', lookup)
          .where('failed_at', '>', since)
          .orderBy('failed_at'),
      );
      return rows.map((row) => row.failed_at);
    }),
  );
}

/** Notes that a try failed; two in one millisecond are two. */
export async function noteFailure(db: Db, names: readonly string[], now: number): Promise<void> {
  for (const name of names) {
    const lookup = lookupOf(name);
    const { last } = await db
      .selectFrom('sign_in_failure')
      .select(({ fn }) => fn.max('failed_at').as('last'))
      .where('lookup', '=', lookup)
      .executeTakeFirstOrThrow();
    const failed_at = Math.max(now, (last ?? 0) + 1);
    await db.insertInto('sign_in_failure').values({ lookup, failed_at }).execute();
  }
}

export async function forgetFailures(db: Db, names: readonly string[]): Promise<void> {
  for (const name of names) await db.deleteFrom('sign_in_failure').where('lookup', '=', lookupOf(name)).execute();
}

/** Removes those of all names that are older. */
export async function removeOldFailures(db: Db, before: number): Promise<void> {
  await db.deleteFrom('sign_in_failure').where('failed_at', '<', before).execute();
}
