import type { z } from 'zod/mini';
import { safeId } from '../../src/server/import/qti/safe-id.ts';
import type { authoredExam } from '../../src/shared/contract/exam.ts';
import { type Bank, type BankQuestion, isChoice, keysOf } from './banks.ts';

/** A bank's question as a test asks it, with what is known of its answer. */
export interface Asked {
  itemId: string;
  objectives: string[];
  /** In hundredths of a point. */
  worth: number;
  answer: { kind: 'options'; several: boolean; count: number; keys: number[] } | { kind: 'value'; key: string };
}

export const QUESTION = 'q';

/** Whole points, tenths that binary numbers do not have, and more than one. */
const WORTHS = [100, 100, 10, 250];

/** Banks ask for one answer each: every third question with three options or more lets several be chosen, every sixth has two keys. */
function asked(question: BankQuestion, at: number): Asked {
  const { id, options, alignment } = question;
  const common = {
    itemId: safeId(id),
    objectives: [...new Set(alignment.map(({ scheme, code }) => safeId(`${scheme} ${code}`)))],
    worth: WORTHS[at % WORTHS.length] ?? 100,
  };
  const [key = ''] = question.key;
  if (!isChoice(question)) return { ...common, answer: { kind: 'value', key } };
  const several = at % 3 === 0 && options.length > 2;
  const [right = 0] = keysOf(question);
  const keys = several && at % 6 === 0 ? [right, (right + 1) % options.length] : [right];
  return { ...common, answer: { kind: 'options', several, count: options.length, keys } };
}

const html = (text: string) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;

/** The body of `PUT /api/exam/:examId` for a bank, and what a test knows of it. */
export function examOfBank({ bank, items }: Bank): { exam: z.input<typeof authoredExam>; questions: Asked[] } {
  const questions = items.map(asked);
  const objectives = new Set(questions.flatMap((one) => one.objectives));
  return {
    questions,
    exam: {
      name: bank,
      objectives: [...objectives].map((id) => ({ id, abbreviation: id })),
      items: items.flatMap((item, at) => {
        const known = questions[at];
        return known ? [authored(item, known)] : [];
      }),
    },
  };
}

type AuthoredItem = z.input<typeof authoredExam>['items'][number];

function authored({ stem, options }: BankQuestion, { itemId, objectives, worth, answer }: Asked): AuthoredItem {
  const common = { id: QUESTION, prompt: html(stem), maxScore: worth / 100 };
  return {
    id: itemId,
    name: stem.slice(0, 200),
    alignmentIds: objectives,
    questions: [
      answer.kind === 'value'
        ? { ...common, interactionType: 'textEntry', baseType: 'float', correct: [answer.key] }
        : {
            ...common,
            interactionType: 'choice',
            maxChoices: answer.several ? 0 : 1,
            options: options.map(({ id, text }, index) => ({
              id: safeId(id),
              content: html(text),
              isKey: answer.keys.includes(index),
            })),
          },
    ],
  };
}
