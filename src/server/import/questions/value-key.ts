import type { Authored } from '../../../shared/contract/authored/question.ts';
import type { ValueKey } from '../../../shared/contract/item-key.ts';
import type { AreaMap, ValueMapping } from '../../../shared/contract/processing/declaration.ts';
import type { Scalar } from '../../../shared/contract/processing/value.ts';
import { mostOf, optionValues } from './most-of.ts';

type ValueQuestion = Authored<ValueKey['interactionType']>;
type Declared = Omit<ValueKey, 'id' | 'interactionType'>;

/** The key of a question as QTI's templates would compare it: a declaration, and the rule that reads it. */
export function valueKey(question: ValueQuestion): ValueKey {
  return { id: question.id, interactionType: question.interactionType, ...declared(question) };
}

function declared(question: ValueQuestion): Declared {
  switch (question.interactionType) {
    case 'inlineChoice':
      return chosenOptions({ ...question, maxChoices: 1 });
    case 'hottext':
      return chosenOptions(question);
    case 'hotspot':
      return chosenOptions({ ...question, options: question.areas });
    case 'order':
      return inOrder(question, question.options);
    case 'graphicOrder':
      return inOrder(question, question.areas);
    case 'textEntry':
      return entered(question, question.baseType);
    case 'extendedText':
      return entered(question, 'string');
    case 'slider':
      return entered({ ...question, caseSensitive: true }, question.baseType);
    case 'match':
      return paired(question, 'directedPair', question.sources, question.targets);
    case 'gapMatch':
      return paired(question, 'directedPair', question.sources, question.gaps);
    case 'graphicGapMatch':
      return paired(question, 'directedPair', question.sources, question.areas);
    case 'associate':
      return paired(question, 'pair', question.options);
    case 'graphicAssociate':
      return paired(question, 'pair', question.areas);
    case 'selectPoint':
    case 'positionObject':
      return pointed(question);
    default:
      return question satisfies never;
  }
}

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

interface Chosen extends Pick<Authored<'hottext'>, 'maxChoices' | 'maxScore' | 'mapping'> {
  options: readonly { id: string; isKey: boolean }[];
}

function chosenOptions({ options, maxChoices, maxScore, mapping }: Chosen): Declared {
  const single = maxChoices === 1;
  return {
    maxScore: maxScore ?? (mapping ? mostOf(mapping, optionValues({ options, mapping }), maxChoices) : 1),
    maxChoices,
    options: idsOf(options),
    scoredBy: mapping ? 'mapping' : single ? 'any' : 'match',
    declaration: {
      cardinality: single ? 'single' : 'multiple',
      baseType: 'identifier',
      correct: idsOf(options.filter(({ isKey }) => isKey)),
      ...(mapping && { mapping: valueMapping(mapping, (mapKey) => mapKey) }),
    },
  };
}

function inOrder(
  { maxScore, maxChoices, correct }: Authored<'order' | 'graphicOrder'>,
  options: readonly { id: string }[],
): Declared {
  return {
    maxScore: maxScore ?? 1,
    maxChoices: maxChoices ?? options.length,
    options: idsOf(options),
    scoredBy: 'match',
    declaration: { cardinality: 'ordered', baseType: 'identifier', correct: correct ?? [] },
  };
}

interface Entered {
  interactionType: 'textEntry' | 'extendedText' | 'slider';
  maxScore?: number | undefined;
  correct?: readonly (string | number)[] | undefined;
  caseSensitive: boolean;
  mapping?: Authored<'textEntry'>['mapping'];
}

function entered(question: Entered, baseType: Authored<'textEntry'>['baseType']): Declared {
  const { correct, mapping, caseSensitive } = question;
  const maxScore = question.maxScore ?? (mapping ? mostOf(mapping, entryValues(mapping), 1) : 1);
  const base = { maxScore, maxChoices: 1 };
  const typed = { cardinality: 'single', baseType } as const;
  const parse = (text: string): Scalar => (baseType === 'string' ? text : Number(text));
  if (mapping) {
    const declaration = { ...typed, mapping: valueMapping(mapping, parse, caseSensitive) };
    return { ...base, scoredBy: 'mapping', declaration };
  }
  if (correct === undefined && question.interactionType === 'extendedText') {
    return { ...base, scoredBy: 'person', declaration: typed };
  }
  const right = (correct ?? []).map((value) => parse(String(value)));
  // `match` looks at case; a mapping need not.
  const asMapping = baseType === 'string' && !caseSensitive;
  if (!asMapping) return { ...base, scoredBy: 'any', declaration: { ...typed, correct: right } };
  const entries = right.map((key) => ({ key, value: maxScore, caseSensitive }));
  return {
    ...base,
    scoredBy: 'mapping',
    declaration: { ...typed, mapping: { entries, defaultValue: 0 }, correct: right },
  };
}

const entryValues = ({ entries, defaultValue }: NonNullable<Entered['mapping']>) => [
  defaultValue,
  ...entries.map(({ mappedValue }) => mappedValue),
];

type Pairing = Authored<'match' | 'associate' | 'gapMatch' | 'graphicAssociate' | 'graphicGapMatch'>;

function paired(
  { maxScore, maxAssociations, correct, mapping }: Pairing,
  baseType: 'pair' | 'directedPair',
  options: readonly { id: string }[],
  targets?: readonly { id: string }[],
): Declared {
  const values = mapping?.entries.map(({ mappedValue }) => mappedValue) ?? [];
  return {
    maxScore: maxScore ?? (mapping ? mostOf(mapping, values, maxAssociations) : 1),
    maxChoices: maxAssociations,
    options: idsOf(options),
    ...(targets && { targets: idsOf(targets) }),
    scoredBy: mapping ? 'mapping' : 'match',
    declaration: {
      cardinality: 'multiple',
      baseType,
      correct: (correct ?? []).map(pairOf),
      ...(mapping && { mapping: valueMapping(mapping, pairOf) }),
    },
  };
}

function pairOf(text: string): [string, string] {
  const [source = '', target = ''] = text.split(' ');
  return [source, target];
}

function pointed({ maxScore, maxChoices, areaMapping }: Authored<'selectPoint' | 'positionObject'>): Declared {
  const values = areaMapping?.entries.map(({ mappedValue }) => mappedValue) ?? [];
  return {
    maxScore: maxScore ?? (areaMapping ? mostOf(areaMapping, values, maxChoices) : 1),
    maxChoices,
    scoredBy: areaMapping ? 'areaMapping' : 'match',
    declaration: {
      cardinality: maxChoices === 1 ? 'single' : 'multiple',
      baseType: 'point',
      ...(areaMapping && { areaMapping: areaMap(areaMapping) }),
    },
  };
}

interface AuthoredBounds {
  defaultValue: number;
  lowerBound?: number | undefined;
  upperBound?: number | undefined;
}
interface AuthoredMapping extends AuthoredBounds {
  entries: readonly { mapKey: string; mappedValue: number; caseSensitive?: boolean | undefined }[];
}

const valueMapping = (
  { entries, ...bounds }: AuthoredMapping,
  parse: (text: string) => Scalar,
  caseSensitive = true,
): ValueMapping => ({
  entries: entries.map((entry) => ({
    key: parse(entry.mapKey),
    value: entry.mappedValue,
    caseSensitive: entry.caseSensitive ?? caseSensitive,
  })),
  ...bounds,
});

const areaMap = ({ entries, ...bounds }: NonNullable<Authored<'selectPoint'>['areaMapping']>): AreaMap => ({
  entries: entries.map(({ mappedValue, ...area }) => ({ ...area, value: mappedValue })),
  ...bounds,
});
