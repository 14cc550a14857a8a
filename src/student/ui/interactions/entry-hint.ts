import type { Student } from '../../../shared/contract/student/question.ts';
import { parseScalar } from '../../../shared/scoring/values/parse-scalar.ts';

type Entry = Pick<Student<'textEntry'>, 'baseType' | 'pattern'>;

/** What a text does not have that an answer should; null when it is good, or when there is none. Keeps nobody from it. */
export function entryHint({ baseType, pattern }: Entry, text: string): 'integer' | 'float' | 'pattern' | null {
  if (text.trim() === '') return null;
  if (baseType !== 'string' && parseScalar(baseType, text) === undefined) return baseType;
  return pattern !== undefined && !hasForm(text, pattern) ? 'pattern' : null;
}

/** A pattern is XML Schema's, nearly the same as JavaScript's; about one that is not, nothing is said. */
function hasForm(text: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}
