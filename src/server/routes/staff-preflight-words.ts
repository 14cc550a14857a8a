import type { Preflight } from '../../shared/contract/preflight.ts';
import type { StaffDevice } from '../../shared/contract/staff.ts';
import { MB } from '../../shared/lib/free-space.ts';
import { age } from './staff-may-collect.ts';

type Check = Preflight['checks'][number];

/** What a device's own check came to. @param now epoch milliseconds */
export function preflightWords(preflight: Preflight | undefined, now: number): StaffDevice['checked'] {
  if (preflight === undefined) return null;
  const wrong = preflight.checks.filter(({ state }) => state === 'wrong' || state === 'advice');
  // A device whose clock is ahead was not checked tomorrow.
  return { at: new Date(Math.min(preflight.at, now)).toISOString(), wrong: wrong.map(sentence) };
}

const SENTENCES: Record<string, string> = {
  installed: 'Not installed: it runs in a browser window.',
  worker: 'Does not open without a network yet.',
  persisted: 'Its browser may clear what is saved when the disk is full.',
  probe: 'Could not save and read back a few bytes: do not give a test on it.',
  voices: 'Has no voice of its own for reading aloud.',
  sound: 'No sound was heard.',
};

function sentence({ check, amount }: Check): string {
  if (amount !== undefined) {
    if (check === 'space') return `Little room: ${Math.max(0, Math.floor(amount / MB))} MB free.`;
    if (check === 'clock') return `Its clock is ${age(Math.abs(amount))} ${amount > 0 ? 'ahead' : 'behind'}.`;
    if (check === 'battery') return `Battery at ${Math.round(amount)}%, not plugged in.`;
  }
  return SENTENCES[check] ?? `Not fine: ${check}.`;
}
