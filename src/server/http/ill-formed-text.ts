import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { wellFormed } from '../../shared/lib/well-formed.ts';

/**
 * Finds text that the stores would not give back as it came: lone surrogates and U+0000.
 * @param value plain JSON
 */
export function findIllFormedText(value: unknown, path: ProblemIssue['path'] = []): ProblemIssue[] {
  if (typeof value === 'string') {
    return wellFormed(value) === value ? [] : [{ path, message: 'must not hold U+0000 or lone surrogates' }];
  }
  if (Array.isArray(value)) return value.flatMap((element, index) => findIllFormedText(element, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => findIllFormedText(member, [...path, name]));
}
