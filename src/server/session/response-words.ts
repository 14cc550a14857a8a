import type { Response } from '../../shared/contract/response.ts';
import type { NamedPart, QuestionWords } from './question-words.ts';

/**
 * An answer in the words of the test: what was chosen, in the order in which it was.
 * @returns empty for none; null when the question, or what was chosen of it, is not known
 */
export function responseWords(
  question: Pick<QuestionWords, 'sources' | 'targets'> | undefined,
  response: Response | null,
): string[] | null {
  if (response === null) return [];
  if ('value' in response) return [String(response.value)];
  if ('file' in response) return [`a file of ${response.file.bytes} bytes (${response.file.type})`];
  if ('points' in response)
    return response.points.map(({ x, y }) => `the point ${round(x)}, ${round(y)} of the picture`);
  if (!question) return null;
  if ('options' in response) return known(response.options.map(({ index }) => wordsAt(question.sources, index)));
  return known(
    response.pairs.map(({ source, target }) => {
      const from = wordsAt(question.sources, source);
      const to = wordsAt(question.targets, target);
      return from !== undefined && to !== undefined ? `${from} → ${to}` : undefined;
    }),
  );
}

const wordsAt = (parts: readonly NamedPart[], index: number) => parts[index]?.words;

const known = (words: Array<string | undefined>) => (words.every((word) => word !== undefined) ? words : null);

const round = (pixels: number) => Math.round(pixels);
