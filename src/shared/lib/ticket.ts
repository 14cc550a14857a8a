const SEPARATORS = /[\s\p{Dash_Punctuation}]/gu;
const TICKET = /^[A-HJ-NP-Za-hj-np-z2-9]{8}$/;

/**
 * A ticket as it was typed: case, spaces and hyphens of any kind do not matter.
 *
 * @returns the eight characters in upper case, or null when it cannot be a ticket
 */
export function normalizeTicket(typed: string): string | null {
  const bare = typed.replace(SEPARATORS, '');
  // Tested before it is put into upper case: U+017F and U+00DF would become letters that nobody typed.
  return TICKET.test(bare) ? bare.toUpperCase() : null;
}
