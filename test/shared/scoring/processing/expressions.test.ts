/*
 * Every operator over what the QTI specification says of it (2.2 information model §10; the examples are the
 * specification's own where it has some), and over NULL. The oracle is written out by hand.
 */
import { describe, expect, it, test } from 'vitest';
import type { Expression, PlainOperator } from '../../../../src/shared/contract/processing/expression.ts';
import type { Scalar } from '../../../../src/shared/contract/processing/value.ts';
import { evaluated, float, id, int, list, many, no, nothing, text, value, variable, yes } from './evaluate.ts';

type Case = [name: string, expression: Expression, result: Scalar | readonly Scalar[] | null];

const op = (name: PlainOperator, ...of: Expression[]): Expression => ({ op: name, of });
const point = (x: number, y: number) => value('point', [x, y]);
const pair = (a: string, b: string) => value('pair', [a, b]);
const directed = (a: string, b: string) => value('directedPair', [a, b]);
const abc = [id('A'), id('B'), id('C')] as const;

const equal = (a: Expression, b: Expression, more: Partial<Extract<Expression, { op: 'equal' }>> = {}): Expression => ({
  op: 'equal',
  toleranceMode: 'exact',
  includeLowerBound: true,
  includeUpperBound: true,
  ...more,
  of: [a, b],
});
const rounded = (
  name: 'roundTo' | 'equalRounded',
  mode: 'decimalPlaces' | 'significantFigures',
  figures: number,
  ...of: Expression[]
): Expression => ({
  op: name,
  roundingMode: mode,
  figures,
  of,
});
const math = (name: Extract<Expression, { op: 'mathOperator' }>['name'], ...of: Expression[]): Expression => ({
  op: 'mathOperator',
  name,
  of,
});
const stats = (name: Extract<Expression, { op: 'statsOperator' }>['name'], of: Expression): Expression => ({
  op: 'statsOperator',
  name,
  of: [of],
});
const pattern = (written: string, of: Expression): Expression => ({ op: 'patternMatch', pattern: written, of: [of] });
const anyN = (min: number, max: number, ...of: Expression[]): Expression => ({ op: 'anyN', min, max, of });

const CASES: Record<string, Case[]> = {
  containers: [
    ['multiple leaves NULL out', many(id('A'), nothing, many(id('B'), id('A'))), ['A', 'B', 'A']],
    ['multiple of nothing is NULL', many(nothing), null],
    ['ordered keeps its order', list(...abc), ['A', 'B', 'C']],
    ['containerSize of NULL is 0', op('containerSize', nothing), 0],
    ['containerSize counts', op('containerSize', many(...abc)), 3],
    ['isNull', op('isNull', many()), true],
    ['an empty string is NULL', op('isNull', text('')), true],
    ['a space is not', op('isNull', text(' ')), false],
    ['index counts from 1', { op: 'index', n: 2, of: [list(...abc)] }, 'B'],
    ['index beyond the end is NULL', { op: 'index', n: 4, of: [list(...abc)] }, null],
    ['index 0 is NULL', { op: 'index', n: 0, of: [list(...abc)] }, null],
    ['contains, of a set', op('contains', many(...abc), many(id('C'), id('A'))), true],
    ['contains counts what is there twice', op('contains', many(id('A'), id('B')), many(id('A'), id('A'))), false],
    ['contains, of a sequence', op('contains', list(...abc), list(id('B'), id('C'))), true],
    ['contains no sequence with a gap', op('contains', list(...abc), list(id('A'), id('C'))), false],
    ['contains NULL', op('contains', list(...abc), nothing), null],
    ['delete takes all of them', op('delete', id('A'), list(id('A'), id('B'), id('A'))), ['B']],
    ['delete of the last leaves NULL', op('delete', id('A'), many(id('A'))), null],
    ['delete from NULL', op('delete', id('A'), nothing), null],
    ['member', op('member', id('B'), many(...abc)), true],
    ['member: identifiers have a case', op('member', id('b'), many(...abc)), false],
    ['member of a pair has no direction', op('member', pair('A', 'B'), many(pair('B', 'A'))), true],
    ['member of a directed pair has one', op('member', directed('A', 'B'), many(directed('B', 'A'))), false],
    ['member of NULL', op('member', id('B'), nothing), null],
  ],
  match: [
    ['the same', op('match', id('A'), id('A')), true],
    ['another case', op('match', id('A'), id('a')), false],
    ['white space', op('match', text('A'), text('A ')), false],
    ['NULL and NULL are not known to be the same', op('match', nothing, nothing), null],
    ['an integer and a float', op('match', int(3), float(3)), true],
    ['a set in another order', op('match', many(...abc), many(id('C'), id('B'), id('A'))), true],
    ['a set with one twice', op('match', many(id('A'), id('A')), many(id('A'))), false],
    ['a sequence in another order', op('match', list(...abc), list(id('C'), id('B'), id('A'))), false],
    ['pairs', op('match', pair('A', 'B'), pair('B', 'A')), true],
    ['directed pairs', op('match', directed('A', 'B'), directed('B', 'A')), false],
    ['points', op('match', point(1, 2), point(1, 2)), true],
    ['one and a set of it', op('match', id('A'), many(id('A'))), false],
  ],
  logic: [
    ['not', op('not', no), true],
    ['not NULL', op('not', nothing), null],
    ['and', op('and', yes, yes), true],
    ['and with a false one, whatever is NULL', op('and', nothing, no), false],
    ['and with NULL', op('and', yes, nothing), null],
    ['or with a true one, whatever is NULL', op('or', nothing, yes), true],
    ['or with NULL', op('or', no, nothing), null],
    ['or of false ones', op('or', no, no), false],
    ['anyN 3 to 5 of three true', anyN(3, 5, yes, yes, yes, no, no), true],
    ['anyN that NULL leaves open', anyN(2, 3, yes, yes, yes, nothing), null],
    ['anyN too many', anyN(1, 1, yes, yes, nothing), false],
    ['anyN too few, whatever NULL is', anyN(3, 4, yes, no, nothing), false],
    ['anyN sure, whatever NULL is', anyN(1, 3, yes, nothing, no), true],
  ],
  text: [
    [
      'stringMatch',
      { op: 'stringMatch', caseSensitive: true, substring: false, of: [text('York'), text('york')] },
      false,
    ],
    [
      'stringMatch without case',
      { op: 'stringMatch', caseSensitive: false, substring: false, of: [text('York'), text('yORK')] },
      true,
    ],
    [
      'stringMatch does not trim',
      { op: 'stringMatch', caseSensitive: false, substring: false, of: [text('York'), text('York ')] },
      false,
    ],
    [
      'stringMatch with substring',
      { op: 'stringMatch', caseSensitive: false, substring: true, of: [text('New York'), text('york')] },
      true,
    ],
    [
      'stringMatch of NULL',
      { op: 'stringMatch', caseSensitive: true, substring: false, of: [text('York'), nothing] },
      null,
    ],
    [
      'substring: the first within the second',
      { op: 'substring', caseSensitive: true, of: [text('or'), text('York')] },
      true,
    ],
    ['substring with its case', { op: 'substring', caseSensitive: true, of: [text('yo'), text('York')] }, false],
    ['patternMatch', pattern('[0-9]{4}', text('1066')), true],
    ['patternMatch means all of it', pattern('[0-9]', text('1066')), false],
    ['patternMatch of NULL', pattern('.*', nothing), null],
    ['patternMatch by what is no pattern', pattern('(', text('(')), null],
  ],
  comparison: [
    ['lt', op('lt', int(1), float(1.5)), true],
    ['lt of the same', op('lt', int(1), int(1)), false],
    ['lte', op('lte', int(1), int(1)), true],
    ['gt', op('gt', float(0.3), float(0.1)), true],
    ['gte of NULL', op('gte', float(0.3), nothing), null],
    ['durationLT', op('durationLT', value('duration', 59), value('duration', 60)), true],
    ['durationGTE', op('durationGTE', value('duration', 60), value('duration', 60)), true],
    ['equal', equal(float(3), int(3)), true],
    ['equal of NULL', equal(float(3), nothing), null],
    [
      'equal, absolute, on the edge',
      equal(float(3.1), float(3.3), { toleranceMode: 'absolute', tolerance: [0.2, 0.2] }),
      true,
    ],
    [
      'equal, absolute, without the edge',
      equal(float(3.1), float(3.3), { toleranceMode: 'absolute', tolerance: [0.2, 0.2], includeUpperBound: false }),
      false,
    ],
    ['equal, absolute, below', equal(float(3), float(2.7), { toleranceMode: 'absolute', tolerance: [0.3, 0] }), true],
    [
      'equal, relative, in hundredths',
      equal(float(200), float(210), { toleranceMode: 'relative', tolerance: [5, 5] }),
      true,
    ],
    [
      'equal, relative, beyond',
      equal(float(200), float(210.01), { toleranceMode: 'relative', tolerance: [5, 5] }),
      false,
    ],
    ['equalRounded to figures', rounded('equalRounded', 'significantFigures', 3, float(3.175), float(3.183)), true],
    ['equalRounded to places', rounded('equalRounded', 'decimalPlaces', 2, float(1.68572), float(1.69)), true],
    ['equalRounded that differs', rounded('equalRounded', 'decimalPlaces', 2, float(1.68432), float(1.69)), false],
    ['inside a circle', { op: 'inside', shape: 'circle', coords: [10, 10, 5], of: [point(13, 14)] }, true],
    ['outside of it', { op: 'inside', shape: 'circle', coords: [10, 10, 5], of: [point(14, 14)] }, false],
    [
      'one of several points',
      { op: 'inside', shape: 'rect', coords: [0, 0, 5, 5], of: [many(point(9, 9), point(5, 5))] },
      true,
    ],
    ['inside of NULL', { op: 'inside', shape: 'default', coords: [], of: [nothing] }, null],
  ],
  arithmetic: [
    ['sum is exact', op('sum', float(0.1), float(0.2)), 0.3],
    ['sum goes into containers', op('sum', many(int(1), int(2)), int(3)), 6],
    ['sum with NULL', op('sum', int(1), nothing), null],
    ['product is exact', op('product', float(0.1), float(3)), 0.3],
    ['subtract is exact', op('subtract', float(0.3), float(0.1)), 0.2],
    ['divide is exact', op('divide', float(0.3), float(0.1)), 3],
    ['divide by 0', op('divide', int(1), int(0)), null],
    ['divide a third', op('divide', int(1), int(3)), 1 / 3],
    ['power', op('power', float(0.1), int(2)), 0.01],
    ['power of a root', op('power', int(2), float(0.5)), Math.SQRT2],
    ['power outside of the real numbers', op('power', int(-1), float(0.5)), null],
    ['integerDivide', op('integerDivide', int(7), int(2)), 3],
    ['integerDivide goes down', op('integerDivide', int(-7), int(2)), -4],
    ['integerDivide by 0', op('integerDivide', int(7), int(0)), null],
    ['integerModulus', op('integerModulus', int(7), int(3)), 1],
    ['integerModulus has the sign of the divisor', op('integerModulus', int(-7), int(3)), 2],
    ['integerToFloat', op('integerToFloat', int(2)), 2],
    ['min', op('min', int(3), many(float(2.5), int(9))), 2.5],
    ['max with NULL', op('max', int(3), nothing), null],
    ['gcd', op('gcd', int(12), int(-18)), 6],
    ['gcd of zeros', op('gcd', int(0), int(0)), 0],
    ['lcm', op('lcm', int(4), int(6)), 12],
    ['lcm with 0', op('lcm', int(4), int(0)), 0],
    ['text is no number', op('sum', text('1'), int(1)), null],
  ],
  rounding: [
    ['round', op('round', float(6.5)), 7],
    ['round a half goes up', op('round', float(-6.5)), -6],
    ['round below a half', op('round', float(0.49999999999999994)), 0],
    ['truncate goes to 0', op('truncate', float(-6.8)), -6],
    ['truncate NULL', op('truncate', nothing), null],
    ['roundTo places', rounded('roundTo', 'decimalPlaces', 2, float(1.005)), 1.01],
    ['roundTo places, away from 0', rounded('roundTo', 'decimalPlaces', 1, float(-0.25)), -0.3],
    ['roundTo figures', rounded('roundTo', 'significantFigures', 2, float(1256)), 1300],
    ['roundTo figures of a small number', rounded('roundTo', 'significantFigures', 2, float(0.001256)), 0.0013],
    ['roundTo 0 figures', rounded('roundTo', 'significantFigures', 0, float(1)), null],
  ],
  mathematics: [
    ['sin', math('sin', float(0)), 0],
    ['log is to 10', math('log', float(1000)), 3],
    ['ln', math('ln', float(Math.E)), 1],
    ['ln of what has none', math('ln', float(-1)), null],
    ['ln of 0 is no number of JSON, and still one', math('exp', math('ln', float(0))), 0],
    ['floor', math('floor', float(-1.5)), -2],
    ['ceil', math('ceil', float(1.2)), 2],
    ['signum', math('signum', float(-3)), -1],
    ['abs', math('abs', float(-3)), 3],
    ['atan2', math('atan2', float(1), float(0)), Math.PI / 2],
    ['atan2 of one', math('atan2', float(1)), null],
    ['toDegrees', math('toDegrees', { op: 'mathConstant', name: 'pi' }), 180],
    ['mean', stats('mean', many(int(1), int(2), int(4))), 7 / 3],
    ['mean is exact', stats('mean', many(float(0.1), float(0.2), float(0.3))), 0.2],
    [
      'sampleVariance',
      stats('sampleVariance', many(int(2), int(4), int(4), int(4), int(5), int(5), int(7), int(9))),
      32 / 7,
    ],
    ['popVariance', stats('popVariance', many(int(2), int(4), int(4), int(4), int(5), int(5), int(7), int(9))), 4],
    ['popSD', stats('popSD', many(int(2), int(4), int(4), int(4), int(5), int(5), int(7), int(9))), 2],
    ['a sample of one', stats('sampleSD', many(int(2))), null],
    ['repeat', { op: 'repeat', times: 2, of: [int(1), nothing, int(2)] }, [1, 2, 1, 2]],
    ['repeat 0 times', { op: 'repeat', times: 0, of: [int(1)] }, null],
  ],
};

for (const [family, cases] of Object.entries(CASES)) {
  describe(family, () => {
    it.each(cases)('%s', (_, expression, result) => {
      const found = evaluated(expression);
      if (typeof result === 'number' && typeof found === 'number') expect(found).toBeCloseTo(result, 12);
      else expect(found).toEqual(result);
    });
  });
}

test('exact is exact: no digit of a sum, a product or a quotient is off', () => {
  for (const { 1: expression, 2: result } of CASES.arithmetic ?? []) expect(evaluated(expression)).toBe(result);
});

describe('variables', () => {
  const declaration = {
    identifier: 'R',
    cardinality: 'single' as const,
    baseType: 'identifier' as const,
    defaultValue: ['B'],
    correct: ['A', 'C'],
    mapping: { entries: [{ key: 'A', value: 2, caseSensitive: true }], defaultValue: -1, lowerBound: 0 },
  };
  const setting = {
    responses: [declaration],
    given: { R: { cardinality: 'single' as const, baseType: 'identifier' as const, items: ['A'] } },
  };

  it.each<[string, Expression, Scalar | null]>([
    ['a response', variable('R'), 'A'],
    ['its default', { op: 'default', identifier: 'R' }, 'B'],
    ['the first of several correct values', { op: 'correct', identifier: 'R' }, 'A'],
    ['what it maps to', { op: 'mapResponse', identifier: 'R' }, 2],
    ['what nobody declared', variable('X'), null],
    ['the number of the attempt', variable('numAttempts'), 1],
    ['a number by its variable', { op: 'index', n: { variable: 'numAttempts' }, of: [list(...abc)] }, 'A'],
  ])('%s', (_, expression, result) => {
    expect(evaluated(expression, setting)).toBe(result);
  });

  it('that nobody asks for stay at their default; what was asked and not answered is NULL', () => {
    expect(evaluated(variable('R'), { responses: [declaration] })).toBe('B');
    expect(evaluated(variable('R'), { responses: [declaration], given: { R: null } })).toBeNull();
  });

  it('that are NULL map to the default within the bounds, as the bare expression has it', () => {
    expect(evaluated({ op: 'mapResponse', identifier: 'R' }, { responses: [declaration], given: { R: null } })).toBe(0);
  });

  it('of a record are read by field', () => {
    const record = {
      cardinality: 'record' as const,
      fields: new Map([['floatValue', { baseType: 'float' as const, value: 4.5 }]]),
    };
    const responses = [{ identifier: 'N', cardinality: 'record' as const }];
    const field = (name: string): Expression => ({ op: 'fieldValue', field: name, of: [variable('N')] });
    expect(evaluated(field('floatValue'), { responses, given: { N: record } })).toBe(4.5);
    expect(evaluated(field('exponent'), { responses, given: { N: record } })).toBeNull();
  });
});

describe('chance', () => {
  const dice: Expression = { op: 'repeat', times: 200, of: [{ op: 'randomInteger', min: 2, max: 12, step: 5 }] };

  it('falls the same way for the same session and attempt, and otherwise for another', () => {
    expect(evaluated(dice, { seed: 'a' })).toEqual(evaluated(dice, { seed: 'a' }));
    expect(evaluated(dice, { seed: 'a' })).not.toEqual(evaluated(dice, { seed: 'b' }));
  });

  it('gives every step, and nothing between', () => {
    expect(new Set(evaluated(dice) as number[])).toEqual(new Set([2, 7, 12]));
  });

  it('gives a fraction within its bounds, and one of a container', () => {
    const fraction = evaluated({ op: 'randomFloat', min: 1, max: 2 });
    expect(fraction).toBeGreaterThanOrEqual(1);
    expect(fraction).toBeLessThan(2);
    expect(['A', 'B', 'C']).toContain(evaluated(op('random', many(...abc))));
    expect(evaluated(op('random', nothing))).toBeNull();
    expect(evaluated({ op: 'randomInteger', min: 3, max: 2, step: 1 })).toBeNull();
  });
});
