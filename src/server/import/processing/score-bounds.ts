import type { ItemKey, QuestionKey } from '../../../shared/contract/item-key.ts';
import type { Processing } from '../../../shared/contract/processing/processing.ts';
import { numberOf } from '../../../shared/scoring/processing/operands.ts';
import { runRules } from '../../../shared/scoring/processing/run-rules.ts';
import type { Value } from '../../../shared/scoring/values/value.ts';
import { findBest } from './find-best.ts';
import { type Asked, bestValue, worstValue } from './likely-answers.ts';

type Bounds = Pick<NonNullable<ItemKey['processing']>, 'minScore' | 'maxScore'>;

/**
 * The most and the least that rules give: what the author says (MAXSCORE, then `normalMaximum`; MINSCORE, then
 * `normalMinimum`), or else what they give for the correct responses and for the worst ones, or for the best that are found.
 * @throws TooManySteps
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
  const found = [best.MAXSCORE, normalMaximum, best.SCORE].find((value) => value !== undefined && value > 0);
  return {
    maxScore: found ?? findBest(rules, asked, (given) => outcomesOf(rules, given).SCORE ?? 0),
    minScore: Math.min(0, best.MINSCORE ?? normalMinimum ?? Math.min(...worst.map(({ SCORE = 0 }) => SCORE))),
  };
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
