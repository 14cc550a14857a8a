import { describe, expect, it } from 'vitest';
import type { OutcomeDeclaration } from '../../../../src/shared/contract/processing/declaration.ts';
import type { Rule } from '../../../../src/shared/contract/processing/rule.ts';
import { TooManySteps } from '../../../../src/shared/scoring/processing/context.ts';
import { runRules } from '../../../../src/shared/scoring/processing/run-rules.ts';
import { scoreExam } from '../../../../src/shared/scoring/score-exam.ts';
import { itemKeyOf } from '../keys.ts';
import { float, id, int, many, no, nothing, plain, variable, yes } from './evaluate.ts';

const outcome = (identifier: string, more: Partial<OutcomeDeclaration> = {}): OutcomeDeclaration => ({
  identifier,
  cardinality: 'single',
  baseType: 'float',
  ...more,
});
const set = (name: string, to: Extract<Rule, { rule: 'set' }>['to']): Rule => ({ rule: 'set', outcome: name, to });

function outcomeOf(rules: Rule[], declaration = outcome('SCORE')) {
  const found = runRules({ responses: [], outcomes: [declaration], rules }, new Map(), '');
  return plain(found.get(declaration.identifier) ?? null);
}

describe('rules', () => {
  it('take the first branch whose condition is true; NULL is not true', () => {
    const branches = (...when: Array<typeof yes>): Rule => ({
      rule: 'condition',
      branches: when.map((one, at) => ({ when: one, rules: [set('SCORE', int(at + 1))] })),
      otherwise: [set('SCORE', int(9))],
    });
    expect(outcomeOf([branches(no, yes, yes)])).toBe(2);
    expect(outcomeOf([branches(nothing, yes)])).toBe(2);
    expect(outcomeOf([branches(no, nothing)])).toBe(9);
  });

  it('end at an exit, also from within', () => {
    const fragment: Rule = { rule: 'fragment', rules: [set('SCORE', int(1)), { rule: 'exit' }, set('SCORE', int(2))] };
    expect(outcomeOf([fragment, set('SCORE', int(3))])).toBe(1);
  });

  it('read what they have set', () => {
    expect(outcomeOf([set('SCORE', int(2)), set('SCORE', { op: 'sum', of: [variable('SCORE'), float(0.5)] })])).toBe(
      2.5,
    );
  });

  it('begin with the default of an outcome, a number without one with 0, anything else with NULL', () => {
    expect(outcomeOf([], outcome('SCORE', { defaultValue: [3] }))).toBe(3);
    expect(outcomeOf([], outcome('SCORE', { baseType: 'integer' }))).toBe(0);
    expect(outcomeOf([], outcome('F', { baseType: 'identifier' }))).toBeNull();
    expect(outcomeOf([], outcome('F', { cardinality: 'multiple' }))).toBeNull();
  });

  it('put a float into an integer outcome, and one value of a container into a single one', () => {
    expect(outcomeOf([set('SCORE', float(1))], outcome('SCORE', { baseType: 'integer' }))).toBe(1);
    expect(outcomeOf([set('F', many(id('A')))], outcome('F', { baseType: 'identifier' }))).toBe('A');
    expect(outcomeOf([set('F', many(id('A'), id('B')))], outcome('F', { baseType: 'identifier' }))).toBeNull();
  });
});

describe('a table', () => {
  const entries = [
    { source: 8, includeBoundary: true, target: 2 },
    { source: 5, includeBoundary: false, target: 1 },
    { source: 0, includeBoundary: true, target: 0 },
  ];
  const grade = (points: number) =>
    outcomeOf(
      [{ rule: 'lookup', outcome: 'SCORE', to: float(points) }],
      outcome('SCORE', { lookup: { kind: 'interpolation', entries, defaultValue: -1 } }),
    );

  it('that interpolates gives the first entry that is reached', () => {
    expect([9, 8, 7.9, 5.1, 5, 0, -1].map(grade)).toEqual([2, 2, 1, 1, 0, 0, -1]);
  });

  it('that matches gives the entry that is the same, or the default', () => {
    const table = outcome('GRADE', {
      baseType: 'identifier',
      lookup: { kind: 'match', entries: [{ source: 1, target: 'pass' }], defaultValue: 'fail' },
    });
    const look = (points: number) => outcomeOf([{ rule: 'lookup', outcome: 'GRADE', to: int(points) }], table);
    expect([look(1), look(2)]).toEqual(['pass', 'fail']);
  });
});

describe('rules that do not end', () => {
  const twice = (of: Parameters<typeof set>[1]): Parameters<typeof set>[1] => ({ op: 'repeat', times: 100, of: [of] });
  const endless = set('SCORE', { op: 'containerSize', of: [twice(twice(twice(twice(int(1)))))] });

  it('are stopped', () => {
    expect(() => outcomeOf([endless])).toThrow(TooManySteps);
  });

  it('leave the score of their item to a person, and that of the others as it is', () => {
    const rules = { responses: [], outcomes: [outcome('SCORE')], rules: [endless] };
    const keys = [itemKeyOf({ id: 'a', processing: { rules, minScore: 0, maxScore: 1 } }), itemKeyOf({ id: 'b' })];
    expect(scoreExam(keys, {}).items.map(({ score }) => score)).toEqual([
      { actual: 0, isScorable: false, min: 0, max: 0 },
      { actual: 0, isScorable: true, min: 0, max: 1 },
    ]);
  });
});

describe('an item with rules', () => {
  const rules = {
    responses: [{ identifier: 'q', cardinality: 'single' as const, baseType: 'identifier' as const, correct: ['C'] }],
    outcomes: [outcome('SCORE')],
    rules: [
      {
        rule: 'condition' as const,
        branches: [
          {
            when: { op: 'match' as const, of: [variable('q'), { op: 'correct' as const, identifier: 'q' }] },
            rules: [set('SCORE', float(2.5))],
          },
        ],
        otherwise: [set('SCORE', float(-0.5))],
      },
    ],
  };
  const [question] = itemKeyOf().questions;
  const item = itemKeyOf({
    questions: question?.interactionType === 'choice' ? [{ ...question, options: ['A', 'B', 'C', 'D'] }] : [],
    processing: { rules, minScore: -0.5, maxScore: 2.5 },
  });
  const score = (index: number | null) =>
    scoreExam([item], { item: { q: index === null ? null : { options: [{ index }] } } }).points;

  it('is scored by them alone, by the identifiers that stand at the chosen places', () => {
    expect(score(2)).toEqual({ actual: 2.5, isScorable: true, min: -0.5, max: 2.5 });
    expect(score(0).actual).toBe(-0.5);
    expect(score(null).actual).toBe(-0.5);
    expect(score(99).actual).toBe(-0.5);
  });

  it('that a person scores is 0 of 0 until then', () => {
    const processing = { rules: { ...rules, scoredByPerson: true }, minScore: 0, maxScore: 0 };
    expect(scoreExam([{ ...item, processing }], {}).points).toEqual({ actual: 0, isScorable: false, min: 0, max: 0 });
  });
});
