import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { response } from '../../../../src/shared/contract/response.ts';
import {
  added,
  movedTo,
  nearest,
  onPicture,
  type Point,
  pointsOf,
  pointsResponse,
  stepped,
} from '../../../../src/student/ui/interactions/pointing.ts';

const size = fc.record({ width: fc.integer({ min: 1, max: 3000 }), height: fc.integer({ min: 1, max: 3000 }) });
const anywhere = fc.record({
  x: fc.double({ min: -5000, max: 5000, noNaN: true }),
  y: fc.double({ min: -5000, max: 5000, noNaN: true }),
});
const point = fc.record({ x: fc.nat(50), y: fc.nat(50) });
const points = fc.uniqueArray(point, { maxLength: 8, selector: ({ x, y }) => `${x} ${y}` });
const distinct = (list: readonly Point[]) => new Set(list.map(({ x, y }) => `${x} ${y}`)).size;

describe('a point', () => {
  test('is a whole pixel of the picture, wherever the pointer is', () => {
    fc.assert(
      fc.property(anywhere, size, (at, picture) => {
        const { x, y } = onPicture(at, picture);
        expect([x, y].every(Number.isInteger)).toBe(true);
        expect(Object.is(x, -0) || Object.is(y, -0)).toBe(false);
        expect(x >= 0 && y >= 0 && x <= picture.width && y <= picture.height).toBe(true);
      }),
    );
  });

  test('is the nearest pixel of where the pointer is, on the picture', () => {
    expect(onPicture({ x: 10.4, y: 19.6 }, { width: 100, height: 100 })).toEqual({ x: 10, y: 20 });
    expect(onPicture({ x: 99.9, y: 120 }, { width: 99.5, height: 100 })).toEqual({ x: 99, y: 100 });
  });

  test('goes one pixel by an arrow key, and back by the opposite one; other keys leave it', () => {
    const picture = { width: 400, height: 200 };
    const from = { x: 100, y: 100 };
    for (const [there, back] of [
      ['ArrowLeft', 'ArrowRight'],
      ['ArrowUp', 'ArrowDown'],
    ] as const) {
      for (const shift of [false, true]) {
        const to = stepped(from, there, shift, picture);
        expect(to && stepped(to, back, shift, picture)).toEqual(from);
      }
    }
    expect(stepped(from, 'ArrowRight', false, picture)).toEqual({ x: 101, y: 100 });
    expect(stepped(from, 'ArrowRight', true, picture)).toEqual({ x: 120, y: 100 });
    expect(stepped(from, 'ArrowDown', true, picture)).toEqual({ x: 100, y: 110 });
    expect(stepped(from, 'Enter', false, picture)).toBeNull();
  });

  test('reaches every edge by keys and stays on the picture', () => {
    const picture = { width: 30, height: 20 };
    const walk = (key: string) => {
      let at: Point = { x: 15, y: 10 };
      for (let step = 0; step < 40; step++) at = stepped(at, key, false, picture) ?? at;
      return at;
    };
    expect([walk('ArrowLeft').x, walk('ArrowRight').x, walk('ArrowUp').y, walk('ArrowDown').y]).toEqual([0, 30, 0, 20]);
  });
});

describe('the points of a question', () => {
  test('are at most as many as may be, each once, the last one among them or refused', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), fc.nat(4), (all, max) => {
        let now: Point[] = [];
        for (const one of all) {
          const next = added(now, one, max);
          if ('refused' in next) expect(now.length).toBe(max);
          else {
            now = next.points;
            expect(now).toContainEqual(one);
          }
        }
        expect(distinct(now)).toBe(now.length);
        expect(max === 0 || now.length <= max).toBe(true);
      }),
    );
  });

  test('stay distinct when one is moved, the others where they were', () => {
    fc.assert(
      fc.property(points, fc.nat(), point, (before, n, to) => {
        fc.pre(before.length > 0);
        const after = movedTo(before, n % before.length, to);
        expect(distinct(after)).toBe(after.length);
        expect(after).toContainEqual(to);
        expect(after.every((one) => one === to || before.includes(one))).toBe(true);
      }),
    );
  });

  test('are a response of the contract, read as it was written', () => {
    fc.assert(
      fc.property(points, (all) => {
        const given = pointsResponse(all);
        expect(pointsOf(given)).toEqual(all);
        expect(given === null ? all : response.parse(given)).toEqual(given ?? []);
      }),
    );
  });

  test('one is meant by a pointer near it, the nearest of several, none by a pointer far from all', () => {
    const two = [
      { x: 10, y: 10 },
      { x: 20, y: 10 },
    ];
    expect(nearest(two, { x: 17, y: 10 }, 14)).toBe(1);
    expect(nearest(two, { x: 13, y: 10 }, 14)).toBe(0);
    expect(nearest(two, { x: 50, y: 10 }, 14)).toBeNull();
    expect(nearest([], { x: 0, y: 0 }, 14)).toBeNull();
  });
});
