import { createHash } from 'node:crypto';
import type { OnDevice, OnServer } from './rows.ts';

/** All that was committed anywhere, after each step: two runs of a history with the same digest went the same way. */
export class Trace {
  readonly #hash = createHash('sha256');

  add({ server, devices }: { server: OnServer; devices: OnDevice[] }): void {
    this.#hash.update(JSON.stringify([server, devices], withoutChance));
  }

  digest(): string {
    return this.#hash.copy().digest('hex');
  }
}

/** Keys, signatures and what is sealed are other bytes each time: the platform's randomness for them is its own. */
function withoutChance(name: string, value: unknown): unknown {
  if (name === 'jwe' || name === 'publicKeys') return undefined;
  if ((name === 'receipt' || name === 'held') && typeof value === 'string') return value.split('.')[1];
  return value instanceof Set ? [...value].sort() : value;
}
