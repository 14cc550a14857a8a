import { type Maturity, maturity } from '../contract/maturity.ts';

/**
 * A maturity as a device reads it. `UNKNOWN` is one that a newer server invented: it is no `Maturity`, so that no
 * transition takes it. It opens nothing and deletes nothing, and is shown as "ask your teacher".
 */
export function readMaturity(value: string): Maturity | 'UNKNOWN' {
  const read = maturity.safeParse(value);
  return read.success ? read.data : 'UNKNOWN';
}
