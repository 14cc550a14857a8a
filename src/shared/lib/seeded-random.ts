/**
 * A small generator of repeatable numbers: sfc32 (Chris Doty-Humphrey, PractRand), its 128 bits of state filled by four
 * FNV-1a hashes of the seed with MurmurHash3's finalizer. For orders that every device must repeat, never for secrets.
 * The same seed gives the same numbers in every version of the app, or a test would change its order halfway.
 *
 * @returns a function that gives the next whole number from 0 up to, but not including, `bound` (1 to 2^32)
 */
export function seededRandom(seed: string): (bound: number) => number {
  let a = hash(seed, 0x9e3779b9);
  let b = hash(seed, 0x243f6a88);
  let c = hash(seed, 0xb7e15162);
  let counter = hash(seed, 0xdeadbeef);

  function next(): number {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  // The first numbers of sfc32 still show the seed.
  for (let round = 0; round < 15; round++) next();

  return (bound) => {
    // A plain remainder would favour small numbers; what lies beyond the last whole multiple is drawn again.
    const limit = 2 ** 32 - (2 ** 32 % bound);
    let drawn = next();
    while (drawn >= limit) drawn = next();
    return drawn % bound;
  };
}

function hash(text: string, basis: number): number {
  let state = basis;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
