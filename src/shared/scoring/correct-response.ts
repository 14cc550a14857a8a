import type { ValueKey } from '../contract/item-key.ts';
import type { Scalar } from '../contract/processing/value.ts';
import type { Response } from '../contract/response.ts';

/** A response that is right, to be shown beside a student's; null where the key names none. */
export function correctResponse({ declaration, options = [], targets = options, scoredBy }: ValueKey): Response | null {
  const { baseType, correct } = declaration;
  if (!Array.isArray(correct) || correct.length === 0) return null;
  const values = scoredBy === 'any' ? correct.slice(0, 1) : correct;
  switch (baseType) {
    case 'identifier':
      return { options: values.map((value) => ({ index: indexIn(options, value) })) };
    case 'pair':
    case 'directedPair':
      return {
        pairs: values.flatMap((value) =>
          Array.isArray(value) ? [{ source: indexIn(options, value[0]), target: indexIn(targets, value[1]) }] : [],
        ),
      };
    case 'point':
      return {
        points: values.flatMap((value) => {
          const [x, y] = Array.isArray(value) ? value : [];
          return typeof x === 'number' && typeof y === 'number' ? [{ x, y }] : [];
        }),
      };
    default:
      return { value: values.map(String).join('\n') };
  }
}

/** An identifier that the question does not have is an index that it does not have. */
function indexIn(names: readonly string[], value: Scalar | undefined): number {
  const index = names.indexOf(String(value));
  return index < 0 ? names.length : index;
}
