import { type Kysely, sql } from 'kysely';
import { OperatorError } from '../operator-error.ts';

/** `DATABASE_URL` names a database that is not there, or that must not hold answers. */
export class DatabaseUnfit extends OperatorError {
  override name = 'DatabaseUnfit';
}

const OLDEST = 150_000;

interface Facts {
  version: number;
  encoding: string;
  standby: boolean;
  fsync: string;
  synchronous_commit: string;
}

/**
 * Looks whether a database keeps what it acknowledges, before anything is written to it.
 * @throws DatabaseUnfit
 */
export async function checkPostgres(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Facts>`
    select current_setting('server_version_num')::int as version,
      current_setting('server_encoding') as encoding,
      pg_is_in_recovery() as standby,
      current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous_commit`.execute(db);
  const [facts] = rows;
  const problem = facts && problemOf(facts);
  if (problem) throw new DatabaseUnfit(`DATABASE_URL: ${problem}`);
}

function problemOf({ version, encoding, standby, fsync, synchronous_commit }: Facts): string | undefined {
  if (version < OLDEST) return 'PostgreSQL 15 or newer is needed';
  if (encoding !== 'UTF8') return `the database is encoded in ${encoding}, and UTF8 is needed`;
  if (standby) return 'this server is a standby, which takes no writes';
  if (fsync === 'off') return 'fsync is off, so that a power cut would lose answers that were acknowledged';
  if (synchronous_commit === 'off') {
    return 'synchronous_commit is off, so that a crash would lose answers that were acknowledged';
  }
  return undefined;
}
