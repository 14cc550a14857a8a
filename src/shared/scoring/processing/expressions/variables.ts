import type { Expression } from '../../../contract/processing/expression.ts';
import { mapResponse, mapResponsePoint } from '../../values/map-response.ts';
import { readScalar } from '../../values/read-scalar.ts';
import { single, type Value } from '../../values/value.ts';
import { type Context, declared, variable } from '../context.ts';

type Variable = Extract<Expression, { identifier: string }>;
type Literal = Extract<Expression, { op: 'value' }>;

export const literal = ({ baseType, value }: Literal): Value => single(baseType, readScalar(baseType, value));

export function ofVariable({ op, identifier }: Variable, context: Context): Value {
  const response = context.responses.get(identifier);
  switch (op) {
    case 'variable':
      return variable(context, identifier);
    case 'default': {
      const declaration = response?.declaration ?? context.declarations.get(identifier);
      return declaration ? declared(declaration, declaration.defaultValue) : null;
    }
    case 'correct':
      return response ? declared(response.declaration, response.declaration.correct) : null;
    case 'mapResponse': {
      const { mapping } = response?.declaration ?? {};
      return single('float', response && mapping ? mapResponse(mapping, plain(response.value)) : 0);
    }
    case 'mapResponsePoint': {
      const { areaMapping } = response?.declaration ?? {};
      return single('float', response && areaMapping ? mapResponsePoint(areaMapping, plain(response.value)) : 0);
    }
    default:
      return op satisfies never;
  }
}

/** A record has no mapping. */
const plain = (value: Value) => (value?.cardinality === 'record' ? null : value);
