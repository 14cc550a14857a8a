import { shuffledOrder } from '../../shared/lib/shuffle.ts';
import type { AttemptSnapshot } from './ports.ts';

type Administration = Pick<AttemptSnapshot, 'sessionId' | 'attempt' | 'config'>;

export interface QuestionPlace {
  itemId: string;
  questionId: string;
  /** What the student calls it, from 1. */
  number: number;
  /** It takes no answer. */
  unanswered?: true;
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
    .flatMap(({ id: itemId, questions, unanswered }) =>
      questions.map((questionId) => ({
        itemId,
        questionId,
        ...(unanswered?.includes(questionId) && { unanswered: true as const }),
      })),
    )
    .map((place, at) => ({ ...place, number: at + 1 }));
}

interface Shuffled {
  id: string;
  options: ReadonlyArray<{ fixed?: boolean | undefined }>;
  /** What the author says of this question; left out: as the config says. */
  shuffle?: boolean | undefined;
}

/**
 * The authored indexes of a question's options in the order that this student sees. A response always carries the
 * authored index, so that the order never reaches the score.
 *
 * @param side which list it is where a question has more than one
 */
export function optionOrder(
  snapshot: Administration,
  itemId: string,
  { id, options, shuffle = snapshot.config.shuffleOptions }: Shuffled,
  ...side: 'targets'[]
): number[] {
  if (!shuffle) return options.map((_, index) => index);
  return shuffledOrder(
    [snapshot.sessionId, String(snapshot.attempt), itemId, id, ...side],
    options.length,
    options.flatMap((option, index) => (option.fixed ? [index] : [])),
  );
}

const pick = <T>(list: readonly T[], order: readonly number[]): T[] =>
  order.flatMap((index) => list.slice(index, index + 1));
