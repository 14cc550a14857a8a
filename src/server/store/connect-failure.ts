import type { StoreUnavailable } from './store.ts';

/** What makes a URL another one than was meant, in words. */
export const PASSWORD_IN_URL = 'in a password % @ / ? # are written %25 %40 %2F %3F %23';

/** An @ behind what is the host of a URL, and not in a setting that has a name there: `?user=satchel@server`. */
const LATE_AT = /^\w+:\/\/[^/?#]*(?:[/#][^?]*|[^?#]*\?[^=]*)@/;

/**
 * Why the database of a URL cannot be reached, for whoever wrote the URL.
 *
 * A / ? or # ends the host, so that one in a password leaves a part of it for the host, the port or the name of the database.
 * What PostgreSQL or the network says would print that part: of it the code alone is told.
 */
export function connectFailure(url: string, { message, cause }: StoreUnavailable): string {
  if (!(cause instanceof Error)) return message;
  if (!LATE_AT.test(url)) return wordsOf(cause);
  const code = 'code' in cause ? `${cause.code}: ` : '';
  return `${code}the URL has an @ behind its host; ${PASSWORD_IN_URL}`;
}

/** Of a name with several addresses each one says why, and the error that holds theirs says nothing. */
const wordsOf = (error: Error): string =>
  error instanceof AggregateError ? error.errors.map(({ message }: Error) => message).join(', ') : error.message;
