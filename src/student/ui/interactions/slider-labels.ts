import type { Student } from '../../../shared/contract/student/question.ts';

/** As many as can be read below a slider on a narrow screen. */
const MOST = 11;

/**
 * The numbers that are written along a slider: one at every step where the author wants that and there is room, else at
 * every second, fifth, tenth … step; the two ends always.
 */
export function sliderLabels({
  lowerBound,
  upperBound,
  step,
  stepLabel,
}: Pick<Student<'slider'>, 'lowerBound' | 'upperBound' | 'step' | 'stepLabel'>): number[] {
  const steps = Math.floor((upperBound - lowerBound) / step + 1e-9);
  const every = step * (widths().find((width) => steps / width < MOST) ?? steps);
  const inner = Array.from({ length: MOST }, (_, at) => rounded(lowerBound + (at + 1) * every));
  // One that is too near to the end would run into it.
  const clear = stepLabel ? inner.filter((label) => upperBound - label > 0.6 * every) : [];
  return [lowerBound, ...clear, upperBound];
}

/** 1, 2, 5, 10, 20, 50 … */
const widths = () =>
  Array.from({ length: 30 }, (_, at) => [1, 2, 5][at % 3] ?? 1).map((w, at) => w * 10 ** Math.floor(at / 3));

/** Without what binary fractions leave behind: 0.1 + 0.2. */
const rounded = (value: number) => Number(value.toPrecision(12));
