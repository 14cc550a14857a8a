import { type AuthoredQuestion, UNANSWERED } from '../../../shared/contract/authored/question.ts';
import type { ProblemIssue } from '../../../shared/contract/problem.ts';
import type { Expression, NumericAttribute } from '../../../shared/contract/processing/expression.ts';
import type { Processing } from '../../../shared/contract/processing/processing.ts';
import { BUILT_IN } from '../../../shared/scoring/processing/context.ts';
import { wrongArity } from './arity.ts';
import { walkRules } from './walk-rules.ts';

type Path = ProblemIssue['path'];

/** What is wrong with rules of the right shape: names that nothing has, and operators with too many or too few operands. */
export function checkProcessing(
  { responses, outcomes, rules }: Processing,
  questions: readonly AuthoredQuestion[],
  path: Path,
): ProblemIssue[] {
  const issues: ProblemIssue[] = [];
  const names = new Set<string>(BUILT_IN);
  for (const [kind, list] of Object.entries({ responses, outcomes })) {
    for (const [at, { identifier }] of list.entries()) {
      if (names.has(identifier) && !BUILT_IN.includes(identifier)) {
        issues.push({ path: [...path, kind, at, 'identifier'], message: `${identifier} is there twice` });
      }
      names.add(identifier);
    }
  }
  const known = new Set(outcomes.map(({ identifier }) => identifier));
  walkRules(rules, [...path, 'rules'], {
    outcome(name, at) {
      if (!known.has(name)) issues.push({ path: at, message: `there is no outcome ${name}` });
    },
    expression(expression, at) {
      for (const name of variablesOf(expression)) {
        if (!names.has(name)) issues.push({ path: at, message: `there is no variable ${name}` });
      }
      const message = 'of' in expression ? wrongArity(expression.op, expression.of.length) : null;
      if (message !== null) issues.push({ path: at, message });
    },
  });
  const answered = new Set(responses.map(({ identifier }) => identifier));
  const forgotten = questions.filter(
    ({ id, interactionType }) => !UNANSWERED.includes(interactionType) && !answered.has(id),
  );
  for (const { id } of forgotten) {
    issues.push({ path: [...path, 'responses'], message: `the question ${id} is not declared` });
  }
  return issues;
}

/** The variables that an expression names itself, and not by its operands. */
export function variablesOf(expression: Expression): string[] {
  const named = 'identifier' in expression ? [expression.identifier] : [];
  const attributes = Object.values(expression).flat() as unknown[];
  return [...named, ...attributes.flatMap((value) => (isReference(value) ? [value.variable] : []))];
}

const isReference = (value: unknown): value is Exclude<NumericAttribute, number> =>
  typeof value === 'object' && value !== null && 'variable' in value && typeof value.variable === 'string';
