/*
 * A school over the real app: exams, configs and sessions are made through the API, devices speak to it as the student
 * app does.
 */

import type { z } from 'zod/mini';
import { createApp } from '../../../src/server/app.ts';
import { deviceSessionsAnswer, signInAnswer } from '../../../src/shared/contract/device.ts';
import type { authoredExam } from '../../../src/shared/contract/exam.ts';
import { examConfigAnswer } from '../../../src/shared/contract/exam-config.ts';
import { createSessionAnswer } from '../../../src/shared/contract/exam-session.ts';
import { problem } from '../../../src/shared/contract/problem.ts';
import { createTestDeps, type TestDepsOptions } from '../../support/server.ts';

/** A 1 × 1 picture. */
export const PICTURE = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
export const DEVICE = 'device-of-the-cart-01';
export const OTHER_DEVICE = 'device-of-the-cart-02';

/** Two items, the second with two questions; words of it are markers that must be in no unsealed byte. */
export const EXAM = {
  name: 'Saving and spending',
  objectives: [{ id: 'saving', abbreviation: '2.11.B', text: 'explain saving' }],
  items: [
    {
      id: 'allowance',
      name: 'Cole',
      alignmentIds: ['saving'],
      body: '<p>Cole earns six dollars.</p><img src="jar.gif" alt="A jar">',
      media: [{ name: 'jar.gif', type: 'image/gif', data: PICTURE }],
      questions: [
        {
          id: 'buys',
          interactionType: 'choice',
          prompt: '<p>What can he buy?</p>',
          options: [
            { id: 'option-board', content: '<p>skateboard</p>', isKey: false },
            { id: 'option-cake', content: '<p>cupcake</p>', isKey: true },
          ],
        },
      ],
    },
    {
      id: 'jar',
      name: 'Lena',
      body: '<p>Lena fills a jar.</p>',
      questions: ['full', 'empty'].map((id) => ({
        id,
        interactionType: 'choice' as const,
        options: [
          { id: `${id}-yes`, content: 'yes', isKey: true },
          { id: `${id}-no`, content: 'no' },
        ],
      })),
    },
  ],
} satisfies z.input<typeof authoredExam>;

/** Options by item and question that answer all of `EXAM` rightly, and one of three questions. */
export const RIGHT: Answers = {
  allowance: [['buys', 1]],
  jar: [
    ['full', 0],
    ['empty', 0],
  ],
};
export const HALF: Answers = {
  allowance: [['buys', 0]],
  jar: [
    ['full', 0],
    ['empty', 1],
  ],
};
type Answers = Record<string, [question: string, index: number][]>;

export async function openSchool(options: TestDepsOptions = {}) {
  const test = await createTestDeps(options);
  const app = createApp(test.deps);

  /** Every byte that left the server, for tests that search it. */
  const traffic: string[] = [];
  async function ask(method: string, path: string, init: { authorization?: string; body?: unknown } = {}) {
    const response = await app.request(path, {
      method,
      headers: {
        ...(init.authorization !== undefined && { Authorization: init.authorization }),
        ...(init.body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
    });
    traffic.push(await response.clone().text());
    return response;
  }

  async function integrator(method: string, path: string, body?: unknown, authorization = test.authorization) {
    const response = await ask(method, path, { authorization, ...(body !== undefined && { body }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as unknown;
  }

  return {
    ...test,
    app,
    traffic,
    ask,
    integrator,
    async putExam(exam: unknown = EXAM, { id = 'exam', authorization = test.authorization } = {}) {
      await integrator('PUT', `/api/exam/${id}`, exam, authorization);
    },
    async addConfig(config: object = {}, { exam = 'exam', authorization = test.authorization } = {}) {
      const made = await integrator('POST', `/api/exam/${exam}/config`, { config }, authorization);
      return examConfigAnswer.parse(made).examConfig.id;
    },
    async addSession(config: string, student: string, authorization = test.authorization) {
      const body = { user_id: student, lis_person_name_given: 'Kevin', lis_person_name_family: 'Campbell' };
      const made = await integrator('POST', `/api/exam-config/${config}/exam-session`, body, authorization);
      return createSessionAnswer.parse(made).examSession;
    },
    /** Sets responses as an integrator does, and submits unless told not to. */
    async answer(sessionId: string, answers: Answers, submitForScoring = true) {
      const responses = Object.entries(answers).map(([itemId, questions]) => ({
        itemId,
        questions: questions.map(([id, index]) => ({ id, response: { options: [{ index }] } })),
      }));
      await integrator('POST', `/api/exam-session/${sessionId}/responses`, { submitForScoring, responses });
    },
    signIn: (ticket: string, deviceId = DEVICE) => ask('POST', '/api/device/sign-in', { body: { ticket, deviceId } }),
    /** Signs in and gives the `Authorization` header of the device. */
    async bearer(ticket: string, deviceId = DEVICE) {
      const response = await ask('POST', '/api/device/sign-in', { body: { ticket, deviceId } });
      return `Bearer ${signInAnswer.parse(await response.json()).token}`;
    },
    async list(authorization: string, query = '') {
      const response = await ask('GET', `/api/device/exam-sessions${query}`, { authorization });
      return deviceSessionsAnswer.parse(await response.json());
    },
    async only(authorization: string) {
      const response = await ask('GET', '/api/device/exam-sessions', { authorization });
      const [session] = deviceSessionsAnswer.parse(await response.json()).items;
      if (!session) throw new Error('there is no session');
      return session;
    },
  };
}
export type School = Awaited<ReturnType<typeof openSchool>>;

/** The name of the problem that an answer is, after a check that it is one. */
export async function problemOf(response: Response): Promise<string> {
  const said = problem.parse(await response.json());
  if (said.status !== response.status) throw new Error(`${said.status} in the body of a ${response.status}`);
  return `${said.status} ${said.type.split(':').at(-1)}`;
}
