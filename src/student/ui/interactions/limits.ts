import { placingText } from '../../strings/placing-text.ts';

/** How many pairs, in words; null where any number will do. */
export function associationHint(limits: { minAssociations: number; maxAssociations: number }): string | null {
  const { minAssociations: least, maxAssociations: most } = limits;
  const words = placingText().limits;
  if (most === 0) return least > 0 ? words.atLeast(least) : null;
  return least > 0 ? words.between(least, most) : words.upTo(most);
}
