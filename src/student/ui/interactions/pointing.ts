import type { Response } from '../../../shared/contract/response.ts';

export interface Point {
  x: number;
  y: number;
}
export interface Size {
  width: number;
  height: number;
}

export type Pointed = { points: Point[] } | { refused: number };

/**
 * A further point, in the order that they were set. One that may be alone takes the place of the one before; of several,
 * one too many is refused.
 * @param max 0 is any number
 */
export function added(points: readonly Point[], point: Point, max: number): Pointed {
  if (points.some((other) => other.x === point.x && other.y === point.y)) return { points: [...points] };
  if (max === 1) return { points: [point] };
  return max > 0 && points.length >= max ? { refused: max } : { points: [...points, point] };
}

/** The point at `at` comes to stand elsewhere; on another one, the two become one. */
export const movedTo = (points: readonly Point[], at: number, to: Point): Point[] =>
  points.flatMap((point, index) => {
    if (index === at) return [to];
    return point.x === to.x && point.y === to.y ? [] : [point];
  });

/** A whole pixel of the picture, as QTI's points are (QTI 3.0 `point`), and on it. */
export const onPicture = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: bounded(x, width),
  y: bounded(y, height),
});

const bounded = (value: number, most: number) => Math.min(Math.floor(most), Math.max(0, Math.round(value)));

/** Where an arrow key leads; with Shift by a twentieth of the picture. Null for every other key. */
export function stepped(point: Point, key: string, shift: boolean, size: Size): Point | null {
  const step = (along: number) => (shift ? Math.max(2, Math.round(along / 20)) : 1);
  const dx = step(size.width);
  const dy = step(size.height);
  switch (key) {
    case 'ArrowLeft':
      return onPicture({ x: point.x - dx, y: point.y }, size);
    case 'ArrowRight':
      return onPicture({ x: point.x + dx, y: point.y }, size);
    case 'ArrowUp':
      return onPicture({ x: point.x, y: point.y - dy }, size);
    case 'ArrowDown':
      return onPicture({ x: point.x, y: point.y + dy }, size);
    default:
      return null;
  }
}

export const pointsOf = (response: Response | null): readonly Point[] =>
  response !== null && 'points' in response ? response.points : [];

export const pointsResponse = (points: readonly Point[]): Response | null =>
  points.length === 0 ? null : { points: points.map(({ x, y }) => ({ x, y })) };

/** Which of the points somebody means who points there; null where none is as near as `slack`. */
export function nearest(points: readonly Point[], { x, y }: Point, slack: number): number | null {
  let found: number | null = null;
  let least = slack;
  for (const [at, point] of points.entries()) {
    const away = Math.hypot(point.x - x, point.y - y);
    if (away > least || (found !== null && away === least)) continue;
    found = at;
    least = away;
  }
  return found;
}
