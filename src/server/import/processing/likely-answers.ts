import type { QuestionKey } from '../../../shared/contract/item-key.ts';
import type { AreaMap, ResponseDeclaration } from '../../../shared/contract/processing/declaration.ts';
import type { Scalar } from '../../../shared/contract/processing/value.ts';
import { declared } from '../../../shared/scoring/processing/context.ts';
import { mapResponse } from '../../../shared/scoring/values/map-response.ts';
import { sameScalar } from '../../../shared/scoring/values/same-scalar.ts';
import { type Value, values } from '../../../shared/scoring/values/value.ts';

/** A variable and the question that answers it. */
export interface Asked {
  declaration: ResponseDeclaration;
  question: Extract<QuestionKey, { maxScore: number }>;
}

/** What the author calls correct. Of areas one point is no more than an example. */
export function bestValue({ declaration, question }: Asked): Value {
  const best = () => answerOf({ declaration, question }, (a, b) => b - a);
  const correct = declared(declaration, declaration.correct);
  return (declaration.areaMapping ? best() : correct) ?? correct ?? best();
}

/** What costs most; where nothing costs anything, what is wrong. */
export function worstValue({ declaration, question }: Asked): Value {
  const { cardinality, baseType, correct } = declaration;
  const losing = answerOf({ declaration, question }, (a, b) => a - b);
  if (losing !== null || cardinality === 'record' || baseType !== 'identifier') return losing;
  const right: unknown[] = Array.isArray(correct) ? correct : [];
  const wrong = (question.options ?? []).filter((id) => !right.includes(id));
  return values(cardinality, baseType, cardinality === 'single' ? wrong.slice(0, 1) : wrong);
}

/** As many as may be chosen of the values whose worth stands before nothing in this order. */
function answerOf({ declaration, question }: Asked, order: (a: number, b: number) => number): Value {
  const { cardinality, baseType } = declaration;
  if (cardinality === 'record' || baseType === undefined) return null;
  const worth = worthOf(declaration, question).filter(({ value }) => order(value, 0) < 0);
  const limit = cardinality === 'single' ? 1 : question.maxChoices || worth.length;
  const chosen = worth.sort((a, b) => order(a.value, b.value)).slice(0, limit);
  return values(
    cardinality,
    baseType,
    chosen.map(({ key }) => key),
  );
}

interface Worth {
  key: Scalar;
  value: number;
}

/** What each value that can be given maps to. */
function worthOf({ mapping, areaMapping, baseType }: ResponseDeclaration, question: Asked['question']): Worth[] {
  if (areaMapping) return areaMapping.entries.map((entry) => ({ key: pointIn(entry), value: entry.value }));
  if (!mapping || baseType === undefined) return [];
  return [...possible(question), ...mapping.entries.map(({ key }) => key)]
    .filter((key, at, all) => all.findIndex((other) => sameScalar(baseType, key, other)) === at)
    .map((key) => ({
      key,
      value: mapResponse({ ...mapping, ...NO_BOUNDS }, { cardinality: 'single', baseType, items: [key] }),
    }));
}

const NO_BOUNDS = { lowerBound: undefined, upperBound: undefined };
/** Of pairs; a question with more of them has a table of its own. */
const MOST_PAIRS = 400;

/** What can be given where it has to be chosen, one at a time. */
export function possible(question: Asked['question']): Scalar[] {
  const { options = [] } = question;
  if (!('declaration' in question) || !/pair/i.test(question.declaration.baseType ?? '')) return [...options];
  const { targets = options } = question;
  if (options.length * targets.length > MOST_PAIRS) return [];
  return options.flatMap((source) => targets.map((target): Scalar => [source, target]));
}

/** The centre of a shape; of a polygon a corner, whose edge belongs to it. */
function pointIn({ shape, coords }: AreaMap['entries'][number]): Scalar {
  const [a = 0, b = 0, c = 0, d = 0] = coords;
  return shape === 'rect' ? [(a + c) / 2, (b + d) / 2] : [a, b];
}
