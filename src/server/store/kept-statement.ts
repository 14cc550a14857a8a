import { type Compilable, CompiledQuery, type QueryResult } from 'kysely';
import { runnerOf } from './job-database.ts';
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

type WriteKept = (...kept: Parameters<RunKept>) => Promise<void>;

/**
 * Runs statements whose text is kept. For a statement by primary key, building the text takes Kysely several times as long
 * as running it takes the engine, so those that devices need all day are built once and not two hundred times when a class comes
 * back.
 */
export function keepStatements(): RunKept {
  const textOf = keepTexts();
  return async <O>(db: Db, shape: string | number, parameters: unknown[], build: () => Compilable<O>) => {
    const text = textOf(db, shape, parameters, build);
    // Kysely's executor goes through a dozen promises for a text that it need not build.
    const runner = runnerOf(db);
    if (runner) return runner.run(text, parameters) as QueryResult<O> | Promise<QueryResult<O>>;
    return db.executeQuery(CompiledQuery.raw(text, parameters) as CompiledQuery<O>);
  };
}

/**
 * The same for statements that nobody wants to know anything of but that they ran. PostgreSQL is sent them with whatever is waited for
 * next, the commit at the latest (docs/decisions/0038). One that fails fails its job, which hears of it where it next waits: who must
 * know at once uses `keepStatements`.
 */
export function keepWrites(): WriteKept {
  const textOf = keepTexts();
  return async (db, shape, parameters, build) => {
    const text = textOf(db, shape, parameters, build);
    const runner = runnerOf(db);
    if (runner) await runner.write(text, parameters);
    else await db.executeQuery(CompiledQuery.raw(text, parameters));
  };
}

function keepTexts() {
  const textsOf = perDatabase(() => new Map<string | number, string>());
  return (db: Db, shape: string | number, parameters: unknown[], build: () => Compilable): string => {
    const texts = textsOf(db);
    const known = texts.get(shape);
    if (known !== undefined) return known;
    const built = build().compile();
    if (!sameValues(built.parameters, parameters)) throw new Error(`the parameters of ${built.sql} are not these`);
    texts.set(shape, built.sql);
    return built.sql;
  };
}

function sameValues(built: readonly unknown[], given: readonly unknown[]): boolean {
  return built.length === given.length && built.every((value, index) => Object.is(value, given[index]));
}
