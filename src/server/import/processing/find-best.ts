import type { Processing } from '../../../shared/contract/processing/processing.ts';
import type { BaseType, Scalar } from '../../../shared/contract/processing/value.ts';
import { sameScalar } from '../../../shared/scoring/values/same-scalar.ts';
import { type Value, values } from '../../../shared/scoring/values/value.ts';
import { type Asked, possible } from './likely-answers.ts';
import { walkRules } from './walk-rules.ts';

/** Of the rules, all in all: what is not found by then is not looked for. */
const MOST_TRIES = 2000;
const ROUNDS = 2;

/**
 * Looks for responses that score, where the author declares none: each variable in turn takes what can be chosen, or what
 * the rules themselves compare with, alone and on top of what was found so far.
 * @returns the best score that was found, from 0
 */
export function findBest(
  rules: Processing,
  asked: readonly Asked[],
  scoreOf: (given: ReadonlyMap<string, Value>) => number,
): number {
  const given = new Map<string, Value>(asked.map(({ declaration }) => [declaration.identifier, null]));
  let best = Math.max(0, scoreOf(given));
  let tries = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of asked) {
      for (const answer of answersTo(one, rules, () => given.get(one.declaration.identifier) ?? null)) {
        tries += 1;
        if (tries > MOST_TRIES) return best;
        const tried = new Map(given).set(one.declaration.identifier, answer);
        const score = scoreOf(tried);
        if (score <= best) continue;
        best = score;
        given.set(one.declaration.identifier, answer);
      }
    }
  }
  return best;
}

/** Made one after another, because each stands on what was best before it. */
function* answersTo({ declaration, question }: Asked, rules: Processing, current: () => Value): Generator<Value> {
  const { cardinality, baseType } = declaration;
  if (cardinality === 'record' || baseType === undefined) return;
  for (const candidate of [...possible(question), ...literals(rules, baseType)]) {
    yield values(cardinality, baseType, [candidate]);
    const held = current();
    if (cardinality === 'single' || held === null || held.cardinality === 'record') continue;
    const isHeld = held.items.some((item) => sameScalar(baseType, item, candidate));
    const hasRoom = question.maxChoices === 0 || held.items.length < question.maxChoices;
    if (!isHeld && hasRoom) yield values(cardinality, baseType, [...held.items, candidate]);
  }
}

const NUMERIC: readonly BaseType[] = ['integer', 'float'];

/** What the rules compare with; of numbers those beside them, too, for a response has to be more or less. */
function literals({ rules }: Processing, baseType: BaseType): Scalar[] {
  const found: Scalar[] = [];
  const isNumeric = NUMERIC.includes(baseType);
  walkRules(rules, [], {
    outcome: () => undefined,
    expression(expression) {
      if (expression.op !== 'value') return;
      const { value } = expression;
      if (isNumeric && typeof value === 'number') found.push(value, value + 1, value - 1);
      else if (expression.baseType === baseType) found.push(value);
    },
  });
  return found.filter((one, at) => found.findIndex((other) => sameScalar(baseType, one, other)) === at);
}
