import type { Expression } from '../../../shared/contract/processing/expression.ts';
import { safeId } from '../qti/safe-id.ts';
import { number, text } from '../qti/xml/attributes.ts';
import { descendants, type XmlElement } from '../qti/xml/element.ts';

/** A variable that the rules of an item count in (decvar). */
export interface Counter {
  name: string;
  start: number;
  least: number | undefined;
  most: number | undefined;
}

const DEFAULT: Counter = { name: 'SCORE', start: 0, least: undefined, most: undefined };

/** Apart from what the product calls SCORE, which is set at the end. */
export const inside = (name: string): string => safeId(`count_${name}`);

export const nameIn = (setvar: XmlElement): string => text(setvar, 'varname')?.trim() || DEFAULT.name;

/** Declared ones first, then those that are set without; one at least. */
export function countersOf(item: XmlElement): [Counter, ...Counter[]] {
  const declared = descendants(item, 'decvar').map((decvar) => ({
    name: nameIn(decvar),
    start: number(decvar, 'defaultval') ?? 0,
    least: number(decvar, 'minvalue'),
    most: number(decvar, 'maxvalue'),
  }));
  const used = descendants(item, 'setvar').map((setvar) => ({ ...DEFAULT, name: nameIn(setvar) }));
  const all = [...declared, ...used];
  const [first = DEFAULT, ...more] = all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
  return [first, ...more];
}

/** The one that is the score: called so, or else the first. */
export const scoreOf = (counters: readonly [Counter, ...Counter[]]): Counter =>
  counters.find(({ name }) => /^(que_)?score$/i.test(name)) ?? counters[0];

/** What stands in the counter at the end, within its bounds, and so that `from` of it are worth `to`. */
export function finalScore({ name, least, most }: Counter, worth?: { from: number; to: number }): Expression {
  let score: Expression = { op: 'variable', identifier: inside(name) };
  if (most !== undefined) score = { op: 'min', of: [score, value(most)] };
  if (least !== undefined) score = { op: 'max', of: [score, value(least)] };
  if (!worth || worth.from === worth.to) return score;
  return { op: 'divide', of: [{ op: 'product', of: [score, value(worth.to)] }, value(worth.from)] };
}

export const value = (of: number): Expression => ({ op: 'value', baseType: 'float', value: of });
