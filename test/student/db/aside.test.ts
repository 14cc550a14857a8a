/* Oracle: a set of numbers that is added to and taken from. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Aside, isAside, putAside, takenBack } from '../../../src/student/db/aside.ts';

const number = fc.integer({ min: 1, max: 12 });
const steps = fc.array(fc.record({ add: fc.boolean(), from: number, through: number }), { maxLength: 12 });

test('what was put aside and not taken back is aside, and nothing else', () => {
  fc.assert(
    fc.property(steps, (made) => {
      let aside: Aside;
      const expected = new Set<number>();
      for (const { add, from, through } of made) {
        aside = add ? putAside(aside, from, through) : takenBack(aside, from, through);
        for (let seq = from; seq <= through; seq++) {
          if (add) expected.add(seq);
          else expected.delete(seq);
        }
      }
      for (let seq = 0; seq <= 13; seq++) expect(isAside({ aside }, seq)).toBe(expected.has(seq));
    }),
  );
});
