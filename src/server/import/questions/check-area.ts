import type { z } from 'zod/mini';
import type { shape as shapes } from '../../../shared/contract/authored/parts.ts';
import type { ProblemIssue } from '../../../shared/contract/problem.ts';

const NUMBERS = { circle: 3, rect: 4, ellipse: 4, default: 0 };

/** Whether the coordinates are as many as the shape has. */
export function checkArea(
  { shape, coords }: { shape: z.infer<typeof shapes>; coords: readonly number[] },
  path: ProblemIssue['path'],
): ProblemIssue[] {
  if (shape === 'poly') {
    return coords.length >= 6 && coords.length % 2 === 0
      ? []
      : [{ path: [...path, 'coords'], message: 'must be three points or more, each as x and y' }];
  }
  return coords.length === NUMBERS[shape]
    ? []
    : [{ path: [...path, 'coords'], message: `must be ${NUMBERS[shape]} numbers for ${shape}` }];
}
