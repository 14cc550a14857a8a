/* An exam whose item brings rules of its own, as JSON: what PUT refuses, what it scores, and what GET gives back. */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import { ProblemError } from '../../../../src/server/http/problem.ts';
import { prepareExam } from '../../../../src/server/import/prepare-exam.ts';
import { authoredExam } from '../../../../src/shared/contract/exam.ts';
import {
  MAX_PROCESSING_DEPTH,
  type Processing,
  processing,
} from '../../../../src/shared/contract/processing/processing.ts';
import type { Rule } from '../../../../src/shared/contract/processing/rule.ts';
import { float, int, variable } from '../../../shared/scoring/processing/evaluate.ts';

const options = ['A', 'B', 'C'].map((id) => ({ id, content: id }));
const set = (outcome: string, to: Extract<Rule, { rule: 'set' }>['to']): Rule => ({ rule: 'set', outcome, to });

const rules = (changes: Partial<Processing> = {}): Processing => ({
  responses: [
    {
      identifier: 'q',
      cardinality: 'multiple',
      baseType: 'identifier',
      mapping: {
        entries: [
          { key: 'A', value: 2, caseSensitive: true },
          { key: 'B', value: 0.5, caseSensitive: true },
          { key: 'C', value: -1, caseSensitive: true },
        ],
        defaultValue: 0,
      },
    },
  ],
  outcomes: [{ identifier: 'SCORE', cardinality: 'single', baseType: 'float' }],
  rules: [set('SCORE', { op: 'mapResponse', identifier: 'q' })],
  ...changes,
});

const exam = (changes: Partial<Processing>, maxChoices = 0): z.input<typeof authoredExam> => ({
  name: 'x',
  items: [
    { id: 'i', questions: [{ id: 'q', interactionType: 'choice', maxChoices, options }], processing: rules(changes) },
  ],
});
const prepare = (changes: Partial<Processing>, maxChoices?: number) =>
  prepareExam(authoredExam.parse(exam(changes, maxChoices))).items[0]?.key.processing;

function issuesOf(changes: Partial<Processing>): string[] {
  try {
    prepare(changes);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return (error.issues ?? []).map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`);
  }
  return [];
}

describe('the most and the least of an item', () => {
  it('are what the best and the worst response give', () => {
    expect(prepare({})).toMatchObject({ maxScore: 2.5, minScore: -1 });
    expect(prepare({}, 1)).toMatchObject({ maxScore: 2, minScore: -1 });
  });

  it('are what the correct response gives, where there is one', () => {
    const [declared] = rules().responses;
    expect(prepare({ responses: declared ? [{ ...declared, correct: ['A'] }] : [] })).toMatchObject({ maxScore: 2 });
  });

  it('are what the author says', () => {
    const outcomes = (more: object): Processing['outcomes'] => [
      { identifier: 'SCORE', cardinality: 'single', baseType: 'float', ...more },
    ];
    expect(prepare({ outcomes: outcomes({ normalMaximum: 4, normalMinimum: -3 }) })).toMatchObject({
      maxScore: 4,
      minScore: -3,
    });
    const stated = (identifier: string, value: number): Processing['outcomes'][number] => ({
      identifier,
      cardinality: 'single',
      baseType: 'float',
      defaultValue: [value],
    });
    expect(
      prepare({ outcomes: [...outcomes({ normalMaximum: 4 }), stated('MAXSCORE', 5), stated('MINSCORE', -2)] }),
    ).toMatchObject({ maxScore: 5, minScore: -2 });
  });

  it('are what is found, where nothing says what is right', () => {
    const isA: Extract<Rule, { rule: 'condition' }>['branches'][number]['when'] = {
      op: 'member',
      of: [{ op: 'value', baseType: 'identifier', value: 'A' }, variable('q')],
    };
    const whenA: Rule = { rule: 'condition', branches: [{ when: isA, rules: [set('SCORE', int(3))] }], otherwise: [] };
    expect(
      prepare({ responses: [{ identifier: 'q', cardinality: 'multiple', baseType: 'identifier' }], rules: [whenA] }),
    ).toMatchObject({ maxScore: 3, minScore: 0 });
  });

  it('are nothing where a person scores', () => {
    expect(prepare({ scoredByPerson: true })).toMatchObject({ maxScore: 0, minScore: 0 });
  });
});

describe('rules are refused that', () => {
  it.each<[string, Partial<Processing>, string[]]>([
    [
      'set an outcome that is not there',
      { rules: [set('GRADE', int(1))] },
      ['processing.rules.0.outcome: there is no outcome GRADE'],
    ],
    [
      'read a variable that is not there',
      { rules: [set('SCORE', variable('x'))] },
      ['processing.rules.0.to: there is no variable x'],
    ],
    [
      'read one by an attribute',
      {
        rules: [
          set('SCORE', { op: 'roundTo', roundingMode: 'decimalPlaces', figures: { variable: 'n' }, of: [float(1)] }),
        ],
      },
      ['processing.rules.0.to: there is no variable n'],
    ],
    [
      'give an operator too little',
      { rules: [set('SCORE', { op: 'sum', of: [{ op: 'divide', of: [int(1)] }] })] },
      ['processing.rules.0.to.of.0: divide takes 2 operands, not 1'],
    ],
    [
      'declare a name twice',
      { outcomes: [...rules().outcomes, ...rules().outcomes] },
      ['processing.outcomes.1.identifier: SCORE is there twice'],
    ],
    ['forget a question', { responses: [], rules: [] }, ['processing.responses: the question q is not declared']],
    [
      'do not end',
      {
        rules: [
          set(
            'SCORE',
            [1, 2, 3, 4].reduce<Extract<Rule, { rule: 'set' }>['to']>(
              (of) => ({ op: 'repeat', times: 100, of: [of] }),
              int(1),
            ),
          ),
        ],
      },
      ['processing: the rules take too many steps'],
    ],
  ])('%s', (_, changes, issues) => {
    expect(issuesOf(changes)).toEqual(issues);
  });

  it('are nested too deeply, before anything walks into them', () => {
    let to: unknown = { op: 'null' };
    for (let depth = 0; depth < 100_000; depth++) to = { op: 'not', of: [to] };
    const deep = processing.safeParse({ ...rules(), rules: [{ rule: 'set', outcome: 'SCORE', to }] });
    expect(deep.error?.issues.map(({ message }) => message)).toEqual(['is nested too deeply, or too large']);
    expect(MAX_PROCESSING_DEPTH).toBeGreaterThan(50);
  });
});

it('the built-in variables need no declaration', () => {
  expect(issuesOf({ rules: [set('SCORE', variable('numAttempts'))] })).toEqual([]);
});
