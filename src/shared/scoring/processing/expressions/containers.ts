import type { Expression, PlainOperator } from '../../../contract/processing/expression.ts';
import type { Scalar } from '../../../contract/processing/value.ts';
import { sameItems, sameScalar } from '../../values/same-scalar.ts';
import { single, truth, type Value, type Values, values } from '../../values/value.ts';
import { attribute, type Context } from '../context.ts';
import { containerOf } from '../operands.ts';

type Containers =
  | 'multiple'
  | 'ordered'
  | 'containerSize'
  | 'isNull'
  | 'contains'
  | 'delete'
  | 'member'
  | 'match'
  | 'random';
type Operator = (of: readonly Value[], context: Context) => Value;

export const CONTAINERS: Pick<Record<PlainOperator, Operator>, Containers> = {
  multiple: (of) => gathered('multiple', of),
  ordered: (of) => gathered('ordered', of),
  containerSize: ([value = null]) => single('integer', containerOf(value)?.items.length ?? 0),
  isNull: ([value = null]) => truth(value === null),
  contains: both(contains),
  delete: both((one, container) =>
    values(
      container.cardinality,
      container.baseType,
      container.items.filter((item) => !one.items.some((other) => sameScalar(container.baseType, item, other))),
    ),
  ),
  member: both((one, container) =>
    truth(one.items.every((item) => container.items.some((other) => sameScalar(container.baseType, item, other)))),
  ),
  match,
  random([value = null], { random }) {
    const container = containerOf(value);
    const item = container?.items[random(container.items.length)];
    return container && item !== undefined ? single(container.baseType, item) : null;
  },
};

/** NULL when either operand is. */
function both(operator: (a: Values, b: Values) => Value): Operator {
  return ([a = null, b = null]) => {
    const [first, second] = [containerOf(a), containerOf(b)];
    return first && second ? operator(first, second) : null;
  };
}

/** Operands that are NULL are left out. */
function gathered(cardinality: 'multiple' | 'ordered', of: readonly Value[]): Value {
  const parts = of.flatMap((value) => containerOf(value) ?? []);
  const [first] = parts;
  return first
    ? values(
        cardinality,
        first.baseType,
        parts.flatMap(({ items }) => items),
      )
    : null;
}

/** Of ordered containers the second stands in the first as it is, without anything between. */
function contains(whole: Values, part: Values): Value {
  const { baseType } = whole;
  if (part.cardinality === 'ordered') {
    const starts = whole.items.map((_, at) => whole.items.slice(at, at + part.items.length));
    return truth(starts.some((run) => sameItems({ baseType, ordered: true }, run, part.items)));
  }
  const left: Scalar[] = [...whole.items];
  return truth(
    part.items.every((item) => {
      const at = left.findIndex((other) => sameScalar(baseType, item, other));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    }),
  );
}

function match([a = null, b = null]: readonly Value[]): Value {
  if (a === null || b === null) return null;
  if (a.cardinality === 'record' || b.cardinality === 'record') return truth(sameRecords(a, b));
  if (a.cardinality !== b.cardinality) return truth(false);
  const ordered = a.cardinality === 'ordered';
  return truth(sameItems({ baseType: a.baseType, ordered }, a.items, b.items));
}

function sameRecords(a: NonNullable<Value>, b: NonNullable<Value>): boolean {
  if (a.cardinality !== 'record' || b.cardinality !== 'record' || a.fields.size !== b.fields.size) return false;
  return [...a.fields].every(([name, { baseType, value }]) => {
    const other = b.fields.get(name);
    return other !== undefined && sameScalar(baseType, value, other.value);
  });
}

type With<Name extends Expression['op']> = Extract<Expression, { op: Name }>;

/** Counted from 1. */
export function index({ n }: With<'index'>, [value = null]: readonly Value[], context: Context): Value {
  const container = containerOf(value);
  const at = attribute(context, n);
  const item = container && at !== null ? container.items[at - 1] : undefined;
  return container && item !== undefined ? single(container.baseType, item) : null;
}

export function fieldValue({ field }: With<'fieldValue'>, [value = null]: readonly Value[]): Value {
  const found = value?.cardinality === 'record' ? value.fields.get(field) : undefined;
  return found ? single(found.baseType, found.value) : null;
}
