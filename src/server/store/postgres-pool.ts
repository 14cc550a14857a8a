import { type CustomTypesConfig, Pool, TypeOverrides, types } from 'pg';

/** For a connection to come about. */
const CONNECT_MS = 5_000;
/** For an answer to a statement: more than the server itself gives it, so that this ends only what the network has lost. */
const ANSWER_MS = 45_000;
/** Of a connection that says nothing for so long the system asks whether it is there; by itself it does so after two hours. */
const SILENT_MS = 60_000;
/** For whoever gives statements all the time that they take, as a migration does. */
export const NO_LIMIT_MS = 0;

/** What is needed of a pool. */
export type Connections = Pick<Pool, 'connect' | 'end'>;
export type OpenPool = (url: string, max: number, answerMs?: number) => Connections;

/** Connections to a database, made when they are needed and at most `max`. */
export function openPool(url: string, max: number, answerMs: number = ANSWER_MS): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    types: NUMBERS,
    application_name: 'satchel',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_MS,
    idleTimeoutMillis: 60_000,
  });
  // A connection that breaks says so by an event besides, which unheard would end the process. The pool replaces it.
  const ignore = () => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/** Counters and times have 64 bits in the database, and pg gives such as text. */
function toNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no number that this program can hold`);
  return value;
}

const NUMBERS = new TypeOverrides();
NUMBERS.setTypeParser(types.builtins.INT8, toNumber);
// What sums of such are.
NUMBERS.setTypeParser(types.builtins.NUMERIC, Number);

const PARSERS: CustomTypesConfig = NUMBERS;
/** Reads a value of a type, by the number that PostgreSQL has for it, from its text. */
export const parserOf = (type: number): ((text: string) => unknown) => PARSERS.getTypeParser(type, 'text');
