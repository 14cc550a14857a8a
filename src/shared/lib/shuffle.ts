import { seededRandom } from './seeded-random.ts';

/**
 * The order in which `count` things are shown: position on the screen to authored index. The same `seedParts` and
 * `fixed` give the same order on every device and in every version.
 *
 * @param seedParts what the order belongs to: session and attempt, and for options the item and the question
 * @param fixed authored indexes that stay at their own place (QTI 3.0 `fixed`)
 */
export function shuffledOrder(seedParts: readonly string[], count: number, fixed: readonly number[] = []): number[] {
  const staying = new Set(fixed);
  const order = Array.from({ length: count }, (_, index) => index);
  const moving = order.filter((index) => !staying.has(index));
  // JSON keeps the parts apart: ['1', '23'] and ['12', '3'] are different seeds.
  const shuffled = shuffle(moving, seededRandom(JSON.stringify(seedParts)));
  moving.forEach((place, at) => {
    order[place] = shuffled[at] ?? place;
  });
  return order;
}

/** Fisher and Yates, as they wrote it down: strike one out of what is left, until nothing is. */
function shuffle(list: readonly number[], below: (bound: number) => number): number[] {
  const left = [...list];
  return list.flatMap(() => left.splice(below(left.length), 1));
}
