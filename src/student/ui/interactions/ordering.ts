import type { Response } from '../../../shared/contract/response.ts';

/** The one at `from` comes to stand at `to`; those between make room. */
export function moved(list: readonly number[], from: number, to: number): number[] {
  const rest = [...list];
  const [taken] = rest.splice(from, 1);
  if (taken !== undefined) rest.splice(Math.max(0, to), 0, taken);
  return rest;
}

/** Comes to stand at `to`, from wherever it was; at the end where `to` is left out. */
export function placed(list: readonly number[], index: number, to = list.length): number[] {
  const rest = list.filter((other) => other !== index);
  rest.splice(Math.max(0, to), 0, index);
  return rest;
}

export const taken = (list: readonly number[], index: number): number[] => list.filter((other) => other !== index);

/** In the order that the student gave, which is the answer. */
export const orderResponse = (list: readonly number[]): Response | null =>
  list.length === 0 ? null : { options: list.map((index) => ({ index })) };

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * At which place among the others something is that is held at a point: behind everything that comes before the point in
 * reading order. Middles are what counts, so that boxes of different sizes do not jump to and fro under the pointer.
 */
export function placeAt(
  others: readonly Box[],
  { x, y }: { x: number; y: number },
  flow: 'down' | 'right' | 'left',
): number {
  const isBefore = ({ left, top, right, bottom }: Box) => {
    if (flow === 'down') return (top + bottom) / 2 < y;
    if (bottom <= y || top > y) return bottom <= y;
    const middle = (left + right) / 2;
    return flow === 'right' ? middle < x : middle > x;
  };
  return others.filter(isBefore).length;
}
