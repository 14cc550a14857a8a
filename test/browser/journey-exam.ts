/* A short test that has every tool, and what one student answers in it. */
import type { AuthoredExam } from '../../src/shared/contract/exam.ts';
import type { Response } from '../../src/shared/contract/response.ts';

const options = (right: number[], contents: string[]) =>
  contents.map((content, at) => ({ id: `o${at}`, content: `<p>${content}</p>`, isKey: right.includes(at) }));
const passage = {
  id: 'jar',
  title: 'The jar on the shelf',
  body:
    '<p>Every Friday Cole earns $6.00 for feeding the goats. Half of it goes into a jar.</p>' +
    '<p>In March the skate park opened, and Cole counted the money.</p>',
};
const item = { name: '', body: '', media: [] };

/** Of the question that is written, which the student gets wrong. */
export const RIGHT = 'a bicycle';
export const COINS = ['one dime', 'three dimes', 'nine dimes', 'no dime'];
export const WORTH = ['a helmet', 'a cupcake', 'a jacket', 'a pencil'];

export const JOURNEY_EXAM: AuthoredExam = {
  name: 'Saving in a jar',
  objectives: [
    { id: 'saving', abbreviation: '2.11.B', text: 'explain that saving is an alternative to spending' },
    { id: 'coins', abbreviation: '2.5.A', text: 'tell what coins are worth' },
  ],
  referenceSheet: '<table><tr><th>Coin</th><th>Worth</th></tr><tr><td>dime</td><td>$0.10</td></tr></table>',
  items: [
    {
      ...item,
      id: 'first',
      stimulus: passage,
      alignmentIds: ['coins'],
      questions: [
        {
          id: 'q',
          interactionType: 'choice',
          prompt: '<p>How many dimes are in the jar?</p>',
          minChoices: 0,
          maxChoices: 1,
          maxScore: 1,
          options: options([1], COINS),
        },
      ],
    },
    {
      ...item,
      id: 'second',
      stimulus: passage,
      alignmentIds: ['saving'],
      questions: [
        {
          id: 'q',
          interactionType: 'choice',
          prompt: '<p>What can Cole buy?</p>',
          minChoices: 0,
          maxChoices: 2,
          maxScore: 1,
          options: options([1, 3], WORTH),
        },
      ],
    },
    {
      ...item,
      id: 'third',
      alignmentIds: ['saving'],
      questions: [
        {
          id: 'q',
          interactionType: 'textEntry',
          prompt: '<p>What would you save for?</p>',
          baseType: 'string',
          caseSensitive: false,
          expectedLength: 20,
          correct: [RIGHT],
        },
      ],
    },
  ],
};

/** Of letters that go the other way, of more than one unit, and of none. */
export const WRITTEN = 'دراجة — “a bicycle” 🚲 ½';

/** By item, after a first answer that was changed. */
export const ANSWERED: Record<string, { q: Response }> = {
  first: { q: { options: [{ index: 1 }] } },
  second: { q: { options: [{ index: 1 }, { index: 3 }] } },
  third: { q: { value: WRITTEN } },
};
export const POINTS = { actual: 2, max: 3 };

export const JOURNEY_CONFIG = {
  keyRelease: 'submit',
  shuffleOptions: true,
  allowRetakes: true,
  maxAttempts: 2,
  timeLimitSeconds: 3600,
  enableAnswerEliminator: true,
  enableHighlighter: true,
  enableNotes: true,
  enableLineReader: true,
  calculator: 'basic',
  enableReferenceSheet: true,
  enableReadAloud: true,
};
export const SCORES_SHOWN = { showScoreOnComplete: true, showCorrectAnswersOnComplete: true };

/** What the student marks in it, and notes. */
export const MARKED = ['Every Friday Cole', 'How', 'He saves.'];

/** Every text of it that a student reads. */
export const AUTHORED: string[] = [
  ...JSON.stringify(JOURNEY_EXAM).matchAll(/"(?:name|title|content|text|prompt|abbreviation|body)":"(.*?)"/g),
]
  .flatMap(([, html = '']) => html.split(/<[^>]*>/))
  .filter((words) => words !== '');
