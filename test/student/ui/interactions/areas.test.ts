/*
 * Oracle: `isInside`, by which the points of `selectPoint` are scored and which the oracle of test/corpus holds against
 * five other engines.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInside } from '../../../../src/shared/scoring/values/inside-area.ts';
import { type Area, areaAt, boundsOf, magnification, middleOf } from '../../../../src/student/ui/interactions/areas.ts';

const picture = { width: 400, height: 300 };
const side = fc.integer({ min: 4, max: 90 });
const x = fc.integer({ min: 100, max: 300 });
const y = fc.integer({ min: 100, max: 200 });
const circle = fc.tuple(x, y, side).map((coords): Area => ({ shape: 'circle', coords }));
const ellipse = fc.tuple(x, y, side, side).map((coords): Area => ({ shape: 'ellipse', coords }));
/** From any corner to the opposite one. */
const rect = fc
  .tuple(x, y, side, side, fc.constantFrom(-1, 1), fc.constantFrom(-1, 1))
  .map(([a, b, w, h, sx, sy]): Area => ({ shape: 'rect', coords: [a, b, a + sx * w, b + sy * h] }));
/** A star around its centre, seldom convex. */
const poly = fc.tuple(x, y, fc.array(side, { minLength: 3, maxLength: 9 })).map(([cx, cy, rays]): Area => {
  const corner = (ray: number, at: number) => {
    const turn = (2 * Math.PI * at) / rays.length;
    return [cx + ray * Math.cos(turn), cy + ray * Math.sin(turn)];
  };
  return { shape: 'poly', coords: rays.flatMap(corner) };
});
const area = fc.oneof(circle, ellipse, rect, poly);
const at = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) });

describe('an area', () => {
  test('lies within its bounds', () => {
    fc.assert(
      fc.property(area, at, (area, point) => {
        const { x, y, width, height } = boundsOf(area, picture);
        const within =
          point.x >= x - 1e-9 && point.x <= x + width + 1e-9 && point.y >= y - 1e-9 && point.y <= y + height + 1e-9;
        expect(within || !isInside([point.x, point.y], area)).toBe(true);
      }),
    );
  });

  test('holds its middle, also where it is bent around the middle of its bounds', () => {
    fc.assert(
      fc.property(area, (area) => {
        const { x, y } = middleOf(area, picture);
        expect(isInside([x, y], area)).toBe(true);
      }),
    );
    const horseshoe: Area = {
      shape: 'poly',
      coords: [0, 0, 100, 0, 100, 100, 70, 100, 70, 20, 30, 20, 30, 100, 0, 100],
    };
    const { x, y } = middleOf(horseshoe, picture);
    expect(isInside([50, 50], horseshoe)).toBe(false);
    expect(isInside([x, y], horseshoe)).toBe(true);
  });

  test('that is `default` is the whole picture', () => {
    expect(boundsOf({ shape: 'default', coords: [] }, picture)).toEqual({ x: 0, y: 0, ...picture });
  });
});

describe('the area that a pointer means', () => {
  test('is the first that holds the point', () => {
    fc.assert(
      fc.property(fc.array(area, { maxLength: 5 }), at, (areas, point) => {
        const first = areas.findIndex((area) => isInside([point.x, point.y], area));
        if (first >= 0) expect(areaAt(areas, point, picture, 20)).toBe(first);
      }),
    );
  });

  test('is none where the pointer is farther from all than a finger is wide', () => {
    fc.assert(
      fc.property(fc.array(area, { maxLength: 5 }), at, fc.nat(40), (areas, point, slack) => {
        const found = areaAt(areas, point, picture, slack);
        if (found === null) return;
        const { x, y, width, height } = boundsOf(areas[found] ?? { shape: 'default', coords: [] }, picture);
        expect(point.x).toBeGreaterThanOrEqual(x - slack - 1e-9);
        expect(point.x).toBeLessThanOrEqual(x + width + slack + 1e-9);
        expect(point.y).toBeGreaterThanOrEqual(y - slack - 1e-9);
        expect(point.y).toBeLessThanOrEqual(y + height + slack + 1e-9);
      }),
    );
  });

  test('is the nearer of two small ones that a finger covers', () => {
    const airports: Area[] = [
      { shape: 'circle', coords: [77, 115, 8] },
      { shape: 'circle', coords: [96, 114, 8] },
    ];
    expect(areaAt(airports, { x: 66, y: 118 }, picture, 22)).toBe(0);
    expect(areaAt(airports, { x: 108, y: 112 }, picture, 22)).toBe(1);
    expect(areaAt(airports, { x: 160, y: 112 }, picture, 22)).toBeNull();
  });

  test('is `default` only where nothing else is, and only on the picture', () => {
    const areas: Area[] = [
      { shape: 'default', coords: [] },
      { shape: 'rect', coords: [10, 10, 60, 60] },
    ];
    expect(areaAt(areas, { x: 20, y: 20 }, picture, 0)).toBe(1);
    expect(areaAt(areas, { x: 200, y: 200 }, picture, 0)).toBe(0);
    expect(areaAt(areas, { x: 500, y: 200 }, picture, 0)).toBeNull();
  });
});

test('a picture is enlarged until its smallest area is as large as a finger, twice at most and never made smaller', () => {
  const of = (...radii: number[]) =>
    magnification(
      radii.map((r) => ({ shape: 'circle', coords: [100, 100, r] })),
      picture,
      44,
    );
  expect(of(22)).toBe(1);
  expect(of(100, 11)).toBe(2);
  expect(of(16)).toBe(44 / 32);
  expect(of(3)).toBe(2);
  expect(of(100)).toBe(1);
  expect(of()).toBe(1);
});
