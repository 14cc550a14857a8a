import type { z } from 'zod/mini';
import { UNANSWERED } from '../shared/contract/authored/question.ts';
import type { resultsAnswer } from '../shared/contract/exam-session.ts';

export type ResultQuestion = NonNullable<
  z.infer<typeof resultsAnswer>['results']
>['items'][number]['questions'][number];
type Part = { id: string; content: string };

/** False for what is only read, heard or seen. */
export const takesAnswer = ({ interactionType }: ResultQuestion) =>
  !UNANSWERED.some((type) => type === interactionType);

/** What was answered, in the words of the test; empty for no answer. */
export function answerOf({ response, options, targets = options }: ResultQuestion): string[] {
  if ('options' in response) return response.options.map(({ index }) => wordsOf(options, index));
  if ('pairs' in response) {
    return response.pairs.map(({ source, target }) => pair(wordsOf(options, source), wordsOf(targets, target)));
  }
  if ('points' in response) return response.points.map(({ x, y }) => `the point ${Math.round(x)}, ${Math.round(y)}`);
  if ('value' in response) return [String(response.value)];
  return 'file' in response ? ['a file'] : [];
}

/** What is right: of options and pairs the keys name the ids, of everything else they are what is right. */
export function rightOf({ keys, options, targets = options }: ResultQuestion): string[] {
  return keys.map(({ value }) => {
    const option = options.findIndex(({ id }) => id === value);
    if (option >= 0) return wordsOf(options, option);
    const [from, to] = value.split(' ');
    const [source, target] = [options.findIndex(({ id }) => id === from), targets.findIndex(({ id }) => id === to)];
    return source >= 0 && target >= 0 ? pair(wordsOf(options, source), wordsOf(targets, target)) : value;
  });
}

const pair = (source: string, target: string) => `${source} → ${target}`;

const wordsOf = (parts: readonly Part[], index: number) =>
  plainText(parts[index]?.content ?? '') || `number ${index + 1} of ${parts.length}`;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The words of authored HTML, shown as text only: this page never renders HTML that came from outside. */
function plainText(html: string): string {
  return html
    .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '');
}
