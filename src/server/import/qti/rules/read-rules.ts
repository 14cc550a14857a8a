import type { Rule } from '../../../../shared/contract/processing/rule.ts';
import type { Notes } from '../notes.ts';
import { safeId } from '../safe-id.ts';
import { text } from '../xml/attributes.ts';
import { elements, type XmlElement } from '../xml/element.ts';
import { readExpression } from './read-expression.ts';
import { templateRules } from './templates.ts';
import { UnsupportedRule } from './unsupported-rule.ts';

interface RuleContext {
  notes: Notes;
  identifiers: ReadonlySet<string>;
}

/**
 * The rules of response processing, those of a standard template written out. Rules that stand in the element count
 * before a template that it names.
 * @throws UnsupportedRule
 */
export function readProcessing(processing: XmlElement, context: RuleContext): Rule[] {
  const written = elements(processing);
  if (written.length > 0) return written.map((rule) => readRule(rule, context));
  const template = text(processing, 'template') ?? text(processing, 'templateLocation');
  if (!template?.trim()) return [];
  const rules = templateRules(template.trim());
  if (rules === null) throw new UnsupportedRule(processing, `the template ${template.slice(0, 200)} is not known`);
  return rules;
}

function readRule(rule: XmlElement, context: RuleContext): Rule {
  switch (rule.name) {
    case 'responseCondition':
      return readCondition(rule, context);
    case 'setOutcomeValue':
      return { rule: 'set', ...readAssignment(rule, context) };
    case 'lookupOutcomeValue':
      return { rule: 'lookup', ...readAssignment(rule, context) };
    case 'responseProcessingFragment':
      return { rule: 'fragment', rules: elements(rule).map((one) => readRule(one, context)) };
    case 'exitResponse':
      return { rule: 'exit' };
    default:
      throw new UnsupportedRule(rule, `${rule.name} is not carried out here`);
  }
}

/** Real files put a `responseElseIf` behind the `responseElse`: the conditions are tried first, whatever their order. */
function readCondition(condition: XmlElement, context: RuleContext): Rule {
  const branches = elements(condition, 'responseIf', 'responseElseIf');
  const [otherwise, ...more] = elements(condition, 'responseElse');
  const last = elements(condition).at(-1);
  if (branches.length === 0) throw new UnsupportedRule(condition, 'responseCondition has no responseIf');
  if (more.length > 0) throw new UnsupportedRule(condition, 'responseCondition has more than one responseElse');
  if (otherwise && last !== otherwise) {
    context.notes.simplified(otherwise, 'responseElse stands before a responseElseIf, and is taken as the last');
  }
  return {
    rule: 'condition',
    branches: branches.map((branch) => {
      const [test, ...rules] = elements(branch);
      if (!test) throw new UnsupportedRule(branch, `${branch.name} has no condition`);
      return {
        when: readExpression(test, context.identifiers),
        rules: rules.map((one) => readRule(one, context)),
      };
    }),
    otherwise: otherwise ? elements(otherwise).map((one) => readRule(one, context)) : [],
  };
}

function readAssignment(rule: XmlElement, { identifiers }: RuleContext) {
  const outcome = text(rule, 'identifier')?.trim();
  const [to, ...more] = elements(rule);
  if (!outcome) throw new UnsupportedRule(rule, `${rule.name} names no outcome`);
  if (!to || more.length > 0) throw new UnsupportedRule(rule, `${rule.name} takes one expression`);
  return { outcome: safeId(outcome), to: readExpression(to, identifiers) };
}
