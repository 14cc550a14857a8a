import type { Database, Statement } from 'better-sqlite3';
import { OperatorError } from '../operator-error.ts';
import { StoreUnavailable } from './store.ts';

const NAME = 'moved-to';

/** The rows are in PostgreSQL now, and whoever wrote here would leave answers behind. */
export class StoreMoved extends OperatorError {
  override name = 'StoreMoved';

  constructor(dataDir: string, where: string) {
    super(
      `the store of ${dataDir} is in ${where} now: start with DATABASE_URL. Where the move did not end, run npm run migrate-store once more, or with --undo`,
    );
  }
}

/** Where the rows of an embedded store have gone, without a password; undefined while they are here. */
export function movedTo(database: Database): string | undefined {
  return fenceOf(database)();
}

/**
 * Looks for the fence in each transaction of a connection. What commits after the fence did would be left behind, and what
 * another process wrote into the file is seen by the next transaction.
 *
 * @returns what throws StoreUnavailable once the rows have gone
 */
export function watchFence(database: Database): () => void {
  const find = fenceOf(database);
  return () => {
    const where = find();
    if (where !== undefined) throw new StoreUnavailable(`the rows have gone to ${where}`);
  };
}

/** From its commit on, the server that has the store open refuses everything, and none opens it. */
export function setFence(writer: Database, where: string): void {
  writer.prepare('insert into store_meta (name, value) values (?, ?) on conflict do nothing').run(NAME, where);
}

/** Lets the server go on that has the store open, or will have. */
export function liftFence(writer: Database): void {
  writer.prepare('delete from store_meta where name = ?').run(NAME);
}

function fenceOf(database: Database): () => string | undefined {
  // Prepared when it is first asked for: a new database has no tables yet.
  let statement: Statement | undefined;
  return () => {
    statement ??= database.prepare('select value from store_meta where name = ?').pluck();
    return statement.get(NAME) as string | undefined;
  };
}
