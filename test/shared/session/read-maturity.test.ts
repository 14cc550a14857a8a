import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maturity } from '../../../src/shared/contract/maturity.ts';
import { readMaturity } from '../../../src/shared/session/read-maturity.ts';

test('the maturities of this version are read as they are', () => {
  for (const value of maturity.options) expect(readMaturity(value)).toBe(value);
});

test.each(['PAUSED', 'complete', '', 'constructor', '__proto__', 'UNKNOWN'])(
  '%j, which a newer server may have invented, opens nothing',
  (value) => expect(readMaturity(value)).toBe('UNKNOWN'),
);

test('every text is either a maturity or unknown', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect([...maturity.options, 'UNKNOWN']).toContain(readMaturity(value));
    }),
  );
});
