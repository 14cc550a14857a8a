import { z } from 'zod/mini';

export const maturity = z.enum(['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE']);
export type Maturity = z.infer<typeof maturity>;

/**
 * A maturity as a device reads it. A newer server may know more values: such a one is kept and shown as "ask your
 * teacher", opens nothing and deletes nothing.
 */
export const maturityOnDevice = z.union([maturity, z.string()]);
