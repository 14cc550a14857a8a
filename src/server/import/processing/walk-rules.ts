import type { Expression } from '../../../shared/contract/processing/expression.ts';
import type { Rule } from '../../../shared/contract/processing/rule.ts';

type Path = Array<string | number>;

export interface Visitor {
  expression(expression: Expression, path: Path): void;
  outcome(name: string, path: Path): void;
}

/** Goes through rules and their expressions, every one once. */
export function walkRules(rules: readonly Rule[], path: Path, visitor: Visitor): void {
  for (const [at, rule] of rules.entries()) walkRule(rule, [...path, at], visitor);
}

function walkRule(rule: Rule, path: Path, visitor: Visitor): void {
  switch (rule.rule) {
    case 'condition':
      for (const [at, { when, rules }] of rule.branches.entries()) {
        walkExpression(when, [...path, 'branches', at, 'when'], visitor);
        walkRules(rules, [...path, 'branches', at, 'rules'], visitor);
      }
      walkRules(rule.otherwise, [...path, 'otherwise'], visitor);
      break;
    case 'set':
    case 'lookup':
      visitor.outcome(rule.outcome, [...path, 'outcome']);
      walkExpression(rule.to, [...path, 'to'], visitor);
      break;
    case 'fragment':
      walkRules(rule.rules, [...path, 'rules'], visitor);
      break;
    case 'exit':
      break;
    default:
      rule satisfies never;
  }
}

function walkExpression(expression: Expression, path: Path, visitor: Visitor): void {
  visitor.expression(expression, path);
  if (!('of' in expression)) return;
  for (const [at, operand] of expression.of.entries()) walkExpression(operand, [...path, 'of', at], visitor);
}
