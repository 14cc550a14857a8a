/* The exam, and who sits it. */
import { createSessionAnswer } from '../../../src/shared/contract/exam-session.ts';
import type { Server } from '../../simulation/server.ts';

export type Student = 'ada' | 'ben';
interface Seat {
  sessionId: string;
  ticket: string;
}
export type Seats = Record<Student, Seat>;

const EXAM = 'exam-1';
const ITEMS = 4;
const OPTIONS = 6;

/** Every other item has a picture, another one in each version. */
const examOf = (version: number) => ({
  name: `Saving and spending ${version}`,
  items: Array.from({ length: ITEMS }, (_, n) => ({
    id: `item-${n}`,
    name: `Item ${n}`,
    body: n % 2 === 0 ? '<p><img src="p.png" alt="A picture"></p>' : `<p>Question ${n}</p>`,
    media:
      n % 2 === 0
        ? [{ name: 'p.png', type: 'image/png', data: Buffer.from(`${n} of ${version}`).toString('base64') }]
        : [],
    questions: [
      {
        id: 'q',
        interactionType: 'choice',
        prompt: `<p>Choose one of ${version}.</p>`,
        options: Array.from({ length: OPTIONS }, (_, option) => ({
          id: `o-${option}`,
          content: `<p>${option}</p>`,
          isKey: option === 2,
        })),
      },
    ],
  })),
});

/** Staff change the exam; a run that has not begun gets the new version. */
export const putExam = (server: Server, version: number): Promise<unknown> =>
  server.ask('PUT', `/api/exam/${EXAM}`, examOf(version));

/** Staff start a student's test again. */
export const reset = (server: Server, { sessionId }: Seat): Promise<unknown> =>
  server.ask('POST', `/api/exam-session/${sessionId}/reset`);

/** Another system answers a question of a student. */
export const answerElsewhere = (server: Server, { sessionId }: Seat, item: number): Promise<unknown> =>
  server.ask('POST', `/api/exam-session/${sessionId}/responses`, {
    submitForScoring: false,
    responses: [{ itemId: `item-${item}`, questions: [{ id: 'q', response: { options: [{ index: 5 }] } }] }],
  });

export async function prepareSeats(server: Server): Promise<Seats> {
  await putExam(server, 0);
  const config = { showScoreOnComplete: true, showCorrectAnswersOnComplete: true, keyRelease: 'submit' };
  const made = await server.ask('POST', `/api/exam/${EXAM}/config`, { config });
  const configId = (made as { examConfig: { id: string } }).examConfig.id;
  const seat = async (student: Student) => {
    const body = { user_id: student, lis_person_name_given: student, lis_person_name_family: 'L' };
    const answer = await server.ask('POST', `/api/exam-config/${configId}/exam-session`, body);
    const { id, ticket } = createSessionAnswer.parse(answer).examSession;
    return { sessionId: id, ticket };
  };
  return { ada: await seat('ada'), ben: await seat('ben') };
}
