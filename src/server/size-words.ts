const UNITS = [
  [1024 ** 3, 'GiB'],
  [1024 ** 2, 'MiB'],
  [1024, 'KiB'],
  [1000 ** 2, 'MB'],
] as const;

/** A bound of so many bytes as a person reads it: in the largest unit that it is a whole number of. */
export function sizeWords(bytes: number): string {
  const [size, unit] = UNITS.find(([one]) => bytes >= one && bytes % one === 0) ?? [1, 'bytes'];
  return `${bytes / size} ${unit}`;
}
