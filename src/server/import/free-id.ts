import { safeId } from './qti/safe-id.ts';

/** An id that is not taken: the one that was asked for, or else with a number behind it. */
export function freeId(id: string, taken: { has(id: string): boolean }): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = safeId(`${id}-${count}`);
  return free;
}
