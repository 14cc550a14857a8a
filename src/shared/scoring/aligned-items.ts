import type { ItemKey } from '../contract/item-key.ts';

/** An objective, and the positions of the items that are aligned to it. */
export interface AlignedItems {
  id: string;
  items: number[];
}

// The keys of an exam never change, and are scored once for every student of it.
const known = new WeakMap<readonly ItemKey[], AlignedItems[]>();

/** In the order in which the items name them; an item that names an objective twice is aligned to it once. */
export function alignedItems(keys: readonly ItemKey[]): AlignedItems[] {
  const found = known.get(keys) ?? group(keys);
  known.set(keys, found);
  return found;
}

function group(keys: readonly ItemKey[]): AlignedItems[] {
  const groups = new Map<string, number[]>();
  keys.forEach(({ alignmentIds }, at) => {
    for (const id of new Set(alignmentIds)) {
      const items = groups.get(id);
      if (items) items.push(at);
      else groups.set(id, [at]);
    }
  });
  return [...groups].map(([id, items]) => ({ id, items }));
}
