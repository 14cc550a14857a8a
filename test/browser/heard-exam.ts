import type { AuthoredExam } from '../../src/shared/contract/exam.ts';

const options = (right: number[], ...contents: string[]) =>
  contents.map((content, at) => ({ id: `o${at}`, content: `<p>${content}</p>`, isKey: right.includes(at) }));
const item = (id: string, part: Partial<AuthoredExam['items'][number]>): AuthoredExam['items'][number] => ({
  id,
  name: id,
  body: '',
  media: [],
  alignmentIds: [],
  questions: [],
  ...part,
});

/** Beside a passage, below a table, in the midst of a text, a longer text, and things to be moved. */
export const HEARD_EXAM: AuthoredExam = {
  name: 'A day at the fair',
  objectives: [],
  items: [
    item('goats', {
      stimulus: {
        id: 'fair',
        title: 'Ana’s goats',
        body: '<p>Ana brought two goats to the fair.</p><p lang="es">«Son hermanas», dijo.</p>',
      },
      questions: [
        {
          id: 'q',
          interactionType: 'choice',
          prompt: '<p>What did Ana bring?</p>',
          minChoices: 0,
          maxChoices: 1,
          maxScore: 1,
          options: options([1], 'a pie', 'two goats', 'her sister'),
        },
      ],
    }),
    item('prices', {
      body: '<table><caption>Prices</caption><tr><th>Ride</th><th>Tickets</th></tr><tr><td>wheel</td><td>3</td></tr></table>',
      questions: [
        {
          id: 'q',
          interactionType: 'choice',
          prompt: '<p>Which of these could you pay with 6 tickets?</p>',
          minChoices: 0,
          maxChoices: 2,
          maxScore: 1,
          options: options([0, 1], 'one turn of the wheel', 'two turns', 'three turns'),
        },
      ],
    }),
    item('ticket', {
      body: '<p>The fair opens in the <slot name="when"></slot> and costs <slot name="cost"></slot> dollars.</p>',
      questions: [
        { id: 'when', interactionType: 'inlineChoice', prompt: '', options: options([0], 'morning', 'evening') },
        {
          id: 'cost',
          interactionType: 'textEntry',
          prompt: '',
          baseType: 'integer',
          expectedLength: 2,
          caseSensitive: false,
          correct: ['4'],
        },
      ],
    }),
    item('best', {
      questions: [
        {
          id: 'q',
          interactionType: 'extendedText',
          prompt: '<p>What would you see first at the fair, and why?</p>',
          format: 'plain',
          expectedLines: 4,
          wordCount: true,
          caseSensitive: false,
        },
      ],
    }),
    item('day', {
      questions: [
        {
          id: 'q',
          interactionType: 'order',
          prompt: '<p>Put these in order, the earliest first.</p>',
          options: [
            { id: 'a', content: '<p>go home</p>' },
            { id: 'b', content: '<p>buy a ticket</p>' },
            { id: 'c', content: '<p>ride the wheel</p>' },
          ],
          correct: ['b', 'c', 'a'],
        },
      ],
    }),
  ],
};
