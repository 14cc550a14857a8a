/* The school that every history begins in: one test, one student, and two devices that are in the test already. */
import { createSessionAnswer } from '../../src/shared/contract/exam-session.ts';
import { Device } from './device.ts';
import type { Disk } from './disk.ts';
import { Figures } from './figures.ts';
import type { Server } from './server.ts';
import { DEVICES, ITEMS } from './steps.ts';

/** So many that no two answers of a history are alike: a value tells where it came from. */
export const OPTIONS = 60;
export const EXAM = 'exam-1';

export const examOf = (version: number) => ({
  name: `Saving and spending ${version}`,
  items: Array.from({ length: ITEMS }, (_, n) => ({
    id: `item-${n}`,
    name: `Item ${n}`,
    body: `<p>Question ${n}</p>`,
    questions: [
      {
        id: 'q',
        interactionType: 'choice',
        prompt: '<p>Choose one.</p>',
        options: Array.from({ length: OPTIONS }, (_, option) => ({
          id: `o-${option}`,
          content: `<p>${option}</p>`,
          // The third value that anybody gives is the right one.
          isKey: option === 2,
        })),
      },
    ],
  })),
});

export const configOf = (part: object = {}) => ({
  allowRetakes: true,
  showScoreOnComplete: true,
  showCorrectAnswersOnComplete: true,
  keyRelease: 'submit',
  ...part,
});

export interface Seat {
  configId: string;
  sessionId: string;
  ticket: string;
  /** Of the devices, before anything goes wrong; a history gets copies. */
  disks: Disk[];
  /** The run that is open on all of them. */
  run: string;
}

export async function prepareSchool(server: Server): Promise<Seat> {
  await server.ask('PUT', `/api/exam/${EXAM}`, examOf(0));
  const made = await server.ask('POST', `/api/exam/${EXAM}/config`, { config: configOf() });
  const configId = (made as { examConfig: { id: string } }).examConfig.id;
  const body = { user_id: 'ada', lis_person_name_given: 'Ada', lis_person_name_family: 'L' };
  const session = await server.ask('POST', `/api/exam-config/${configId}/exam-session`, body);
  const { id, ticket } = createSessionAnswer.parse(session).examSession;
  const devices = Array.from(
    { length: DEVICES },
    (_, name) => new Device(name, { server, arrivals: [], broken: [] }, new Figures()),
  );
  for (const device of devices) {
    await device.signIn(ticket, true);
    await device.refresh();
    await device.open(id);
    for (const tab of device.tabs) tab.close();
  }
  const run = devices[0]?.run;
  if (!run || devices.some((device) => device.run !== run)) throw new Error('the test is not open on every device');
  return { configId, sessionId: id, ticket, disks: devices.map(({ disk }) => disk), run };
}
