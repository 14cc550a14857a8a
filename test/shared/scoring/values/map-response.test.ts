import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AreaMap, ValueMapping } from '../../../../src/shared/contract/processing/declaration.ts';
import type { BaseType, Scalar } from '../../../../src/shared/contract/processing/value.ts';
import { isInside } from '../../../../src/shared/scoring/values/inside-area.ts';
import { mapResponse, mapResponsePoint } from '../../../../src/shared/scoring/values/map-response.ts';
import type { Values } from '../../../../src/shared/scoring/values/value.ts';

const given = (baseType: BaseType, ...items: Scalar[]): Values => ({ cardinality: 'multiple', baseType, items });
const mapping = (entries: Array<[Scalar, number, boolean?]>, bounds: Partial<ValueMapping> = {}): ValueMapping => ({
  entries: entries.map(([key, value, caseSensitive = true]) => ({ key, value, caseSensitive })),
  defaultValue: 0,
  ...bounds,
});

describe('mapResponse', () => {
  it('counts a value once, however often it is there', () => {
    const map = mapping([
      ['A', 1.5],
      ['B', 1],
    ]);
    expect(mapResponse(map, given('identifier', 'A', 'B', 'A'))).toBe(2.5);
  });

  it('gives the default for every value that has no entry, and then the bounds', () => {
    const map = mapping([['A', 1]], { defaultValue: -1, lowerBound: -1.5, upperBound: 3 });
    expect(mapResponse(map, given('identifier', 'A', 'X'))).toBe(0);
    expect(mapResponse(map, given('identifier', 'X', 'Y'))).toBe(-1.5);
  });

  it('of NULL is the default within the bounds', () => {
    expect(mapResponse(mapping([], { lowerBound: 2 }), null)).toBe(2);
  });

  it('takes the first of two entries that match without their case', () => {
    const map = mapping([
      ['York', 1, false],
      ['york', 0.5, false],
    ]);
    expect(['York', 'YORK', 'york'].map((text) => mapResponse(map, given('string', text)))).toEqual([1, 1, 1]);
    expect(
      mapResponse(
        mapping([
          ['York', 1],
          ['york', 0.5, false],
        ]),
        given('string', 'YORK'),
      ),
    ).toBe(0.5);
  });

  it('trims nothing', () => {
    expect(mapResponse(mapping([['York', 1, false]]), given('string', 'York '))).toBe(0);
  });

  it('compares numbers as numbers, pairs without a direction and directed pairs with one', () => {
    expect(mapResponse(mapping([[3, 1]]), given('float', 3.0))).toBe(1);
    expect(mapResponse(mapping([[['A', 'B'], 1]]), given('pair', ['B', 'A']))).toBe(1);
    expect(mapResponse(mapping([[['A', 'B'], 1]]), given('directedPair', ['B', 'A']))).toBe(0);
  });
});

describe('mapResponsePoint', () => {
  const areas: AreaMap = {
    entries: [
      { shape: 'circle', coords: [10, 10, 5], value: 1 },
      { shape: 'rect', coords: [0, 0, 100, 100], value: 0.25 },
    ],
    defaultValue: -0.5,
  };
  const points = (...items: Array<[number, number]>) => mapResponsePoint(areas, given('point', ...items));

  it('counts an area once, by the first that holds the point', () => {
    expect(points([10, 10], [11, 11])).toBe(1);
    expect(points([10, 10], [50, 50])).toBe(1.25);
  });

  it('gives the default for every point that no area holds', () => {
    expect(points([200, 200], [300, 300])).toBe(-1);
  });
});

describe('an area', () => {
  it.each<[string, Parameters<typeof isInside>[1], Array<[number, number]>, Array<[number, number]>]>([
    [
      'circle',
      { shape: 'circle', coords: [118, 184, 12] },
      [
        [118, 172],
        [130, 184],
        [118, 184],
      ],
      [
        [127, 193],
        [118, 171],
      ],
    ],
    [
      'rect',
      { shape: 'rect', coords: [1, 2, 5, 6] },
      [
        [1, 2],
        [5, 6],
        [3, 3],
      ],
      [
        [0, 3],
        [3, 7],
      ],
    ],
    ['rect with its corners the other way', { shape: 'rect', coords: [5, 6, 1, 2] }, [[3, 3]], [[6, 3]]],
    [
      'ellipse',
      { shape: 'ellipse', coords: [10, 10, 6, 3] },
      [
        [16, 10],
        [10, 7],
      ],
      [
        [15, 12],
        [10, 6],
      ],
    ],
    [
      'poly',
      { shape: 'poly', coords: [0, 0, 10, 0, 10, 10, 5, 5, 0, 10] },
      [
        [0, 0],
        [5, 5],
        [5, 0],
        [9, 8],
        [10, 5],
      ],
      [
        [5, 6],
        [11, 5],
      ],
    ],
    ['default', { shape: 'default', coords: [] }, [[-5, 9999]], []],
  ])('%s holds its edge', (_, area, inside, outside) => {
    for (const point of inside) expect(isInside(point, area), String(point)).toBe(true);
    for (const point of outside) expect(isInside(point, area), String(point)).toBe(false);
  });

  it('that is a rectangle holds the same points when it is written as a polygon', () => {
    const at = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(at, at, at, at, at, at, (left, top, width, height, x, y) => {
        const [right, bottom] = [left + width + 1, top + height + 1];
        const poly = { shape: 'poly' as const, coords: [left, top, right, top, right, bottom, left, bottom] };
        expect(isInside([x, y], poly)).toBe(isInside([x, y], { shape: 'rect', coords: [left, top, right, bottom] }));
      }),
    );
  });
});
