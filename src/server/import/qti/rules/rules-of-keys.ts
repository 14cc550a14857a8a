import type { AuthoredQuestion } from '../../../../shared/contract/authored/question.ts';
import type { ResponseDeclaration } from '../../../../shared/contract/processing/declaration.ts';
import type { Expression } from '../../../../shared/contract/processing/expression.ts';
import type { Rule } from '../../../../shared/contract/processing/rule.ts';

const score: Expression = { op: 'variable', identifier: 'SCORE' };

/**
 * Rules for an item that declares what is right and says nowhere how it counts: each question adds what its mapping gives,
 * or one point for its correct response.
 * @returns null where a question declares neither
 */
export function rulesOfKeys(
  questions: readonly AuthoredQuestion[],
  declarations: readonly ResponseDeclaration[],
): Rule[] | null {
  const rules = questions.map(({ id }) => {
    const declaration = declarations.find(({ identifier }) => identifier === id);
    return declaration ? ruleOf(declaration) : null;
  });
  const known = rules.filter((rule) => rule !== null);
  return known.length > 0 && known.length === rules.length ? known : null;
}

function ruleOf({ identifier, mapping, areaMapping, correct }: ResponseDeclaration): Rule | null {
  const response: Expression = { op: 'variable', identifier };
  const isAnswered: Expression = { op: 'not', of: [{ op: 'isNull', of: [response] }] };
  if (mapping) return adding(isAnswered, { op: 'mapResponse', identifier });
  if (areaMapping) return adding(isAnswered, { op: 'mapResponsePoint', identifier });
  if (correct === undefined) return null;
  const isRight: Expression = { op: 'match', of: [response, { op: 'correct', identifier }] };
  return adding(isRight, { op: 'value', baseType: 'float', value: 1 });
}

const adding = (when: Expression, points: Expression): Rule => ({
  rule: 'condition',
  branches: [{ when, rules: [{ rule: 'set', outcome: 'SCORE', to: { op: 'sum', of: [score, points] } }] }],
  otherwise: [],
});
