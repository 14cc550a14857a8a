import { normalizeTicket } from '../../shared/lib/ticket.ts';

/**
 * The ticket of a printed QR code, which opens `/#ticket=XXXX-XXXX`: a fragment is in no request and in no log. Null when
 * the fragment holds none.
 */
export function linkedTicket(fragment: string): string | null {
  const typed = new URLSearchParams(fragment.replace(/^#/, '')).get('ticket');
  return typed !== null && normalizeTicket(typed) !== null ? typed : null;
}
