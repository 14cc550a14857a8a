import type { Response } from '../../../shared/contract/response.ts';

/** Authored indexes of what is chosen. */
export const chosenIndexes = (response: Response | null): number[] =>
  response !== null && 'options' in response ? response.options.map(({ index }) => index) : [];

/** In authored order, so that the same choice is the same value however the student came to it. */
export const optionsResponse = (indexes: readonly number[]): Response | null =>
  indexes.length === 0 ? null : { options: [...indexes].sort((a, b) => a - b).map((index) => ({ index })) };

/** A to Z, then AA, AB … */
export function letter(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letter(Math.floor(at / 26) - 1) + last;
}
