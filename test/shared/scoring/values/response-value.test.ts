import { describe, expect, it } from 'vitest';
import type { ResponseRules } from '../../../../src/shared/contract/processing/declaration.ts';
import type { Response } from '../../../../src/shared/contract/response.ts';
import { responseValue } from '../../../../src/shared/scoring/values/response-value.ts';

type Declared = Pick<ResponseRules, 'cardinality' | 'baseType'>;

const options = { options: ['A', 'B'], targets: ['X', 'Y'] };
const items = (declared: Declared, response: Response | null) => {
  const value = responseValue(options, declared, response);
  return value === null || value.cardinality === 'record' ? value : value.items;
};

describe('a response as a value', () => {
  it.each<[string, Declared, Response | null, unknown]>([
    ['an option', { cardinality: 'single', baseType: 'identifier' }, { options: [{ index: 1 }] }, ['B']],
    [
      'an option that is not there',
      { cardinality: 'single', baseType: 'identifier' },
      { options: [{ index: 7 }] },
      ['#7'],
    ],
    [
      'an order',
      { cardinality: 'ordered', baseType: 'identifier' },
      { options: [{ index: 1 }, { index: 0 }] },
      ['B', 'A'],
    ],
    [
      'pairs of both sides',
      { cardinality: 'multiple', baseType: 'directedPair' },
      { pairs: [{ source: 0, target: 1 }] },
      [['A', 'Y']],
    ],
    ['a point', { cardinality: 'single', baseType: 'point' }, { points: [{ x: 1.5, y: 2 }] }, [[1.5, 2]]],
    ['text as it is', { cardinality: 'single', baseType: 'string' }, { value: ' York ' }, [' York ']],
    ['no text', { cardinality: 'single', baseType: 'string' }, { value: '' }, null],
    ['a number', { cardinality: 'single', baseType: 'float' }, { value: ' 3.50 ' }, [3.5]],
    ['a number of a slider', { cardinality: 'single', baseType: 'integer' }, { value: 16 }, [16]],
    [
      'a fraction where a whole number is asked',
      { cardinality: 'single', baseType: 'integer' },
      { value: '1.5' },
      null,
    ],
    ['words where a number is asked', { cardinality: 'single', baseType: 'float' }, { value: 'three' }, null],
    ['a comma where a point is asked', { cardinality: 'single', baseType: 'float' }, { value: '3,5' }, null],
    ['several lines', { cardinality: 'multiple', baseType: 'string' }, { value: 'a\nb' }, ['a', 'b']],
    ['nothing', { cardinality: 'multiple', baseType: 'identifier' }, null, null],
    ['no option', { cardinality: 'multiple', baseType: 'identifier' }, { options: [] }, null],
  ])('%s', (_, declared, response, expected) => {
    expect(items(declared, response)).toEqual(expected);
  });

  it('that is a number is a record of its parts where one is asked for', () => {
    const value = responseValue({}, { cardinality: 'record' }, { value: '-3.50e2' });
    const fields = value?.cardinality === 'record' ? [...value.fields].map(([name, field]) => [name, field.value]) : [];
    expect(Object.fromEntries(fields)).toEqual({
      stringValue: '-3.50e2',
      floatValue: -350,
      integerValue: -350,
      leftDigits: 1,
      rightDigits: 2,
      ndp: 2,
      nsf: 3,
      exponent: 2,
    });
  });
});
