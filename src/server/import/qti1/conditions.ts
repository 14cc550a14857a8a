import type { ResponseDeclaration } from '../../../shared/contract/processing/declaration.ts';
import type { Expression } from '../../../shared/contract/processing/expression.ts';
import { UnsupportedRule } from '../qti/rules/unsupported-rule.ts';
import { safeId } from '../qti/safe-id.ts';
import { text } from '../qti/xml/attributes.ts';
import { elements, textOf, type XmlElement } from '../qti/xml/element.ts';

/** What a condition can ask about. */
export interface Response {
  declaration: ResponseDeclaration;
  /** Texts that all count as what a condition names, which is then no text but the id of one of them. */
  accepted?: readonly string[];
}
export type Responses = ReadonlyMap<string, Response>;

const bool = (value: boolean): Expression => ({ op: 'value', baseType: 'boolean', value });
const COMPARE = new Map<string, 'lt' | 'lte' | 'gt' | 'gte'>([
  ['varlt', 'lt'],
  ['varlte', 'lte'],
  ['vargt', 'gt'],
  ['vargte', 'gte'],
]);

/** The condition that all of its tests hold (QTI 1.2 ASI §3.2.10, conditionvar). @throws UnsupportedRule */
export function readCondition(holder: XmlElement, responses: Responses): Expression {
  const of = elements(holder).map((test) => readTest(test, responses));
  const [only] = of;
  if (only === undefined) return bool(true);
  return of.length === 1 ? only : { op: 'and', of };
}

function readTest(test: XmlElement, responses: Responses): Expression {
  switch (test.name) {
    case 'and':
      return readCondition(test, responses);
    case 'or': {
      const of = elements(test).map((one) => readTest(one, responses));
      return of.length > 0 ? { op: 'or', of } : bool(false);
    }
    case 'not':
      return { op: 'not', of: [readCondition(test, responses)] };
    case 'other':
      return bool(true);
    case 'unanswered':
      return { op: 'isNull', of: [variableOf(test, responses)] };
    case 'varequal':
    case 'varsubstring':
    case 'varlt':
    case 'varlte':
    case 'vargt':
    case 'vargte':
      return answered(test, responses, compare(test, responses));
    default:
      throw new UnsupportedRule(test, `${test.name} is not carried out here`);
  }
}

function responseOf(test: XmlElement, responses: Responses): Response {
  const said = text(test, 'respident')?.trim() ?? '';
  const response = responses.get(safeId(said));
  if (!response) throw new UnsupportedRule(test, `${test.name} names no response of the item: "${said.slice(0, 60)}"`);
  return response;
}

const variableOf = (test: XmlElement, responses: Responses): Expression => ({
  op: 'variable',
  identifier: responseOf(test, responses).declaration.identifier,
});

/** What is not answered is unlike everything, so that its denial holds; a comparison with nothing would be neither. */
const answered = (test: XmlElement, responses: Responses, compared: Expression): Expression => ({
  op: 'and',
  of: [{ op: 'not', of: [{ op: 'isNull', of: [variableOf(test, responses)] }] }, compared],
});

function compare(test: XmlElement, responses: Responses): Expression {
  const { declaration, accepted } = responseOf(test, responses);
  const { cardinality, baseType } = declaration;
  const variable = variableOf(test, responses);
  const said = textOf(test).trim();
  const comparison = COMPARE.get(test.name);
  if (comparison !== undefined || baseType === 'float') {
    const value: Expression = { op: 'value', baseType: 'float', value: numberOf(test, said) };
    if (comparison !== undefined) return { op: comparison, of: [variable, value] };
    return {
      op: 'equal',
      toleranceMode: 'exact',
      includeLowerBound: true,
      includeUpperBound: true,
      of: [variable, value],
    };
  }
  if (baseType === 'identifier') {
    const value: Expression = { op: 'value', baseType: 'identifier', value: safeId(said) };
    return cardinality === 'multiple'
      ? { op: 'member', of: [value, variable] }
      : { op: 'match', of: [variable, value] };
  }
  const caseSensitive = text(test, 'case')?.toLowerCase() === 'yes';
  const is = (words: string): Expression => ({
    op: 'stringMatch',
    caseSensitive,
    substring: test.name === 'varsubstring',
    of: [variable, { op: 'value', baseType: 'string', value: words }],
  });
  return accepted ? { op: 'or', of: accepted.map(is) } : is(said);
}

function numberOf(test: XmlElement, said: string): number {
  const value = said === '' ? Number.NaN : Number(said);
  if (!Number.isFinite(value))
    throw new UnsupportedRule(test, `${test.name} compares a number with "${said.slice(0, 60)}"`);
  return value;
}
