import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Box,
  moved,
  orderResponse,
  placeAt,
  placed,
  taken,
} from '../../../../src/student/ui/interactions/ordering.ts';

const list = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 12 });
const ascending = (indexes: readonly number[]) => [...indexes].sort((a, b) => a - b);

describe('an order', () => {
  test('keeps each of its things once, whatever is moved where', () => {
    fc.assert(
      fc.property(list, fc.nat(11), fc.nat(14), (before, from, to) => {
        expect(ascending(moved(before, from, to))).toEqual(ascending(before));
      }),
    );
  });

  test('has the moved one at its new place, and the others in the order that they had', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (before, a, b) => {
        const [from, to] = [a % before.length, b % before.length];
        const after = moved(before, from, to);
        expect(after[to]).toBe(before[from]);
        expect(taken(after, before[from] ?? -1)).toEqual(taken(before, before[from] ?? -1));
      }),
    );
  });

  test('is undone by moving back', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), (before, a, b) => {
        const [from, to] = [a % before.length, b % before.length];
        expect(moved(moved(before, from, to), to, from)).toEqual(before);
      }),
    );
  });

  test('takes in something new where it is put, and lets go of it again', () => {
    fc.assert(
      fc.property(list, fc.nat(12), (before, at) => {
        const to = Math.min(at, before.length);
        const after = placed(before, 99, to);
        expect(after.indexOf(99)).toBe(to);
        expect(taken(after, 99)).toEqual(before);
      }),
    );
  });

  test('is a response in its order, and an empty one is none', () => {
    expect(orderResponse([2, 0, 1])).toEqual({ options: [{ index: 2 }, { index: 0 }, { index: 1 }] });
    expect(orderResponse([])).toBeNull();
  });
});

describe('the place of something that is held over a list', () => {
  /** Boxes one below the other, of any heights. */
  const column = fc.array(fc.integer({ min: 10, max: 200 }), { maxLength: 8 }).map((heights) => {
    let top = 0;
    return heights.map((height): Box => {
      const box = { left: 0, right: 300, top, bottom: top + height };
      top += height + 8;
      return box;
    });
  });

  test('is behind each box whose middle lies above, and rises as the pointer goes down', () => {
    fc.assert(
      fc.property(column, fc.integer({ min: -50, max: 1800 }), (boxes, y) => {
        const at = placeAt(boxes, { x: 150, y }, 'down');
        boxes.forEach(({ top, bottom }, index) => {
          expect((top + bottom) / 2 < y).toBe(index < at);
        });
        expect(placeAt(boxes, { x: 150, y: y + 20 }, 'down')).toBeGreaterThanOrEqual(at);
      }),
    );
  });

  test('goes by lines and then along the line, from the side at which reading starts', () => {
    const box = (left: number, top: number): Box => ({ left, right: left + 80, top, bottom: top + 40 });
    const rows = [box(0, 0), box(90, 0), box(0, 50)];
    expect(placeAt(rows, { x: 10, y: 20 }, 'right')).toBe(0);
    expect(placeAt(rows, { x: 60, y: 20 }, 'right')).toBe(1);
    expect(placeAt(rows, { x: 300, y: 20 }, 'right')).toBe(2);
    expect(placeAt(rows, { x: 10, y: 60 }, 'right')).toBe(2);
    expect(placeAt(rows, { x: 70, y: 60 }, 'right')).toBe(3);
    const mirrored = [box(90, 0), box(0, 0), box(90, 50)];
    expect(placeAt(mirrored, { x: 160, y: 20 }, 'left')).toBe(0);
    expect(placeAt(mirrored, { x: 100, y: 20 }, 'left')).toBe(1);
    expect(placeAt(mirrored, { x: 5, y: 20 }, 'left')).toBe(2);
  });
});
