import {
  type Expression,
  MATH_FUNCTIONS,
  type NumericAttribute,
  ROUNDING_MODES,
  STATISTICS,
  TOLERANCE_MODES,
} from '../../../../shared/contract/processing/expression.ts';
import { ARITY, type Operator, wrongArity } from '../../processing/arity.ts';
import { safeId } from '../safe-id.ts';
import { flag, oneOf, text } from '../xml/attributes.ts';
import { elements, textOf, type XmlElement } from '../xml/element.ts';
import { readArea } from './read-declarations.ts';
import { baseTypeOf, readValue } from './read-value.ts';
import { UnsupportedRule } from './unsupported-rule.ts';

/** @throws UnsupportedRule */
export function readExpression(element: XmlElement, identifiers: ReadonlySet<string>): Expression {
  const { name } = element;
  switch (name) {
    case 'null':
      return { op: 'null' };
    case 'baseValue':
      return readBaseValue(element, identifiers);
    case 'variable':
    case 'default':
    case 'correct':
    case 'mapResponse':
    case 'mapResponsePoint':
      return { op: name, identifier: identifierOf(element) };
    case 'randomInteger':
      return { op: name, ...range(element), step: numeric(element, 'step') ?? 1 };
    case 'randomFloat':
      return { op: name, ...range(element) };
    case 'mathConstant':
      return {
        op: name,
        name: oneOf(element, 'name', ['pi', 'e'] as const) ?? refuse(element, 'has no name that is known'),
      };
    default:
      return Object.hasOwn(ARITY, name)
        ? readOperator(element, name as Operator, identifiers)
        : refuse(element, 'is not carried out here');
  }
}

function readOperator(element: XmlElement, op: Operator, identifiers: ReadonlySet<string>): Expression {
  const of = elements(element).map((operand) => readExpression(operand, identifiers));
  const wrong = wrongArity(op, of.length);
  if (wrong !== null) throw new UnsupportedRule(element, wrong);
  switch (op) {
    case 'index':
      return { op, n: needed(element, 'n'), of };
    case 'fieldValue':
      return { op, field: text(element, 'fieldIdentifier') ?? refuse(element, 'names no field'), of };
    case 'anyN':
      return { op, min: needed(element, 'min'), max: needed(element, 'max'), of };
    case 'repeat':
      return { op, times: needed(element, 'numberRepeats'), of };
    case 'substring':
      return { op, caseSensitive: flag(element, 'caseSensitive') ?? true, of };
    case 'stringMatch':
      return {
        op,
        caseSensitive: flag(element, 'caseSensitive') ?? true,
        substring: flag(element, 'substring') ?? false,
        of,
      };
    case 'patternMatch':
      return { op, pattern: patternOf(element), of };
    case 'equal':
      return { op, ...readEqual(element), of };
    case 'equalRounded':
    case 'roundTo':
      return {
        op,
        roundingMode: oneOf(element, 'roundingMode', ROUNDING_MODES) ?? 'significantFigures',
        figures: needed(element, 'figures'),
        of,
      };
    case 'inside':
      return { op, ...readArea(element), of };
    case 'statsOperator':
      return { op, name: oneOf(element, 'name', STATISTICS) ?? refuse(element, 'has no name that is known'), of };
    case 'mathOperator':
      return { op, name: oneOf(element, 'name', MATH_FUNCTIONS) ?? refuse(element, 'has no name that is known'), of };
    default:
      return { op, of };
  }
}

function refuse(element: XmlElement, reason: string): never {
  throw new UnsupportedRule(element, `${element.name} ${reason}`);
}

function readBaseValue(element: XmlElement, identifiers: ReadonlySet<string>): Expression {
  const baseType = baseTypeOf(text(element, 'baseType')) ?? refuse(element, 'has no base type that is known');
  const written = textOf(element);
  const value = readValue(baseType, written, identifiers);
  if (value !== undefined) return { op: 'value', baseType, value };
  return written.trim() === '' ? { op: 'null' } : refuse(element, `holds no value of type ${baseType}`);
}

const identifierOf = (element: XmlElement): string =>
  safeId(text(element, 'identifier')?.trim() || refuse(element, 'names no variable'));

/** QTI 2.0 marks the name of a variable with `#`, 2.1 puts it in braces, later versions leave it bare. */
const variableName = (written: string) => safeId(written.replace(/^#/, '').replace(/^\{(.*)\}$/, '$1'));

function numeric(element: XmlElement, name: string): NumericAttribute | undefined {
  const written = text(element, name)?.trim();
  return written ? numericOf(written) : undefined;
}

function numericOf(written: string): NumericAttribute {
  const value = Number(written);
  return Number.isFinite(value) ? value : { variable: variableName(written) };
}

const needed = (element: XmlElement, name: string) => numeric(element, name) ?? refuse(element, `has no ${name}`);
const range = (element: XmlElement) => ({ min: numeric(element, 'min') ?? 0, max: needed(element, 'max') });

function patternOf(element: XmlElement): string | { variable: string } {
  const written = text(element, 'pattern') ?? refuse(element, 'has no pattern');
  return /^#[\p{L}_][\p{L}\p{N}_.-]*$/u.test(written) ? { variable: variableName(written) } : written;
}

function readEqual(element: XmlElement) {
  const tolerances = (text(element, 'tolerance') ?? '').trim().split(/\s+/).filter(Boolean).map(numericOf);
  const [below, above = below] = tolerances;
  return {
    toleranceMode: oneOf(element, 'toleranceMode', TOLERANCE_MODES) ?? 'exact',
    ...(below !== undefined &&
      above !== undefined && { tolerance: [below, above] as [NumericAttribute, NumericAttribute] }),
    includeLowerBound: flag(element, 'includeLowerBound') ?? true,
    includeUpperBound: flag(element, 'includeUpperBound') ?? true,
  };
}
