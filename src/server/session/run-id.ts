/** Base 36 of epoch milliseconds until the year 5188. */
const TIME_LENGTH = 9;

/**
 * The id of a run that is made now: 22 URL-safe characters, of which the first nine are the time and 78 bits are random. Runs that are
 * made together lie side by side in every table and index that their ids lead, as UUIDv7 has it (RFC 9562 §6.11): what a class sends
 * at once shares pages there, where random ids would have each of them write pages of its own.
 * @param now epoch milliseconds
 */
export const runIdAt = (now: number, randomId: () => string): string =>
  `${now.toString(36).padStart(TIME_LENGTH, '0')}${randomId().slice(0, -TIME_LENGTH)}`;
