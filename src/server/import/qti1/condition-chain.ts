import type { Expression } from '../../../shared/contract/processing/expression.ts';
import type { Rule } from '../../../shared/contract/processing/rule.ts';
import { UnsupportedRule } from '../qti/rules/unsupported-rule.ts';
import { text } from '../qti/xml/attributes.ts';
import { elements, textOf, type XmlElement } from '../qti/xml/element.ts';
import { type Responses, readCondition } from './conditions.ts';
import { inside, nameIn, value } from './counters.ts';

/**
 * Where several answers are asked for and every condition adds, tools mean the sum and forget to say `continue`: by the letter
 * the first that holds would be the last, and no answers could be enough.
 */
export function addsUp(conditions: readonly XmlElement[], responses: Responses): boolean {
  const setvars = setvarsOf(conditions);
  const asksForSeveral =
    responses.size > 1 || [...responses.values()].some(({ declaration }) => declaration.cardinality === 'multiple');
  return (
    asksForSeveral &&
    setvars.length > 1 &&
    conditions.every((condition) => text(condition, 'continue') === undefined) &&
    setvars.every((setvar) => text(setvar, 'action')?.toLowerCase() === 'add')
  );
}

/** The most that conditions which add up can come to. */
export const mostAdded = (conditions: readonly XmlElement[]): number =>
  setvarsOf(conditions).reduce((sum, setvar) => sum + Math.max(0, Number(textOf(setvar)) || 0), 0);

const setvarsOf = (conditions: readonly XmlElement[]) =>
  conditions.flatMap((condition) => elements(condition, 'setvar'));

/** Conditions in turn, the first that holds being the last but for those that say `continue`. @throws UnsupportedRule */
export const conditionRules = (conditions: readonly XmlElement[], responses: Responses, adds: boolean): Rule[] =>
  chain(
    conditions.map((condition) => ({
      when: allOf(elements(condition, 'conditionvar').map((one) => readCondition(one, responses))),
      rules: elements(condition, 'setvar').map(readSetvar),
      goesOn: adds || text(condition, 'continue')?.toLowerCase() === 'yes',
    })),
  );

function allOf(of: Expression[]): Expression {
  const [only] = of;
  if (only === undefined) return { op: 'value', baseType: 'boolean', value: true };
  return of.length === 1 ? only : { op: 'and', of };
}

interface Step {
  when: Expression;
  rules: Rule[];
  goesOn: boolean;
}

/** Steps that end the rest are branches of one condition, in which a step that goes on begins a new one. */
function chain(steps: readonly Step[]): Rule[] {
  const at = steps.findIndex(({ goesOn }) => goesOn);
  const ending = at < 0 ? steps : steps.slice(0, at);
  const next = at < 0 ? undefined : steps[at];
  const rest: Rule[] = next
    ? [
        { rule: 'condition', branches: [{ when: next.when, rules: next.rules }], otherwise: [] },
        ...chain(steps.slice(at + 1)),
      ]
    : [];
  if (ending.length === 0) return rest;
  return [{ rule: 'condition', branches: ending.map(({ when, rules }) => ({ when, rules })), otherwise: rest }];
}

function readSetvar(setvar: XmlElement): Rule {
  const outcome = inside(nameIn(setvar));
  const said = textOf(setvar).trim();
  const amount = said === '' ? Number.NaN : Number(said);
  if (!Number.isFinite(amount))
    throw new UnsupportedRule(setvar, `setvar sets "${said.slice(0, 60)}", which is no number`);
  return { rule: 'set', outcome, to: changed(setvar, { op: 'variable', identifier: outcome }, value(amount)) };
}

function changed(setvar: XmlElement, before: Expression, amount: Expression): Expression {
  const action = text(setvar, 'action') ?? 'Set';
  switch (action.toLowerCase()) {
    case 'set':
      return amount;
    case 'add':
      return { op: 'sum', of: [before, amount] };
    case 'subtract':
      return { op: 'subtract', of: [before, amount] };
    case 'multiply':
      return { op: 'product', of: [before, amount] };
    case 'divide':
      return { op: 'divide', of: [before, amount] };
    default:
      throw new UnsupportedRule(setvar, `setvar has an action that is not known: "${action.slice(0, 60)}"`);
  }
}

export const setsSomething = (rules: readonly Rule[]): boolean =>
  rules.some((rule) => {
    if (rule.rule === 'set') return true;
    if (rule.rule !== 'condition') return false;
    return rule.branches.some((branch) => setsSomething(branch.rules)) || setsSomething(rule.otherwise);
  });
