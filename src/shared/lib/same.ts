/** Whether two values have the same JSON text: what was read twice is then the same to whoever shows it. */
export const same = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
