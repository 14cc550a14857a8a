/**
 * JSON text in its canonical form (RFC 8785): no white space, members sorted by UTF-16 code units, numbers as
 * ECMAScript writes them. Equal values give equal text on both sides, so that digests can be compared.
 *
 * @throws TypeError for what JSON cannot carry unchanged: undefined (a member's or an element's, too), numbers that
 *   are not finite, lone surrogates, functions, bigints, symbols, and objects that are not plain (Date, Map, …)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (Array.isArray(value)) return canonicalArray(value);
  if (isPlainObject(value)) return canonicalObject(value);
  throw new TypeError(`${tagOf(value)} has no canonical JSON`);
}

/** By index and not by map: a hole is an undefined element, and map would leave it out. */
function canonicalArray(array: unknown[]): string {
  let elements = '';
  for (let index = 0; index < array.length; index++) {
    elements += (index === 0 ? '' : ',') + canonicalJson(array[index]);
  }
  return `[${elements}]`;
}

function canonicalObject(object: Record<string, unknown>): string {
  // The default order of sort() is by UTF-16 code units, which is the one that RFC 8785 §3.2.3 asks for.
  let members = '';
  const names = Object.keys(object);
  if (names.length > 1) names.sort();
  for (const name of names) {
    members += `${members && ','}${canonicalString(name)}:${canonicalJson(object[name])}`;
  }
  return `{${members}}`;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON`);
  return JSON.stringify(value);
}

const LONE_SURROGATE = /\p{Surrogate}/u;
/** ASCII that stands in JSON as it is: ids are such, and a class that comes back has tens of thousands. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** RFC 8785 §3.2.2.2: a lone surrogate ends in an error, because UTF-8 would turn it into another character. */
function canonicalString(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (LONE_SURROGATE.test(value)) throw new TypeError('a lone surrogate has no canonical JSON');
  return JSON.stringify(value);
}

// By tag and not by prototype: an object that crossed a realm (structuredClone, a worker) is plain as well.
const isPlainObject = (value: unknown): value is Record<string, unknown> => tagOf(value) === '[object Object]';

const tagOf = (value: unknown) => Object.prototype.toString.call(value);
