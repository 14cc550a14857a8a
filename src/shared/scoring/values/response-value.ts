import type { ChoiceKey, ValueKey } from '../../contract/item-key.ts';
import type { ResponseRules } from '../../contract/processing/declaration.ts';
import type { Scalar } from '../../contract/processing/value.ts';
import type { Response } from '../../contract/response.ts';
import { parseScalar } from './parse-scalar.ts';
import { recordOf } from './record-of.ts';
import { type Value, values } from './value.ts';

type Options = Pick<ChoiceKey, 'options'> | Pick<ValueKey, 'options' | 'targets'>;
type Declared = Pick<ResponseRules, 'cardinality' | 'baseType'>;

/**
 * The value that a response is to the rules: positions become the identifiers that stand there, text is read as the
 * variable's base type. A response of another form, and text that is no value of the type, are NULL.
 */
export function responseValue(options: Options, { cardinality, baseType }: Declared, response: Response | null): Value {
  if (response === null) return null;
  if (cardinality === 'record') return 'value' in response ? recordOf(String(response.value)) : null;
  if (baseType === undefined) return null;
  const items: Array<Scalar | undefined> = scalars(options, response).flatMap((item) => {
    if (typeof item !== 'string' || baseType === 'identifier') return [item];
    if (item === '') return [];
    return cardinality === 'single'
      ? [parseScalar(baseType, item)]
      : item.split('\n').map((line) => parseScalar(baseType, line));
  });
  return values(
    cardinality,
    baseType,
    items.flatMap((item) => (item === undefined ? [] : [item])),
  );
}

function scalars(question: Options, response: Response): Scalar[] {
  const { options = [] } = question;
  const targets = ('targets' in question && question.targets) || options;
  if ('options' in response) return response.options.map(({ index }) => nameAt(options, index));
  if ('pairs' in response) {
    return response.pairs.map(({ source, target }) => [nameAt(options, source), nameAt(targets, target)]);
  }
  if ('points' in response) return response.points.map(({ x, y }) => [x, y]);
  return 'value' in response ? [typeof response.value === 'number' ? String(response.value) : response.value] : [];
}

/** No identifier has such a name, so that an index which the question does not have is an option that nothing knows. */
const nameAt = (names: readonly string[], index: number) => names[index] ?? `#${index}`;
