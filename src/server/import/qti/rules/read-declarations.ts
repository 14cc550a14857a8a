import type {
  AreaMap,
  LookupTable,
  OutcomeDeclaration,
  ResponseDeclaration,
  ValueMapping,
} from '../../../../shared/contract/processing/declaration.ts';
import type { BaseType, Cardinality, Scalar, Values } from '../../../../shared/contract/processing/value.ts';
import type { Notes } from '../notes.ts';
import { safeId } from '../safe-id.ts';
import { isCaseSensitive, type QtiVersion } from '../version.ts';
import { flag, number, numbers, oneOf, text } from '../xml/attributes.ts';
import { child, elements, textOf, type XmlElement } from '../xml/element.ts';
import { baseTypeOf, readValue } from './read-value.ts';

export interface DeclarationContext {
  version: QtiVersion;
  notes: Notes;
  /** Every identifier that a choice of the item has. */
  identifiers: ReadonlySet<string>;
}

const CARDINALITIES: readonly Cardinality[] = ['single', 'multiple', 'ordered', 'record'];
const SHAPES = ['circle', 'rect', 'poly', 'ellipse', 'default'] as const;

interface Typed {
  cardinality: Cardinality;
  baseType?: BaseType;
}

function typeOf(declaration: XmlElement): Typed {
  const cardinality = oneOf(declaration, 'cardinality', CARDINALITIES) ?? 'single';
  // A record alone has none; a file that forgets it means text.
  const baseType = baseTypeOf(text(declaration, 'baseType')) ?? (cardinality === 'record' ? undefined : 'string');
  return { cardinality, ...(baseType && { baseType }) };
}

/** A response or template variable. @returns null where it has no name */
export function readResponse(declaration: XmlElement, context: DeclarationContext): ResponseDeclaration | null {
  const identifier = text(declaration, 'identifier')?.trim();
  if (!identifier) return null;
  const type = typeOf(declaration);
  const [correct, mapping, areaMapping] = ['correctResponse', 'mapping', 'areaMapping'].map((name) =>
    child(declaration, name),
  );
  return {
    identifier: safeId(identifier),
    ...type,
    ...optional('defaultValue', readValues(child(declaration, 'defaultValue'), type, context)),
    ...optional('correct', readValues(correct, type, context)),
    ...(mapping && type.baseType && { mapping: readMapping(mapping, type.baseType, context) }),
    ...(areaMapping && { areaMapping: readAreaMapping(areaMapping) }),
  };
}

const optional = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;

function readValues(holder: XmlElement | undefined, type: Typed, context: DeclarationContext): Values | undefined {
  const written = holder ? elements(holder, 'value') : [];
  if (written.length === 0) return undefined;
  if (type.cardinality === 'record') return { fields: written.flatMap((value) => readField(value, context)) };
  const read = written.flatMap((value) => {
    const scalar = type.baseType && readValue(type.baseType, textOf(value), context.identifiers);
    if (scalar === undefined) context.notes.simplified(value, notOfType(textOf(value), type.baseType));
    return scalar === undefined ? [] : [scalar];
  });
  return read.length > 0 ? read : undefined;
}

const notOfType = (value: string, type: string | undefined) =>
  `"${value.trim().slice(0, 60)}" is no value of type ${type}, and was left out`;

function readField(value: XmlElement, { identifiers }: DeclarationContext) {
  const name = text(value, 'fieldIdentifier');
  const baseType = baseTypeOf(text(value, 'baseType')) ?? 'string';
  const scalar = readValue(baseType, textOf(value), identifiers);
  return name && scalar !== undefined ? [{ name, baseType, value: scalar }] : [];
}

function readMapping(mapping: XmlElement, baseType: BaseType, context: DeclarationContext): ValueMapping {
  const inherited = flag(mapping, 'caseSensitive') ?? isCaseSensitive(context.version);
  return {
    entries: elements(mapping, 'mapEntry').flatMap((entry) => {
      const written = text(entry, 'mapKey') ?? '';
      const key = mapKey(baseType, written, context);
      const value = number(entry, 'mappedValue');
      if (key === undefined) context.notes.simplified(entry, notOfType(written, baseType));
      if (key === undefined || value === undefined) return [];
      return [{ key, value, caseSensitive: flag(entry, 'caseSensitive') ?? inherited }];
    }),
    ...bounds(mapping),
  };
}

/** Text is kept as it is: white space in a key is what its author typed, and not a printer's. */
const mapKey = (baseType: BaseType, written: string, { identifiers }: DeclarationContext): Scalar | undefined =>
  baseType === 'string' ? written : readValue(baseType, written, identifiers);

const readAreaMapping = (mapping: XmlElement): AreaMap => ({
  entries: elements(mapping, 'areaMapEntry').map((entry) => ({
    ...readArea(entry),
    value: number(entry, 'mappedValue') ?? 0,
  })),
  ...bounds(mapping),
});

export function readArea(element: XmlElement) {
  const coords = numbers(element, 'coords');
  const shape = oneOf(element, 'shape', SHAPES) ?? shapeOf(coords.length);
  return { shape, coords: shape === 'default' ? [] : coords };
}

/** What a shape is that nobody named. */
function shapeOf(count: number): (typeof SHAPES)[number] {
  if (count === 3) return 'circle';
  if (count === 4) return 'rect';
  return count >= 6 ? 'poly' : 'default';
}

const bounds = (mapping: XmlElement) => ({
  defaultValue: number(mapping, 'defaultValue') ?? 0,
  ...optional('lowerBound', number(mapping, 'lowerBound')),
  ...optional('upperBound', number(mapping, 'upperBound')),
});

/** @returns null where it has no name */
export function readOutcome(declaration: XmlElement, context: DeclarationContext): OutcomeDeclaration | null {
  const identifier = text(declaration, 'identifier')?.trim();
  if (!identifier) return null;
  const type = typeOf(declaration);
  return {
    identifier: safeId(identifier),
    ...type,
    ...optional('defaultValue', readValues(child(declaration, 'defaultValue'), type, context)),
    ...optional('lookup', readLookup(declaration, type.baseType ?? 'float', context)),
    ...optional('normalMaximum', number(declaration, 'normalMaximum')),
    ...optional('normalMinimum', number(declaration, 'normalMinimum')),
  };
}

function readLookup(declaration: XmlElement, type: BaseType, context: DeclarationContext): LookupTable | undefined {
  const table = child(declaration, 'matchTable', 'interpolationTable');
  if (!table) return undefined;
  const target = (written: string | undefined) =>
    written === undefined ? undefined : readValue(type, written, context.identifiers);
  const entries = elements(table, `${table.name}Entry`).flatMap((entry) => {
    const [source, value] = [number(entry, 'sourceValue'), target(text(entry, 'targetValue'))];
    return source === undefined || value === undefined ? [] : [{ source, target: value, entry }];
  });
  const other = optional('defaultValue', target(text(table, 'defaultValue')));
  return table.name === 'matchTable'
    ? { kind: 'match', entries: entries.map(({ source, target: to }) => ({ source, target: to })), ...other }
    : {
        kind: 'interpolation',
        entries: entries.map(({ source, target: to, entry }) => ({
          source,
          includeBoundary: flag(entry, 'includeBoundary') ?? true,
          target: to,
        })),
        ...other,
      };
}
