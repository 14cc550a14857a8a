import type { QuestionKey } from '../../src/shared/contract/item-key.ts';
import type { Response } from '../../src/shared/contract/response.ts';
import { type Below, pick } from './draw.ts';

const TEXTS = [
  '',
  ' ',
  '0',
  '3',
  '-1.5',
  '1e308',
  'NaN',
  'York',
  'true',
  `${'a'.repeat(60)}!`,
  '漢',
  'x'.repeat(5000),
  '\n\n',
  'A B',
];

/** Of the question's own form, for the most part; indexes go a little past the last option. */
export function randomResponse(question: QuestionKey, below: Below): Response | null {
  if (below(6) === 0) return null;
  const options = 'options' in question ? (question.options?.length ?? 0) : 0;
  const targets = 'targets' in question ? (question.targets?.length ?? options) : options;
  const count = 'optionCount' in question ? question.optionCount : options;
  const some = <Value>(one: () => Value): Value[] => Array.from({ length: below(5) }, one);
  const index = (most: number) => below(most + 2);
  const { interactionType } = question;
  if (/slider|Text|textEntry/.test(interactionType)) return { value: pick(TEXTS, below) ?? '' };
  if (/atch|ssociate/.test(interactionType))
    return { pairs: some(() => ({ source: index(options), target: index(targets) })) };
  if (/oint|positionObject/.test(interactionType))
    return { points: some(() => ({ x: below(500) - 20, y: below(400) / 3 })) };
  return { options: some(() => ({ index: index(count) })) };
}
