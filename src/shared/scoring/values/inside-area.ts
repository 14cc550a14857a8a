import type { AreaMap } from '../../contract/processing/declaration.ts';

type Area = Pick<AreaMap['entries'][number], 'shape' | 'coords'>;

/** Whether a point lies in an area. Its edge belongs to it, as four engines of five have it. */
export function isInside([x, y]: readonly [number, number], { shape, coords }: Area): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = coords;
  switch (shape) {
    case 'default':
      return true;
    case 'circle':
      return (x - a) ** 2 + (y - b) ** 2 <= c ** 2;
    case 'rect':
      return x >= Math.min(a, c) && x <= Math.max(a, c) && y >= Math.min(b, d) && y <= Math.max(b, d);
    case 'ellipse':
      // Multiplied out, so that an edge in whole pixels is met exactly.
      return (x - a) ** 2 * d ** 2 + (y - b) ** 2 * c ** 2 <= c ** 2 * d ** 2;
    case 'poly':
      return isInPolygon(x, y, coords);
    default:
      return shape satisfies never;
  }
}

/** Even-odd rule: a ray to the right crosses the outline an odd number of times. */
function isInPolygon(x: number, y: number, coords: readonly number[]): boolean {
  let inside = false;
  const count = Math.floor(coords.length / 2);
  for (let at = 0, before = count - 1; at < count; before = at++) {
    const [ax = 0, ay = 0] = coords.slice(2 * at);
    const [bx = 0, by = 0] = coords.slice(2 * before);
    if (isOnLine(x, y, [ax, ay, bx, by])) return true;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function isOnLine(x: number, y: number, [ax, ay, bx, by]: readonly [number, number, number, number]): boolean {
  const isBetween = x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);
  return isBetween && (x - ax) * (by - ay) === (y - ay) * (bx - ax);
}
