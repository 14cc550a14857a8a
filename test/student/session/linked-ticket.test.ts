import { expect, test } from 'vitest';
import { linkedTicket } from '../../../src/student/session/linked-ticket.ts';

test('reads the ticket of a printed code', () => {
  expect(linkedTicket('#ticket=SATC-HEL2')).toBe('SATC-HEL2');
  expect(linkedTicket('#a=b&ticket=satchel2')).toBe('satchel2');
});

test('fills in nothing that cannot be a ticket', () => {
  for (const fragment of [
    '',
    '#',
    '#ticket=',
    '#ticket=HELLO',
    '#ticket=0000-0000',
    '#ticket=%3Cscript%3E',
    '#%E0%A4%A',
  ]) {
    expect(linkedTicket(fragment)).toBeNull();
  }
});
