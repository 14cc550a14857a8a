import type { OutcomeDeclaration, ResponseDeclaration } from '../../../../shared/contract/processing/declaration.ts';
import type { Expression } from '../../../../shared/contract/processing/expression.ts';
import type { Processing } from '../../../../shared/contract/processing/processing.ts';
import type { Rule } from '../../../../shared/contract/processing/rule.ts';
import { BUILT_IN } from '../../../../shared/scoring/processing/context.ts';
import { variablesOf } from '../../processing/check-processing.ts';
import { walkRules } from '../../processing/walk-rules.ts';
import type { ItemContext } from '../item-context.ts';
import { child, type XmlElement } from '../xml/element.ts';
import { readProcessing } from './read-rules.ts';
import type { Variables } from './read-variables.ts';
import { rulesOfKeys } from './rules-of-keys.ts';
import { UnsupportedRule } from './unsupported-rule.ts';

const SCORE: OutcomeDeclaration = { identifier: 'SCORE', cardinality: 'single', baseType: 'float' };

/** The rules of an item; undefined where there is nothing to score. */
export function readScoring(
  root: XmlElement,
  { responses, outcomes, identifiers, scoredByPerson }: Variables,
  { questions, notes }: ItemContext,
): Processing | undefined {
  const processing = child(root, 'responseProcessing');
  const asked = questions.filter(({ interactionType }) => interactionType !== 'media');
  if (asked.length === 0 && !processing) return undefined;
  const declared: Processing = {
    responses: withQuestions(responses, questions),
    outcomes: withScore(outcomes),
    rules: [],
  };
  const byPerson = { ...declared, scoredByPerson: true };
  try {
    const written = processing ? readProcessing(processing, { notes, identifiers }) : [];
    const rules = written.length > 0 ? written : rulesOfKeys(asked, declared.responses);
    if (rules === null) {
      notes.simplified(processing ?? root, 'has no rules that score it: a person does');
      return byPerson;
    }
    if (rules !== written) notes.simplified(processing ?? root, 'has no rules that score it: its declared answers do');
    const isWhole = asked.every(({ interactionType }) => interactionType !== 'unsupported');
    return { ...withMissing({ ...declared, rules }), ...((!isWhole || scoredByPerson) && { scoredByPerson: true }) };
  } catch (error) {
    if (!(error instanceof UnsupportedRule)) throw error;
    notes.simplified(error.at, `${error.message}: a person scores this item`);
    return byPerson;
  }
}

const withScore = (outcomes: OutcomeDeclaration[]) =>
  outcomes.some(({ identifier }) => identifier === 'SCORE') ? outcomes : [...outcomes, SCORE];

/** A question whose variable nobody declared takes text that nothing is compared with. */
function withQuestions(responses: ResponseDeclaration[], questions: ItemContext['questions']): ResponseDeclaration[] {
  const names = new Set(responses.map(({ identifier }) => identifier));
  const undeclared = questions.filter(({ id }) => !names.has(id));
  return [...responses, ...undeclared.map(({ id }) => nothing(id))];
}

const nothing = (identifier: string): ResponseDeclaration => ({
  identifier,
  cardinality: 'single',
  baseType: 'string',
});

/** Engines set outcomes that nobody declared, and read what nobody declared as NULL. */
function withMissing(processing: Processing): Processing {
  const responses = [...processing.responses];
  const outcomes = [...processing.outcomes];
  const isKnown = (name: string) =>
    BUILT_IN.includes(name) || [...responses, ...outcomes].some(({ identifier }) => identifier === name);
  for (const { outcome, to } of assignments(processing.rules)) {
    if (outcomes.some(({ identifier }) => identifier === outcome)) continue;
    const baseType = to.op === 'value' ? to.baseType : 'float';
    outcomes.push({ identifier: outcome, cardinality: 'single', baseType });
  }
  walkRules(processing.rules, [], {
    outcome: () => undefined,
    expression(expression) {
      for (const name of variablesOf(expression)) if (!isKnown(name)) responses.push(nothing(name));
    },
  });
  return { ...processing, responses, outcomes };
}

const assignments = (rules: readonly Rule[]): Array<{ outcome: string; to: Expression }> =>
  rules.flatMap((rule) => {
    switch (rule.rule) {
      case 'set':
      case 'lookup':
        return [rule];
      case 'fragment':
        return assignments(rule.rules);
      case 'condition':
        return [...rule.branches.flatMap(({ rules: own }) => assignments(own)), ...assignments(rule.otherwise)];
      default:
        return [];
    }
  });
