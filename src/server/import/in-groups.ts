/** Parts of a file that share one write: each write is synced to the disk, and holds up the others as long as it takes. */
const PARTS_A_WRITE = 4;

/** Puts values together into groups of `size`, the last shorter. */
export async function* inGroups<T>(values: AsyncIterable<T>, size = PARTS_A_WRITE): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const value of values) {
    group.push(value);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
