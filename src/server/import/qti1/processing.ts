import type { OutcomeDeclaration, ResponseDeclaration } from '../../../shared/contract/processing/declaration.ts';
import type { Expression } from '../../../shared/contract/processing/expression.ts';
import type { Processing } from '../../../shared/contract/processing/processing.ts';
import type { Rule } from '../../../shared/contract/processing/rule.ts';
import type { Notes } from '../qti/notes.ts';
import { UnsupportedRule } from '../qti/rules/unsupported-rule.ts';
import { safeId } from '../qti/safe-id.ts';
import { number, text } from '../qti/xml/attributes.ts';
import { descendants, elements, textOf, type XmlElement } from '../qti/xml/element.ts';
import { readCondition } from './conditions.ts';

const value = (of: number): Expression => ({ op: 'value', baseType: 'float', value: of });
const variable = (identifier: string): Expression => ({ op: 'variable', identifier });

/** A variable that the rules count in (decvar). */
interface Counter {
  name: string;
  start: number;
  least: number | undefined;
  most: number | undefined;
}

/**
 * The rules of an item: its conditions in turn, the first that holds being the last but for those that say `continue`.
 * @param points what the whole is worth, where that is said beside the rules: these then count up to their `maxvalue`
 * @param declarations of the questions that can be answered here
 */
export function readProcessing(
  item: XmlElement,
  declarations: readonly ResponseDeclaration[],
  { points, byPerson, notes }: { points: number | undefined; byPerson: boolean; notes: Notes },
): Processing {
  const counters = countersOf(item);
  const score = counters.find(({ name }) => /^(que_)?score$/i.test(name)) ?? counters[0] ?? DEFAULT;
  const scale = points !== undefined && score.most && score.most > 0 ? { points, of: score.most } : undefined;
  const most = scale ? scale.points : score.most;
  const outcomes: OutcomeDeclaration[] = [
    { ...SCORE, ...(most !== undefined && most > 0 && { normalMaximum: most }) },
    ...counters.map(
      ({ name, start }): OutcomeDeclaration => ({
        ...SCORE,
        identifier: inside(name),
        defaultValue: [start],
      }),
    ),
  ];
  const declared: Processing = { responses: [...declarations], outcomes, rules: [] };
  const person = { ...declared, scoredByPerson: true };
  if (byPerson) return person;
  try {
    const rules = elements(item, 'resprocessing').flatMap((processing) =>
      rulesOf(processing, {
        score,
        known: counters,
        declarations: new Map(declarations.map((one) => [one.identifier, one])),
        notes,
      }),
    );
    if (!setsSomething(rules)) {
      notes.simplified(item, 'has no rules that score it: a person does');
      return person;
    }
    return { ...declared, rules: [...rules, { rule: 'set', outcome: 'SCORE', to: finalScore(score, scale) }] };
  } catch (error) {
    if (!(error instanceof UnsupportedRule)) throw error;
    notes.simplified(error.at, `${error.message}: a person scores this item`);
    return person;
  }
}

const SCORE: OutcomeDeclaration = { identifier: 'SCORE', cardinality: 'single', baseType: 'float' };
const DEFAULT: Counter = { name: 'SCORE', start: 0, least: undefined, most: undefined };

/** Apart from what the product calls SCORE, which is set at the end. */
const inside = (name: string) => safeId(`count_${name}`);

function countersOf(item: XmlElement): Counter[] {
  const declared = descendants(item, 'decvar').map((decvar) => ({
    name: text(decvar, 'varname')?.trim() || 'SCORE',
    start: number(decvar, 'defaultval') ?? 0,
    least: number(decvar, 'minvalue'),
    most: number(decvar, 'maxvalue'),
  }));
  const used = descendants(item, 'setvar').map((setvar) => ({ ...DEFAULT, name: nameIn(setvar) }));
  const all = [...declared, ...used];
  const byName = all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
  return byName.length > 0 ? byName : [DEFAULT];
}

const nameIn = (setvar: XmlElement) => text(setvar, 'varname')?.trim() || 'SCORE';

interface RuleContext {
  score: Counter;
  known: readonly Counter[];
  declarations: ReadonlyMap<string, ResponseDeclaration>;
  notes: Notes;
}

function rulesOf(processing: XmlElement, context: RuleContext): Rule[] {
  const conditions = elements(processing, 'respcondition');
  const adds = addsUp(conditions, context);
  if (adds && conditions.length > 1) {
    context.notes.simplified(
      processing,
      'the conditions do not say that they go on, and each that holds adds its points',
    );
  }
  return chain(
    conditions.map((condition) => ({
      when: allOf(elements(condition, 'conditionvar').map((one) => readCondition(one, context.declarations))),
      rules: elements(condition, 'setvar').map(readSetvar),
      goesOn: adds || text(condition, 'continue')?.toLowerCase() === 'yes',
    })),
  );
}

const allOf = (of: Expression[]): Expression =>
  of.length === 1 && of[0]
    ? of[0]
    : of.length === 0
      ? { op: 'value', baseType: 'boolean', value: true }
      : { op: 'and', of };

/** Where several may be chosen and every condition adds, tools mean the sum and forget to say so: one choice alone could never be enough. */
function addsUp(conditions: readonly XmlElement[], { declarations }: RuleContext): boolean {
  const setvars = conditions.flatMap((condition) => elements(condition, 'setvar'));
  return (
    [...declarations.values()].some(({ cardinality }) => cardinality === 'multiple') &&
    conditions.every((condition) => text(condition, 'continue') === undefined) &&
    setvars.length > 1 &&
    setvars.every((setvar) => text(setvar, 'action')?.toLowerCase() === 'add')
  );
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
  const [next] = at < 0 ? [] : steps.slice(at);
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
  return { rule: 'set', outcome, to: changed(setvar, variable(outcome), value(amount)) };
}

function changed(setvar: XmlElement, before: Expression, amount: Expression): Expression {
  switch ((text(setvar, 'action') ?? 'Set').toLowerCase()) {
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
      throw new UnsupportedRule(
        setvar,
        `setvar has an action that is not known: "${text(setvar, 'action')?.slice(0, 60)}"`,
      );
  }
}

const setsSomething = (rules: readonly Rule[]): boolean =>
  rules.some((rule) => {
    if (rule.rule === 'set') return true;
    return (
      rule.rule === 'condition' &&
      (rule.branches.some((branch) => setsSomething(branch.rules)) || setsSomething(rule.otherwise))
    );
  });

function finalScore({ name, least, most }: Counter, scale: { points: number; of: number } | undefined): Expression {
  let score = variable(inside(name));
  if (most !== undefined) score = { op: 'min', of: [score, value(most)] };
  if (least !== undefined) score = { op: 'max', of: [score, value(least)] };
  if (!scale || scale.points === scale.of) return score;
  return { op: 'divide', of: [{ op: 'product', of: [score, value(scale.points)] }, value(scale.of)] };
}
