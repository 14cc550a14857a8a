import { at } from './client.ts';
import { sample } from './samples.ts';

type Option = { id: string; content: string; isKey: boolean };

const detail = at(sample('Get Exam Session Results').response, 'results', 'items', 0);
const objectives = at(sample('Get Exam Session').response, 'examSession', 'results', 'objectives');
const [saving = '', second = '', third = ''] = Object.keys(objectives as object);

/**
 * The exam behind the samples. The document shows one of its items in full; of the other two it shows the ids, and which
 * option was right.
 */
export const SAMPLE_EXAM = {
  examId: 'a0829bc3-8291-43dd-9181-478e7411c1df',
  content: {
    name: 'Saving and spending',
    objectives: [
      objectiveOf(saving),
      { id: second, abbreviation: '2.11.A', text: 'calculate how money saved can accumulate;' },
      { id: third, abbreviation: '2.11.C', text: 'distinguish between a deposit and a withdrawal;' },
    ],
    items: [
      {
        id: at(detail, 'id'),
        name: at(detail, 'name'),
        alignmentIds: at(detail, 'alignmentIds'),
        body: '<p>Cole earns $6.00 per week for his allowance.</p>',
        questions: [
          {
            id: at(detail, 'questions', 0, 'id'),
            interactionType: 'choice',
            prompt: '<p>Which can he buy?</p>',
            options: (at(detail, 'questions', 0, 'options') as Option[]).map(({ id, content, isKey }) => ({
              id,
              content,
              isKey,
            })),
          },
        ],
      },
      itemOf('cdf02148-7888-4e4b-97ff-0003846baa4d', '5Vkl1ZQLt3Io', 1, second),
      itemOf('993d673c-5c8d-43aa-99ea-8e417d1300dc', 'oRrwhIkKBBH', 3, third),
    ],
  },
};

/** The launch of the student in the samples. */
export const SAMPLE_LAUNCH = {
  user_id: 'kevin@examspark.com',
  lis_person_name_given: 'Kevin',
  lis_person_name_family: 'Campbell',
};

function objectiveOf(id: string) {
  const found = at(sample('Get Exam Session Results').response, 'results', 'objectives', id);
  return { id, abbreviation: at(found, 'abbreviation'), text: at(found, 'text') };
}

function itemOf(id: string, questionId: string, key: number, alignmentId: string) {
  return {
    id,
    name: `Item ${id}`,
    alignmentIds: [alignmentId],
    body: '',
    questions: [
      {
        id: questionId,
        interactionType: 'choice',
        prompt: '<p>Choose one.</p>',
        options: [0, 1, 2, 3].map((index) => ({ id: `o${index}`, content: `<p>${index}</p>`, isKey: index === key })),
      },
    ],
  };
}
