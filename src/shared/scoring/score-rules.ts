import type { ItemKey, QuestionKey } from '../contract/item-key.ts';
import type { ResponseDeclaration } from '../contract/processing/declaration.ts';
import type { Processing } from '../contract/processing/processing.ts';
import type { Response } from '../contract/response.ts';
import type { Score } from '../contract/score.ts';
import { TooManySteps } from './processing/context.ts';
import { numberOf } from './processing/operands.ts';
import { runRules } from './processing/run-rules.ts';
import { responseValue } from './values/response-value.ts';
import type { Value } from './values/value.ts';

type RuledItem = Pick<ItemKey, 'questions'> & { processing: NonNullable<ItemKey['processing']> };

/** By question; null is no response. */
export type GivenResponses = (questionId: string) => Response | null;

const BY_A_PERSON: Score = { actual: 0, isScorable: false, min: 0, max: 0 };

/** The outcome variables of an item after its rules were carried out once. @throws TooManySteps */
export const outcomesOf = (
  { questions, processing: { rules } }: RuledItem,
  given: GivenResponses,
  seed: string,
): ReadonlyMap<string, Value> => runRules(rules, valuesOf(questions, rules, given), seed);

/** The values of the variables that the questions of an item answer. */
function valuesOf(questions: ItemKey['questions'], rules: Processing, given: GivenResponses): Map<string, Value> {
  const declarations = new Map(rules.responses.map((declaration) => [declaration.identifier, declaration]));
  const values = new Map<string, Value>();
  for (const question of questions) {
    const declaration = declarations.get(question.id);
    if (declaration && isAnswered(question))
      values.set(question.id, givenValue(question, declaration, given(question.id)));
  }
  return values;
}

/**
 * Scores an item by its own rules: what they leave in SCORE, 0 when that is NULL. What a person has to score, and rules
 * that do not end, are 0 of 0 until somebody has.
 */
export function scoreByRules(item: RuledItem, given: GivenResponses, seed: string): Score {
  const { rules, minScore, maxScore } = item.processing;
  if (rules.scoredByPerson) return BY_A_PERSON;
  try {
    const score = numberOf(outcomesOf(item, given, seed).get('SCORE') ?? null) ?? 0;
    return { actual: Number.isFinite(score) ? score : 0, isScorable: true, min: minScore, max: maxScore };
  } catch (error) {
    if (error instanceof TooManySteps) return BY_A_PERSON;
    throw error;
  }
}

type Answered = Exclude<QuestionKey, { interactionType: 'media' | 'reading' | 'unsupported' }>;
const isAnswered = (question: QuestionKey): question is Answered => 'maxScore' in question;

const givenValue = (question: Answered, declaration: ResponseDeclaration, response: Response | null): Value =>
  responseValue(question, declaration, response);
