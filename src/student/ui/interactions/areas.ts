import type { Student } from '../../../shared/contract/student/question.ts';
import { isInside } from '../../../shared/scoring/values/inside-area.ts';
import type { Point, Size } from './pointing.ts';

export type Area = Pick<Student<'hotspot'>['areas'][number], 'shape' | 'coords'>;

/** In pixels of the picture. */
export interface Bounds extends Size {
  x: number;
  y: number;
}

/** The smallest upright rectangle around an area. `default` is the whole picture. */
export function boundsOf({ shape, coords }: Area, picture: Size): Bounds {
  const [a = 0, b = 0, c = 0, d = 0] = coords;
  switch (shape) {
    case 'default':
      return { x: 0, y: 0, ...picture };
    case 'circle':
      return between(a - c, b - c, a + c, b + c);
    case 'ellipse':
      return between(a - c, b - d, a + c, b + d);
    case 'rect':
      return between(Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d));
    case 'poly': {
      const xs = coords.filter((_, at) => at % 2 === 0);
      const ys = coords.filter((_, at) => at % 2 === 1);
      return between(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
    }
    default:
      return shape satisfies never;
  }
}

const between = (left: number, top: number, right: number, bottom: number): Bounds => ({
  x: left,
  y: top,
  width: right - left,
  height: bottom - top,
});

/** A point inside the area, its middle where that lies inside: for a mark, a line's end, a click. */
export function middleOf(area: Area, picture: Size): Point {
  const { x, y, width, height } = boundsOf(area, picture);
  const middle = { x: x + width / 2, y: y + height / 2 };
  if (area.shape !== 'poly' || isInside([middle.x, middle.y], area)) return middle;
  return { x: widestMiddle(crossings(area.coords, middle.y)) ?? middle.x, y: middle.y };
}

/** Where a polygon's outline crosses a height, from left to right. */
function crossings(coords: readonly number[], y: number): number[] {
  const count = Math.floor(coords.length / 2);
  const found: number[] = [];
  for (let at = 0, before = count - 1; at < count; before = at++) {
    const [ax = 0, ay = 0] = coords.slice(2 * at);
    const [bx = 0, by = 0] = coords.slice(2 * before);
    if (ay > y !== by > y) found.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
  }
  return found.sort((a, b) => a - b);
}

/** Every second stretch between crossings lies inside. */
function widestMiddle(xs: readonly number[]): number | undefined {
  let widest = -1;
  let middle: number | undefined;
  for (let at = 0; at + 1 < xs.length; at += 2) {
    const [from = 0, to = 0] = xs.slice(at);
    if (to - from <= widest) continue;
    widest = to - from;
    middle = (from + to) / 2;
  }
  return middle;
}

/**
 * The area that somebody means who points there: the first that holds the point (QTI 3.0 §5.65: the earlier one wins where
 * two overlap), else the nearest one no farther than `slack`, for fingers are wider than many an area. `default` is what
 * nothing else holds.
 */
export function areaAt(areas: readonly Area[], { x, y }: Point, picture: Size, slack: number): number | null {
  const shaped = (area: Area) => area.shape !== 'default';
  const hit = areas.findIndex((area) => shaped(area) && isInside([x, y], area));
  if (hit >= 0) return hit;
  let nearest: number | null = null;
  let least = slack;
  for (const [at, area] of areas.entries()) {
    const away = shaped(area) ? distance(boundsOf(area, picture), { x, y }) : Number.POSITIVE_INFINITY;
    if (away > least || (nearest !== null && away === least)) continue;
    nearest = at;
    least = away;
  }
  if (nearest !== null) return nearest;
  const rest = areas.findIndex((area) => !shaped(area));
  const isOnPicture = x >= 0 && y >= 0 && x <= picture.width && y <= picture.height;
  return rest >= 0 && isOnPicture ? rest : null;
}

function distance({ x, y, width, height }: Bounds, point: Point): number {
  const dx = Math.max(x - point.x, 0, point.x - (x + width));
  const dy = Math.max(y - point.y, 0, point.y - (y + height));
  return Math.hypot(dx, dy);
}

/** How much larger than its author drew it a picture is shown, so that a finger finds its smallest area; twice at most. */
export function magnification(areas: readonly Area[], picture: Size, target: number): number {
  const sides = areas.flatMap((area) => {
    const { width, height } = boundsOf(area, picture);
    return [width, height];
  });
  const smallest = Math.min(target, ...sides.filter((side) => side > 0));
  return Math.min(2, target / smallest);
}
