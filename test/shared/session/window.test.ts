import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startGate } from '../../../src/shared/session/window.ts';

const instant = () => fc.integer({ min: 0, max: 4_000_000_000_000 });
const text = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

test('a test starts from opensAt on and until just before closesAt; what is not set is no limit', () => {
  fc.assert(
    fc.property(fc.option(instant()), fc.option(instant()), instant(), (opens, closes, now) => {
      const isOpen = (opens === null || now >= opens) && (closes === null || now < closes);
      expect(startGate({ opensAt: text(opens), closesAt: text(closes) }, now) === 'open').toBe(isOpen);
    }),
  );
});

test('the edges belong to what begins at them', () => {
  const window = { opensAt: '2026-05-10T08:00:00Z', closesAt: '2026-05-10T10:00:00+01:00' };
  const at = (time: string) => startGate(window, Date.parse(time));
  expect(at('2026-05-10T07:59:59.999Z')).toBe('not-open-yet');
  expect(at('2026-05-10T08:00:00.000Z')).toBe('open');
  expect(at('2026-05-10T08:59:59.999Z')).toBe('open');
  expect(at('2026-05-10T09:00:00.000Z')).toBe('closed');
});

test('a date that cannot be read keeps the gate shut', () => {
  expect(startGate({ opensAt: 'soon', closesAt: null }, 0)).toBe('not-open-yet');
  expect(startGate({ opensAt: null, closesAt: 'never' }, 0)).toBe('closed');
});
