import type { ChoiceKey, ValueKey } from '../../../shared/contract/item-key.ts';

/*
 * What is right, in the forms that the scoring module takes. Options have no names here but their positions.
 */
type Rule = Omit<ValueKey, 'id' | 'interactionType'>;
export type Pair = readonly [source: number, target: number];

const names = (count: number) => Array.from({ length: count }, (_, index) => String(index));

export const choiceRule = (optionCount: number, keys: number[], maxChoices = 1): Omit<ChoiceKey, 'id'> => ({
  interactionType: 'choice',
  maxScore: 1,
  maxChoices,
  optionCount,
  keys,
});

/** One of several options. */
export const oneOf = (count: number, right: number): Rule => ({
  maxScore: 1,
  maxChoices: 1,
  options: names(count),
  scoredBy: 'any',
  declaration: { cardinality: 'single', baseType: 'identifier', correct: [String(right)] },
});

export const inOrder = (count: number, right: readonly number[]): Rule => ({
  maxScore: 1,
  maxChoices: count,
  options: names(count),
  scoredBy: 'match',
  declaration: { cardinality: 'ordered', baseType: 'identifier', correct: right.map(String) },
});

export const numberIs = (right: number): Rule => ({
  maxScore: 1,
  maxChoices: 1,
  scoredBy: 'any',
  declaration: { cardinality: 'single', baseType: 'integer', correct: [right] },
});

export const readByPerson: Rule = {
  maxScore: 1,
  maxChoices: 1,
  scoredBy: 'person',
  declaration: { cardinality: 'single', baseType: 'string' },
};

/** @param targets left out where both halves of a pair come from one list */
export const inPairs = (sources: number, targets: number | null, right: readonly Pair[]): Rule => ({
  maxScore: 1,
  maxChoices: 0,
  options: names(sources),
  ...(targets !== null && { targets: names(targets) }),
  scoredBy: 'match',
  declaration: {
    cardinality: 'multiple',
    baseType: targets === null ? 'pair' : 'directedPair',
    correct: right.map(([source, target]): [string, string] => [String(source), String(target)]),
  },
});

interface Area {
  shape: 'circle' | 'rect' | 'poly' | 'ellipse' | 'default';
  coords: number[];
}

/** A point in an area. @param shown one that is shown as right */
export const pointIn = ({ shape, coords }: Area, shown: readonly [x: number, y: number]): Rule => ({
  maxScore: 1,
  maxChoices: 1,
  scoredBy: 'areaMapping',
  declaration: {
    cardinality: 'single',
    baseType: 'point',
    correct: [[shown[0], shown[1]]],
    areaMapping: { entries: [{ shape, coords, value: 1 }], defaultValue: 0 },
  },
});
