import fc from 'fast-check';
import type { ChoiceKey, ItemKey } from '../../../src/shared/contract/item-key.ts';
import type { Response } from '../../../src/shared/contract/response.ts';

export const choiceKey = (changes: Partial<ChoiceKey> = {}): ChoiceKey => ({
  id: 'q',
  interactionType: 'choice',
  maxScore: 1,
  maxChoices: 1,
  optionCount: 4,
  keys: [2],
  ...changes,
});

export const itemKeyOf = (changes: Partial<ItemKey> = {}): ItemKey => ({
  id: 'item',
  alignmentIds: [],
  questions: [choiceKey()],
  ...changes,
});

/** A selection by authored indexes. */
export const selected = (...indexes: number[]): Response => ({ options: indexes.map((index) => ({ index })) });

/** Points as authors write them, down to a hundredth: 0.1, 0.25, 3. */
export const points = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((units) => Number(`${units}e-2`));
/** The same points as whole hundredths: what an oracle in BigInt counts in. */
export const hundredths = (value: number): bigint => {
  const [whole = '0', fraction = ''] = Math.abs(value).toFixed(2).split('.');
  return (value < 0 ? -1n : 1n) * BigInt(whole + fraction);
};

const mapping = (optionCount: number) =>
  fc
    .record({
      entries: fc.uniqueArray(
        fc.record({ index: fc.nat(optionCount - 1), mappedValue: points(-5, 5) }, { noNullPrototype: true }),
        { selector: ({ index }) => index },
      ),
      defaultValue: points(-2, 2),
      bounds: fc.tuple(points(-10, 10), points(-10, 10)),
      isBounded: fc.tuple(fc.boolean(), fc.boolean()),
    })
    .map(({ entries, defaultValue, bounds, isBounded }) => ({
      entries,
      defaultValue,
      ...(isBounded[0] && { lowerBound: Math.min(...bounds) }),
      ...(isBounded[1] && { upperBound: Math.max(...bounds) }),
    }));

/** Choice questions of every kind: single and multiple, with and without a mapping. */
export const anyChoiceKey = (kind: 'any' | 'mapped' | 'unmapped' = 'any'): fc.Arbitrary<ChoiceKey> =>
  fc
    .integer({ min: 1, max: 6 })
    .chain((optionCount) =>
      fc.tuple(
        fc.constant(optionCount),
        fc.uniqueArray(fc.nat(optionCount - 1)),
        fc.constantFrom(0, 1, 2, optionCount),
        points(0, 5),
        kind === 'unmapped' ? fc.constant(undefined) : mapping(optionCount),
        kind === 'mapped' ? fc.constant(true) : fc.boolean(),
      ),
    )
    .map(([optionCount, keys, maxChoices, maxScore, mapped, isMapped]) =>
      choiceKey({ optionCount, keys, maxChoices, maxScore, ...(isMapped && mapped && { mapping: mapped }) }),
    );

/** Selections of a question's options, none to all of them. */
export const selectionOf = ({ optionCount }: ChoiceKey) => fc.uniqueArray(fc.nat(optionCount - 1));
