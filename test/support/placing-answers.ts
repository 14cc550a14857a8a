/* By hand: a right response to each question of `placing-exam.ts`, by its item. Indexes count as the exam was authored. */
import type { Response } from '../../src/shared/contract/response.ts';

const options = (...indexes: number[]): Response => ({ options: indexes.map((index) => ({ index })) });
const pairs = (...ends: Array<[number, number]>): Response => ({
  pairs: ends.map(([source, target]) => ({ source, target })),
});

export const PAIRS_RIGHT = {
  days: options(1, 3, 0, 2),
  sentence: options(2, 1, 0, 3),
  months: options(1, 3),
  animals: pairs([0, 0], [1, 1], [2, 0], [3, 1]),
  capitals: pairs([0, 1], [1, 0], [2, 2]),
  rhymes: pairs([0, 2], [1, 3], [4, 5]),
  gaps: pairs([1, 0], [2, 1]),
};

export const GRAPHIC_RIGHT = {
  island: options(0),
  trip: options(0, 1, 2),
  ferries: pairs([0, 1], [2, 3]),
  leaf: pairs([0, 1], [1, 0]),
  point: { points: [{ x: 140, y: 240 }] },
  boats: {
    points: [
      { x: 440, y: 70 },
      { x: 190, y: 80 },
    ],
  },
} satisfies Record<string, Response>;
