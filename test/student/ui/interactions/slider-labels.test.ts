/* Oracle: the two ends are always there, numbers stand on steps, and no two are closer than a label is wide. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sliderLabels } from '../../../../src/student/ui/interactions/slider-labels.ts';

const slider = (lowerBound: number, upperBound: number, step: number, stepLabel = true) =>
  sliderLabels({ lowerBound, upperBound, step, stepLabel });

test('without step labels the ends are named', () => {
  expect(slider(0, 100, 1, false)).toEqual([0, 100]);
});

test('every step has its number while there is room', () => {
  expect(slider(0, 10, 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(slider(-2, 2, 0.5)).toEqual([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]);
});

test('where there are too many steps, every second, fifth, tenth … has one', () => {
  expect(slider(0, 100, 1)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  expect(slider(0, 20, 1)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
});

test('binary fractions are not seen', () => {
  expect(slider(0, 1, 0.1)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
});

test('an end between two steps takes the place of a number that stands too close', () => {
  expect(slider(0, 10.5, 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.5]);
  expect(slider(0, 10, 4)).toEqual([0, 4, 10]);
});

test('whatever the bounds and the step', () => {
  const bounds = fc.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }));
  fc.assert(
    fc.property(bounds, fc.constantFrom(0.01, 0.1, 0.25, 1, 2, 7, 100, 50_000), ([lower, width], step) => {
      const labels = slider(lower, lower + width, step);
      expect([labels[0], labels.at(-1)]).toEqual([lower, lower + width]);
      expect(labels.length).toBeLessThanOrEqual(12);
      for (const [at, label] of labels.slice(1).entries()) {
        expect(label - (labels[at] ?? 0)).toBeGreaterThan(width / 25);
      }
    }),
  );
});
