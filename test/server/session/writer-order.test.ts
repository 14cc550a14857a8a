/*
 * Oracle: the true history of one device, as a list in the order of time. Databases are lost in it, and disks fail. What the
 * device said of its writers must never put a change before one that was made earlier, and where it tells, must tell right.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEarlier, type OrderedChange } from '../../../src/server/session/writer-order.ts';

type Deed = 'save' | 'save-fails' | 'lose';
const deeds = fc.array(fc.constantFrom<Deed>('save', 'save', 'save', 'save-fails', 'save-fails', 'lose'), {
  minLength: 2,
  maxLength: 30,
});

/** Every change in the order of time. Each outage of the disk has a writer of its own. */
function historyOf(list: readonly Deed[]): OrderedChange[] {
  const changes: OrderedChange[] = [];
  let life = 0;
  let seq = 0;
  let outage: { writer: string; seq: number } | null = null;
  for (const deed of list) {
    if (deed === 'save') {
      outage = null;
      changes.push({ writer: `disk-${life}`, seq: ++seq, order: { life } });
    } else if (deed === 'save-fails') {
      outage ??= { writer: `memory-${life}-${seq}`, seq: 0 };
      const after = { writer: `disk-${life}`, seq };
      changes.push({ writer: outage.writer, seq: ++outage.seq, order: { life, after } });
    } else {
      outage = null;
      life++;
      seq = 0;
    }
  }
  return changes;
}

describe('the order of two writers of a device', () => {
  test('is the order of time, for every pair, whatever was lost and whatever failed', () => {
    fc.assert(
      fc.property(deeds, (list) => {
        const changes = historyOf(list);
        for (const [at, one] of changes.entries()) {
          for (const other of changes.slice(at + 1)) {
            if (one.writer === other.writer) continue;
            expect(isEarlier(one, other)).toBe(true);
            expect(isEarlier(other, one)).toBe(false);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is not known of two databases of one life: the later arrival stands', () => {
    const one = { writer: 'a', seq: 1, order: { life: 0 } };
    const other = { writer: 'b', seq: 9, order: { life: 0 } };
    expect([isEarlier(one, other), isEarlier(other, one)]).toEqual([false, false]);
  });
});
