/** Gives a whole number from 0 up to, but not including, its argument. */
export type Below = (bound: number) => number;

export const pick = <Value>(list: readonly Value[], below: Below): Value | undefined =>
  list.length === 0 ? undefined : list[below(list.length)];
