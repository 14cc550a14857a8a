import { type Compilable, CompiledQuery, type QueryResult } from 'kysely';
import { runsText } from './job-handle.ts';
import { perDatabase } from './per-database.ts';
import type { Db } from './store.ts';

export type RunKept = <O>(
  db: Db,
  /** Statements of one shape have the same text. */
  shape: string | number,
  /** Its parameters, in the order in which the text names them. */
  parameters: unknown[],
  build: () => Compilable<O>,
) => Promise<QueryResult<O>>;

/**
 * Runs statements whose text is kept. For a statement by primary key, building the text takes Kysely several times as long
 * as running it takes the engine, so the few that every batch of a device needs are built once and not two hundred times
 * when a class comes back.
 */
export function keepStatements(): RunKept {
  const textsOf = perDatabase(() => new Map<string | number, string>());
  return async <O>(db: Db, shape: string | number, parameters: unknown[], build: () => Compilable<O>) => {
    const texts = textsOf(db);
    let text = texts.get(shape);
    if (text === undefined) {
      const built = build().compile();
      if (!sameValues(built.parameters, parameters)) throw new Error(`the parameters of ${built.sql} are not these`);
      text = built.sql;
      texts.set(shape, text);
    }
    // Kysely's executor goes through a dozen promises for a text that it need not build.
    const run = runsText(db);
    if (run) return run(text, parameters) as QueryResult<O>;
    return db.executeQuery(CompiledQuery.raw(text, parameters) as CompiledQuery<O>);
  };
}

function sameValues(built: readonly unknown[], given: readonly unknown[]): boolean {
  return built.length === given.length && built.every((value, index) => Object.is(value, given[index]));
}
