import type { XmlElement } from './element.ts';

/* Attributes as their types say, or undefined: a value that is none counts as absent, and the default holds. */

export const text = ({ attributes }: XmlElement, name: string): string | undefined => attributes.get(name);

export function number({ attributes }: XmlElement, name: string): number | undefined {
  const written = attributes.get(name)?.trim();
  const value = written ? Number(written) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

export function counter(element: XmlElement, name: string): number | undefined {
  const value = number(element, name);
  return value !== undefined && Number.isInteger(value) && value >= 0 ? value : undefined;
}

export function flag({ attributes }: XmlElement, name: string): boolean | undefined {
  const written = attributes.get(name)?.trim().toLowerCase();
  if (written === 'true' || written === '1') return true;
  return written === 'false' || written === '0' ? false : undefined;
}

export function oneOf<Value extends string>(
  { attributes }: XmlElement,
  name: string,
  known: readonly Value[],
): Value | undefined {
  const written = attributes.get(name)?.trim();
  return known.find((value) => value === written);
}

/** A list of numbers, with commas or spaces between. */
export const numbers = ({ attributes }: XmlElement, name: string): number[] =>
  (attributes.get(name) ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number)
    .filter(Number.isFinite);
