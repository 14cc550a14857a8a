import type { ItemKey, QuestionKey } from '../../../shared/contract/item-key.ts';
import type { AreaMap, ResponseDeclaration, ValueMapping } from '../../../shared/contract/processing/declaration.ts';
import type { Processing } from '../../../shared/contract/processing/processing.ts';
import type { Scalar } from '../../../shared/contract/processing/value.ts';
import { declared } from '../../../shared/scoring/processing/context.ts';
import { numberOf } from '../../../shared/scoring/processing/operands.ts';
import { runRules } from '../../../shared/scoring/processing/run-rules.ts';
import { type Value, values } from '../../../shared/scoring/values/value.ts';

type Bounds = Pick<NonNullable<ItemKey['processing']>, 'minScore' | 'maxScore'>;

/**
 * The most and the least that rules give: what the author says (MAXSCORE, then `normalMaximum`; MINSCORE, then
 * `normalMinimum`), or else what they give for the correct responses and for the worst ones.
 */
export function scoreBounds(rules: Processing, questions: readonly QuestionKey[]): Bounds {
  if (rules.scoredByPerson) return { minScore: 0, maxScore: 0 };
  const asked = rules.responses.flatMap((declaration) => {
    const question = questions.find(({ id }) => id === declaration.identifier);
    return question && 'maxScore' in question ? [{ declaration, question }] : [];
  });
  const outcomes = (value: (asked: Asked) => Value) =>
    outcomesOf(rules, new Map(asked.map((one) => [one.declaration.identifier, value(one)])));
  const best = outcomes(bestValue);
  const worst = [outcomes(worstValue), outcomes(() => null)];
  const { normalMaximum, normalMinimum } = rules.outcomes.find(({ identifier }) => identifier === 'SCORE') ?? {};
  const stated = [best.MAXSCORE, normalMaximum].find((value) => value !== undefined && value > 0);
  return {
    maxScore: Math.max(0, stated ?? best.SCORE ?? 0),
    minScore: Math.min(0, best.MINSCORE ?? normalMinimum ?? Math.min(...worst.map(({ SCORE = 0 }) => SCORE))),
  };
}

interface Asked {
  declaration: ResponseDeclaration;
  question: Extract<QuestionKey, { maxScore: number }>;
}

function outcomesOf(rules: Processing, given: ReadonlyMap<string, Value>): Record<string, number | undefined> {
  const outcomes = runRules(rules, given, '');
  return Object.fromEntries(
    [...outcomes].flatMap(([name, value]) => {
      const number = numberOf(value);
      return number !== null && Number.isFinite(number) ? [[name, number]] : [];
    }),
  );
}

function bestValue({ declaration, question }: Asked): Value {
  const correct = declared(declaration, declaration.correct);
  if (correct !== null) return correct;
  const { cardinality, mapping, areaMapping, baseType } = declaration;
  if (cardinality === 'record' || baseType === undefined) return null;
  const entries = mapping ? keysOf(mapping) : areaMapping ? pointsOf(areaMapping) : [];
  const limit = cardinality === 'single' ? 1 : question.maxChoices || entries.length;
  const winning = entries.filter(({ value }) => value > 0).sort((a, b) => b.value - a.value);
  return values(cardinality, baseType, winning.slice(0, limit).map(({ key }) => key));
}

function worstValue({ declaration, question }: Asked): Value {
  const { cardinality, mapping, areaMapping, baseType, correct } = declaration;
  if (cardinality === 'record' || baseType === undefined) return null;
  const entries = mapping ? keysOf(mapping) : areaMapping ? pointsOf(areaMapping) : [];
  const losing = entries.filter(({ value }) => value < 0).sort((a, b) => a.value - b.value);
  const right: unknown[] = Array.isArray(correct) ? correct : [];
  const wrong = baseType === 'identifier' ? (question.options ?? []).filter((id) => !right.includes(id)) : [];
  const items = losing.length > 0 ? losing.map(({ key }) => key) : wrong;
  return values(cardinality, baseType, cardinality === 'single' ? items.slice(0, 1) : items);
}

interface Worth {
  key: Scalar;
  value: number;
}

const keysOf = ({ entries }: ValueMapping): Worth[] => entries.map(({ key, value }) => ({ key, value }));
const pointsOf = ({ entries }: AreaMap): Worth[] => entries.map((entry) => ({ key: pointIn(entry), value: entry.value }));

/** The centre of a shape; of a polygon a corner, whose edge belongs to it. */
function pointIn({ shape, coords }: AreaMap['entries'][number]): Scalar {
  const [a = 0, b = 0, c = 0, d = 0] = coords;
  return shape === 'rect' ? [(a + c) / 2, (b + d) / 2] : [a, b];
}
