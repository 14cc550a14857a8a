import type { LookupTable } from '../../contract/processing/declaration.ts';
import type { Processing } from '../../contract/processing/processing.ts';
import type { Rule } from '../../contract/processing/rule.ts';
import type { Scalar } from '../../contract/processing/value.ts';
import { seededRandom } from '../../lib/seeded-random.ts';
import { single, type Value, type Values } from '../values/value.ts';
import { type Context, declared, initialValue } from './context.ts';
import { evaluate } from './evaluate.ts';
import { containerOf, numberOf, truthOf } from './operands.ts';

/** More than any sane rules take: the longest that are known have some 5,000 expressions. */
const MOST_STEPS = 500_000;

/**
 * Carries out response processing once (QTI 3.0 §2.9).
 * @param given by question; a variable that no question answers is not named, and stays at its default
 * @param seed what chance follows from
 * @returns the outcome variables at the end
 * @throws TooManySteps
 */
export function runRules(
  { responses, outcomes, rules }: Processing,
  given: ReadonlyMap<string, Value>,
  seed: string,
): ReadonlyMap<string, Value> {
  const context: Context = {
    responses: new Map(
      responses.map((declaration) => {
        const { identifier, defaultValue } = declaration;
        const answered = given.get(identifier);
        return [
          identifier,
          { declaration, value: answered === undefined ? declared(declaration, defaultValue) : answered },
        ];
      }),
    ),
    declarations: new Map(outcomes.map((declaration) => [declaration.identifier, declaration])),
    outcomes: new Map(outcomes.map((declaration) => [declaration.identifier, initialValue(declaration)])),
    random: seededRandom(seed),
    steps: MOST_STEPS,
  };
  carryOut(rules, context);
  return context.outcomes;
}

/** @returns whether the rules go on after these */
function carryOut(rules: readonly Rule[], context: Context): boolean {
  return rules.every((rule) => carryOutRule(rule, context));
}

function carryOutRule(rule: Rule, context: Context): boolean {
  switch (rule.rule) {
    case 'condition': {
      const branch = rule.branches.find(({ when }) => truthOf(evaluate(when, context)) === true);
      return carryOut(branch ? branch.rules : rule.otherwise, context);
    }
    case 'set':
      setOutcome(rule.outcome, evaluate(rule.to, context), context);
      return true;
    case 'lookup': {
      const table = context.declarations.get(rule.outcome)?.lookup;
      const source = numberOf(evaluate(rule.to, context));
      const found = table ? lookUp(table, source) : undefined;
      const { baseType = 'float' } = context.declarations.get(rule.outcome) ?? {};
      setOutcome(rule.outcome, found === undefined ? null : single(baseType, found), context);
      return true;
    }
    case 'fragment':
      return carryOut(rule.rules, context);
    case 'exit':
      return false;
    default:
      return rule satisfies never;
  }
}

function setOutcome(name: string, value: Value, { declarations, outcomes }: Context): void {
  const declaration = declarations.get(name);
  outcomes.set(name, declaration ? fitted(value, declaration) : value);
}

/** Numbers become the declared type; a container goes into a single variable only when it holds one value. */
function fitted(
  value: Value,
  { cardinality, baseType }: { cardinality: string; baseType?: Values['baseType'] | undefined },
): Value {
  const held = containerOf(value);
  if (held === null || baseType === undefined || cardinality === 'record') return value;
  if (cardinality === 'single' && held.items.length > 1) return null;
  const type = isNumeric(baseType) && isNumeric(held.baseType) ? baseType : held.baseType;
  return { ...held, cardinality: cardinality as Values['cardinality'], baseType: type };
}

const isNumeric = (baseType: string) => baseType === 'integer' || baseType === 'float';

/** The first entry that the source equals, or reaches (QTI 3.0 §5.86 and §5.77). */
function lookUp({ kind, entries, defaultValue }: LookupTable, source: number | null): Scalar | undefined {
  if (source === null) return defaultValue;
  const found =
    kind === 'match'
      ? entries.find((entry) => entry.source === source)
      : entries.find((entry) => (entry.includeBoundary ? source >= entry.source : source > entry.source));
  return found?.target ?? defaultValue;
}
