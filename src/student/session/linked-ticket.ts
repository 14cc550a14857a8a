import { effect } from '@preact/signals';
import { normalizeTicket } from '../../shared/lib/ticket.ts';
import type { App } from './app.ts';

/**
 * The ticket of a printed QR code, which opens `/#ticket=XXXX-XXXX`: a fragment is in no request and in no log. Null when
 * the fragment holds none.
 */
export function linkedTicket(fragment: string): string | null {
  const typed = new URLSearchParams(fragment.replace(/^#/, '')).get('ticket');
  return typed !== null && normalizeTicket(typed) !== null ? typed : null;
}

/**
 * Lets go of it once somebody is signed in: the next student of this device is not to find it in the field.
 *
 * @returns stops looking for that
 */
export const forgetLinkedTicket = (app: App): (() => void) =>
  effect(() => {
    if (app.state.value?.student) app.fragment = '';
  });
