/** 32 letters and digits that nobody takes for one another (no I, O, 0, 1): five bits each. */
export const TICKET_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const FORTY_BITS = /^[0-9a-f]{10}/i;

/** Eight characters as people read them: `XXXX-XXXX`. */
export const formatCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/**
 * The first 40 bits of `hex` as eight characters of the ticket's alphabet, highest bits first. Random bits make a
 * ticket, a digest's make a submission code.
 *
 * @throws RangeError when `hex` does not start with ten hexadecimal digits
 */
export function codeFromHex(hex: string): string {
  if (!FORTY_BITS.test(hex)) throw new RangeError('a code needs 40 bits in hex');
  const bits = Number.parseInt(hex.slice(0, 10), 16);
  // Division and not shifts: 40 bits are more than a bitwise operator keeps.
  return Array.from({ length: 8 }, (_, at) => TICKET_ALPHABET.charAt(Math.floor(bits / 32 ** (7 - at)) % 32)).join('');
}

/** What a student may note down after submitting: the first 40 bits of the submit's digest, as `XXXX-XXXX`. */
export const submissionCode = (digestHex: string): string => formatCode(codeFromHex(digestHex));
