import type { Expression } from '../../../../shared/contract/processing/expression.ts';
import type { Rule } from '../../../../shared/contract/processing/rule.ts';

const RESPONSE = 'RESPONSE';
const response: Expression = { op: 'variable', identifier: RESPONSE };
const isRight: Expression = { op: 'match', of: [response, { op: 'correct', identifier: RESPONSE }] };
const points = (value: number): Expression => ({ op: 'value', baseType: 'float', value });
const score = (to: Expression): Rule => ({ rule: 'set', outcome: 'SCORE', to });

const either = (when: Expression, rules: Rule[], otherwise: Rule[]): Rule[] => [
  { rule: 'condition', branches: [{ when, rules }], otherwise },
];
/** No response is 0, without the mapping's default and bounds. */
const mapped = (op: 'mapResponse' | 'mapResponsePoint') =>
  either({ op: 'isNull', of: [response] }, [score(points(0))], [score({ op, identifier: RESPONSE })]);

/** The response processing templates of QTI 2 and 3, and those of Common Cartridge, which give MAXSCORE for what is right. */
const TEMPLATES: Record<string, Rule[]> = {
  match_correct: either(isRight, [score(points(1))], [score(points(0))]),
  map_response: mapped('mapResponse'),
  map_response_point: mapped('mapResponsePoint'),
  cc2_match: either(isRight, [score({ op: 'variable', identifier: 'MAXSCORE' })], [score(points(0))]),
  cc2_match_basic: either(isRight, [score({ op: 'variable', identifier: 'MAXSCORE' })], [score(points(0))]),
  cc2_map_response: mapped('mapResponse'),
};

/** @param address its last part says which; null for one that is not known */
export function templateRules(address: string): Rule[] | null {
  const name = (/([^/\\]+?)(?:\.xml)?\/?$/.exec(address)?.[1] ?? '').toLowerCase();
  return Object.hasOwn(TEMPLATES, name) ? (TEMPLATES[name] ?? null) : null;
}
