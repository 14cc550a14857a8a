import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveLine, NEW_LINE } from '../../../src/student/session/reading-line.ts';

test('the band stays in the window and never becomes too thin to read in', () => {
  const step = fc.record({ top: fc.integer({ min: -2000, max: 2000 }), height: fc.integer({ min: -900, max: 900 }) });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { top, height } = steps.reduce(moveLine, NEW_LINE);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(height).toBeGreaterThanOrEqual(60);
      expect(top + height).toBeLessThanOrEqual(1000);
    }),
  );
});

test('it moves and grows by as much as was asked, where there is room', () => {
  expect(moveLine({ top: 300, height: 140 }, { top: 20 })).toEqual({ top: 320, height: 140 });
  expect(moveLine({ top: 300, height: 140 }, { height: 20 })).toEqual({ top: 300, height: 160 });
});
