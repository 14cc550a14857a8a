/* What an integrator does before the day of the test, and what is looked up after it: all of it through the API. */

import { examConfigAnswer } from '../../src/shared/contract/exam-config.ts';
import { createSessionAnswer, type examSessionAnswer, listAnswer } from '../../src/shared/contract/exam-session.ts';
import { choiceExam } from '../support/wire-client.ts';
import type { Question, Seat } from './device.ts';

export interface Api {
  url: string;
  /** `appKey:appSecret`. */
  key: string;
}

export interface School {
  configId: string;
  questions: Question[];
  seats: Seat[];
}

/** Requests at once; a server that is measured later must not be refused now. */
const AT_ONCE = 16;
const PAGE = 200;

/** The server could not be asked, or did not do what it was. */
export class NotOpened extends Error {
  override name = 'NotOpened';
}

export async function ask(api: Api, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(path, api.url), {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(api.key).toString('base64')}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((error: Error) => {
    const { message } = error.cause instanceof Error ? error.cause : error;
    throw new NotOpened(`The server at ${api.url} cannot be reached: ${message}`);
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new NotOpened(`${method} ${path} was answered with ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

/** Puts an exam of choice questions and one session for each student. @param name not used before on this server */
export async function openSchool(api: Api, name: string, students: number, questions: number): Promise<School> {
  const exam = choiceExam(questions);
  await ask(api, 'PUT', `/api/exam/${name}`, exam);
  const made = examConfigAnswer.parse(await ask(api, 'POST', `/api/exam/${name}/config`, { config: {} }));
  const configId = made.examConfig.id;
  const seats = await inTurns(students, AT_ONCE, async (n) => {
    const body = { user_id: `${name}-${n}`, lis_person_name_given: 'Student', lis_person_name_family: String(n) };
    const answer = await ask(api, 'POST', `/api/exam-config/${configId}/exam-session`, body);
    const { id, ticket } = createSessionAnswer.parse(answer).examSession;
    return { sessionId: id, ticket };
  });
  return {
    configId,
    seats,
    questions: exam.items.flatMap(({ id, questions: own }) =>
      own.map((question) => ({ itemId: id, questionId: question.id, options: question.options.length })),
    ),
  };
}

/** What the server holds of a session. */
export interface Held {
  maturity: string;
  /** The chosen option, by item. */
  chosen: Map<string, number>;
}

/** All sessions of the config, by their ids, as List tells them. */
export async function readHeld(api: Api, configId: string): Promise<Map<string, Held>> {
  const held = new Map<string, Held>();
  let nextToken: string | null = null;
  do {
    const body = { filter: { examConfigIds: { include: [configId] } }, limit: PAGE, nextToken };
    const answer = listAnswer.parse(await ask(api, 'POST', '/api/exam-sessions?include[]=responses', body));
    for (const { examSession } of answer.items) held.set(examSession.id, heldOf(examSession));
    nextToken = answer.nextToken;
  } while (nextToken !== null);
  return held;
}

type Session = ReturnType<typeof examSessionAnswer.parse>['examSession'];

function heldOf({ maturity, responses = {} }: Pick<Session, 'maturity' | 'responses'>): Held {
  const chosen = new Map<string, number>();
  for (const [itemId, questions] of Object.entries(responses)) {
    for (const response of Object.values(questions)) {
      const index = 'options' in response ? response.options[0]?.index : undefined;
      if (index !== undefined) chosen.set(itemId, index);
    }
  }
  return { maturity, chosen };
}

/** Does something for 0 to `count` - 1, so many at once. */
export async function inTurns<T>(count: number, atOnce: number, act: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async () => {
    for (let n = next++; n < count; n = next++) results[n] = await act(n);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
  return results;
}
