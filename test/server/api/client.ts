import { createApp } from '../../../src/server/app.ts';
import { createTestDeps, type TestDeps, type TestDepsOptions } from '../../support/server.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // A test says what it expects of the JSON; the shape is what it tests.
  json: unknown;
}

export interface Client extends TestDeps {
  app: ReturnType<typeof createApp>;
  /** Asks as the integrator of the workspace, unless `headers` say another. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** The app over a real store, and an integrator who asks it. */
export async function createClient(options?: TestDepsOptions): Promise<Client> {
  const test = await createTestDeps(options);
  const app = createApp(test.deps);
  return {
    ...test,
    app,
    call: async (method, path, body, headers = {}) => {
      const response = await app.request(path, {
        method,
        headers: {
          Authorization: test.authorization,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, json: text === '' ? undefined : JSON.parse(text) };
    },
  };
}

/** An exam of single-choice questions, one an item; the right option of item n is n modulo 4. */
export function choiceExam(items = 3) {
  return {
    name: 'Remainders',
    objectives: [{ id: 'remainders', abbreviation: '1.A', text: 'find a remainder' }],
    items: Array.from({ length: items }, (_, n) => ({
      id: `item-${n}`,
      name: `Item ${n}`,
      alignmentIds: n === 0 ? ['remainders'] : [],
      body: `<p>What is ${n} modulo 4?</p>`,
      questions: [
        {
          id: `q-${n}`,
          interactionType: 'choice',
          prompt: '<p>Choose one.</p>',
          options: [0, 1, 2, 3].map((option) => ({
            id: `o-${option}`,
            content: `<p>${option}</p>`,
            isKey: option === n % 4,
          })),
        },
      ],
    })),
  };
}

/** The body of Set Responses: the chosen index by item number, `null` to clear. */
export function chosen(indexes: Record<number, number | null>, submitForScoring = false) {
  return {
    submitForScoring,
    responses: Object.entries(indexes).map(([n, index]) => ({
      itemId: `item-${n}`,
      questions: [{ id: `q-${n}`, response: index === null ? null : { options: [{ index }] } }],
    })),
  };
}

/** Puts an exam and a config for it. */
export async function createConfig(
  client: Client,
  config: Record<string, unknown> = {},
  exam: { examId: string; content: unknown } = { examId: 'exam-1', content: choiceExam() },
): Promise<string> {
  await expectOk(client.call('PUT', `/api/exam/${exam.examId}`, exam.content));
  const created = await expectOk(client.call('POST', `/api/exam/${exam.examId}/config`, { config }));
  return at(created, 'examConfig', 'id') as string;
}

export async function createSession(client: Client, configId: string, userId = 'student-1'): Promise<string> {
  const created = await expectOk(client.call('POST', `/api/exam-config/${configId}/exam-session`, { user_id: userId }));
  return at(created, 'examSession', 'id') as string;
}

/** The JSON of an answer that has to be a 200. */
export async function expectOk(answer: Promise<Answer>): Promise<unknown> {
  const { status, json } = await answer;
  if (status !== 200) throw new Error(`expected 200, got ${status}: ${JSON.stringify(json)}`);
  return json;
}

/** A member of nested JSON. */
export function at(json: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[name] : undefined,
    json,
  );
}
