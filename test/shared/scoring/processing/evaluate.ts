import type {
  OutcomeDeclaration,
  ResponseDeclaration,
} from '../../../../src/shared/contract/processing/declaration.ts';
import type { Expression } from '../../../../src/shared/contract/processing/expression.ts';
import type { BaseType, Scalar } from '../../../../src/shared/contract/processing/value.ts';
import { runRules } from '../../../../src/shared/scoring/processing/run-rules.ts';
import type { Value } from '../../../../src/shared/scoring/values/value.ts';

/* Expressions as short as they can be written, and what they give as plain values. */

export const value = (baseType: BaseType, scalar: Scalar): Expression => ({ op: 'value', baseType, value: scalar });
export const int = (number: number) => value('integer', number);
export const float = (number: number) => value('float', number);
export const text = (words: string) => value('string', words);
export const id = (name: string) => value('identifier', name);
export const yes = value('boolean', true);
export const no = value('boolean', false);
export const nothing: Expression = { op: 'null' };
export const many = (...of: Expression[]): Expression => ({ op: 'multiple', of });
export const list = (...of: Expression[]): Expression => ({ op: 'ordered', of });
export const variable = (identifier: string): Expression => ({ op: 'variable', identifier });

export interface Setting {
  responses?: ResponseDeclaration[];
  outcomes?: OutcomeDeclaration[];
  given?: Record<string, Value>;
  seed?: string;
}

/** What an expression gives: a value, the list of a container, null for NULL. */
export function evaluated(expression: Expression, setting: Setting = {}): Scalar | readonly Scalar[] | null {
  const { responses = [], outcomes = [], given = {}, seed = '' } = setting;
  const rules = { responses, outcomes, rules: [{ rule: 'set' as const, outcome: 'RESULT', to: expression }] };
  return plain(runRules(rules, new Map(Object.entries(given)), seed).get('RESULT') ?? null);
}

export function plain(result: Value): Scalar | readonly Scalar[] | null {
  if (result === null) return null;
  if (result.cardinality === 'record') throw new Error('a record has no plain value');
  return result.cardinality === 'single' ? (result.items[0] ?? null) : result.items;
}
