const SEPARATORS = /[\s\p{Dash_Punctuation}]/gu;
/** The alphabet of tickets; ten of it are 50 bits, so that a device can check a code without being a way to guess it. */
const CODE = /^[A-HJ-NP-Za-hj-np-z2-9]{10,40}$/;

/**
 * A code that is given out in the room, as it was typed: case, spaces and hyphens of any kind do not matter.
 *
 * @returns letters and digits in upper case, or null when it cannot be such a code
 */
export function normalizeRoomCode(typed: string): string | null {
  const bare = typed.replace(SEPARATORS, '');
  return CODE.test(bare) ? bare.toUpperCase() : null;
}
