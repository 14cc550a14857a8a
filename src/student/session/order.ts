import { shuffledOrder } from '../../shared/lib/shuffle.ts';
import type { AttemptSnapshot } from './ports.ts';

type Administration = Pick<AttemptSnapshot, 'sessionId' | 'attempt' | 'config'>;

export interface QuestionPlace {
  itemId: string;
  questionId: string;
  /** What the student calls it, from 1. */
  number: number;
}

/** The items in the order of this student and attempt: the same after every restart and on every device. */
export function itemOrder(snapshot: Administration & Pick<AttemptSnapshot, 'items'>): AttemptSnapshot['items'] {
  const { items, config, sessionId, attempt } = snapshot;
  if (!config.shuffleItems) return items;
  return pick(items, shuffledOrder([sessionId, String(attempt), 'items'], items.length));
}

/** The questions in the order of `items`, numbered. */
export function questionPlaces(items: AttemptSnapshot['items']): QuestionPlace[] {
  return items
    .flatMap((item) => item.questions.map((questionId) => ({ itemId: item.id, questionId })))
    .map((place, at) => ({ ...place, number: at + 1 }));
}

/**
 * The authored indexes of a question's options in the order that this student sees. A response always carries the
 * authored index, so that the order never reaches the score.
 */
export function optionOrder(
  snapshot: Administration,
  itemId: string,
  question: { id: string; options: ReadonlyArray<{ fixed?: boolean | undefined }> },
): number[] {
  const { config, sessionId, attempt } = snapshot;
  if (!config.shuffleOptions) return question.options.map((_, index) => index);
  return shuffledOrder(
    [sessionId, String(attempt), itemId, question.id],
    question.options.length,
    question.options.flatMap((option, index) => (option.fixed ? [index] : [])),
  );
}

const pick = <T>(list: readonly T[], order: readonly number[]): T[] =>
  order.flatMap((index) => list.slice(index, index + 1));
