import type { Scalar } from '../../../../shared/contract/processing/value.ts';
import type { ItemContext } from '../item-context.ts';
import { counter } from '../xml/attributes.ts';
import type { XmlElement } from '../xml/element.ts';

/* What a question says of its key, for those who read results; the rules of the item are what scores. */

export function correctValues(id: string, { responses }: ItemContext): Scalar[] {
  const { correct } = responses.get(id) ?? {};
  return Array.isArray(correct) ? correct : [];
}

export const correctIds = (id: string, context: ItemContext): string[] =>
  correctValues(id, context).filter((value) => typeof value === 'string');

export const correctPairs = (id: string, context: ItemContext): string[] =>
  correctValues(id, context).flatMap((value) => (Array.isArray(value) ? [value.join(' ')] : []));

/** How many may be chosen: one where the variable holds one, and any number where one would leave the key out of reach. */
export function maxChoicesOf(element: XmlElement, id: string, context: ItemContext): number {
  const declaration = context.responses.get(id);
  if (declaration?.cardinality === 'single') return 1;
  const most = counter(element, 'maxChoices') ?? 1;
  const keys = correctValues(id, context).length;
  if (most === 0 || keys <= most) return most;
  context.notes.simplified(element, `maxChoices is ${most}, and ${keys} answers are right: any number can be chosen`);
  return 0;
}
