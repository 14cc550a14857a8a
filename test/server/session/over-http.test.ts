/*
 * The operations as an integrator asks for them: status, body, and what the session says afterwards, for each state that a session
 * is in. Oracle: the maturity machine, and RFC 9457 for what is refused; who asks again, or for somebody else's, changes nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examSessionAnswer } from '../../../src/shared/contract/exam-session.ts';
import { problem } from '../../../src/shared/contract/problem.ts';
import { type Client, chosen, createClient, createConfig, createSession, expectOk } from '../api/client.ts';

let client: Client;
let configId: string;
let foreign: string;
beforeAll(async () => {
  client = await createClient();
  configId = await createConfig(client, { allowRetakes: true, maxAttempts: 2 });
  foreign = (await client.addWorkspace('elm')).authorization;
});
afterAll(() => client.close());

const STATES = {
  NOT_STARTED: [],
  IN_PROGRESS: [['responses', chosen({ 0: 0 })]],
  COMPLETE: [['responses', chosen({ 0: 0, 1: 1 }, true)]],
  'COMPLETE for the second time': [
    ['responses', chosen({ 0: 0 }, true)],
    ['retake', undefined],
    ['responses', chosen({ 1: 1 }, true)],
  ],
} satisfies Record<string, Array<[verb: string, body: unknown]>>;
type State = keyof typeof STATES;

let students = 0;
async function sessionIn(state: State): Promise<string> {
  const id = await createSession(client, configId, `student-${students++}`);
  for (const [verb, body] of STATES[state]) await expectOk(post(id, verb, body));
  return id;
}
const post = (id: string, verb: string, body?: unknown, headers?: Record<string, string>) =>
  client.call('POST', `/api/exam-session/${id}/${verb}`, body, headers);
const sessionOf = async (id: string) =>
  examSessionAnswer.parse(
    await expectOk(client.call('GET', `/api/exam-session/${id}?include[]=responses&include[]=results`)),
  ).examSession;

type Cell = [verb: string, body: unknown, status: number, says: string];
const OK = 200;
const refused = (verb: string, detail: string, body?: unknown): Cell => [verb, body, 409, detail];
const done = (verb: string, maturity: string, body?: unknown): Cell => [verb, body, OK, maturity];
const NOT_SUBMITTED = 'No further attempt: the attempt has not been submitted yet.';
const IS_COMPLETE = 'This attempt is complete, and these are not its responses.';
const ONE = chosen({ 2: 3 });
const ONE_AND_SUBMIT = chosen({ 2: 3 }, true);
const SUBMIT = chosen({}, true);

const TABLE: Record<State, Cell[]> = {
  NOT_STARTED: [
    done('reset', 'NOT_STARTED'),
    refused('reopen', 'Not reopened: nothing was received yet.'),
    refused('retake', NOT_SUBMITTED),
    done('release', 'NOT_STARTED'),
    done('responses', 'IN_PROGRESS', ONE),
    done('responses', 'COMPLETE', ONE_AND_SUBMIT),
    done('responses', 'COMPLETE', SUBMIT),
    done('responses', 'NOT_STARTED', chosen({})),
  ],
  IN_PROGRESS: [
    done('reset', 'NOT_STARTED'),
    done('reopen', 'IN_PROGRESS'),
    refused('retake', NOT_SUBMITTED),
    done('release', 'IN_PROGRESS'),
    done('responses', 'IN_PROGRESS', ONE),
    done('responses', 'COMPLETE', ONE_AND_SUBMIT),
    done('responses', 'COMPLETE', SUBMIT),
    done('responses', 'IN_PROGRESS', chosen({ 0: null })),
  ],
  COMPLETE: [
    done('reset', 'NOT_STARTED'),
    done('reopen', 'IN_PROGRESS'),
    done('retake', 'NOT_STARTED'),
    done('release', 'COMPLETE'),
    refused('responses', IS_COMPLETE, ONE),
    refused('responses', IS_COMPLETE, ONE_AND_SUBMIT),
    done('responses', 'COMPLETE', SUBMIT),
    done('responses', 'COMPLETE', chosen({ 0: 0 })),
  ],
  'COMPLETE for the second time': [
    done('reset', 'NOT_STARTED'),
    done('reopen', 'IN_PROGRESS'),
    refused('retake', 'No further attempt: all 2 attempts have been used.'),
    done('release', 'COMPLETE'),
    refused('responses', IS_COMPLETE, ONE),
    done('responses', 'COMPLETE', chosen({ 1: 1 })),
  ],
};
const named = (cells: Cell[]) => cells.map((cell) => [`${cell[0]} ${JSON.stringify(cell[1]) ?? ''}`, cell] as const);

describe.each(Object.entries(TABLE))('of a session that is %s', (state, cells) => {
  test.each(named(cells))('%s', async (_, [verb, body, status, says]) => {
    const id = await sessionIn(state as State);
    const before = await sessionOf(id);
    const answer = await post(id, verb, body);
    expect(answer.status).toBe(status);
    const after = await sessionOf(id);
    if (status === OK) {
      expect(examSessionAnswer.parse(answer.json).examSession).toMatchObject({ id, maturity: says });
      expect(after.maturity).toBe(says);
      return;
    }
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(problem.parse(answer.json)).toMatchObject({ status, detail: says, type: 'urn:satchel:problem:conflict' });
    expect(after).toEqual(before);
  });

  test.each(named(cells))('%s, by who may not: 404 by another school, 401 by nobody', async (_, [verb, body]) => {
    const id = await sessionIn(state as State);
    const before = await sessionOf(id);
    expect((await post(id, verb, body, { Authorization: foreign })).status).toBe(404);
    expect((await post(id, verb, body, { Authorization: '' })).status).toBe(401);
    expect((await post(id, verb, body, { Authorization: `${client.authorization}x` })).status).toBe(401);
    expect(await sessionOf(id)).toEqual(before);
  });

  test('what it shows afterwards is what was answered in the attempt that is current', async () => {
    const id = await sessionIn(state as State);
    const { responses, attempt, maturity } = await sessionOf(id);
    const expected = { NOT_STARTED: [], IN_PROGRESS: ['item-0'], COMPLETE: ['item-0', 'item-1'] };
    const isSecond = state === 'COMPLETE for the second time';
    const items = isSecond ? ['item-1'] : expected[state as keyof typeof expected];
    expect([Object.keys(responses ?? {}), attempt, maturity]).toEqual([items, isSecond ? 2 : 1, state.split(' ')[0]]);
  });
});

describe('what is no request at all', () => {
  const body = (part: object) => ({ submitForScoring: false, responses: [], ...part });
  const question = (part: object) => body({ responses: [{ itemId: 'item-0', questions: [{ id: 'q-0', ...part }] }] });

  test.each<[string, unknown, number, string | null]>([
    ['no JSON', '{', 400, null],
    ['a list', [], 422, null],
    ['responses that are none', body({ responses: 'all' }), 422, 'responses'],
    ['an item that is not in the exam', chosen({ 77: 1 }), 422, 'responses.0.questions.0.response'],
    ['an index that is not in the question', chosen({ 0: 4 }), 422, 'responses.0.questions.0.response'],
    ['an index that is negative', chosen({ 0: -1 }), 422, null],
    ['a response of another kind', question({ response: { value: 'x' } }), 422, 'responses.0.questions.0.response'],
    ['a field that no response has', question({ response: { options: [], sure: true } }), 422, null],
    ['no response, which is not the same as a cleared one', question({}), 422, null],
    [
      'a question twice',
      body({ responses: [...chosen({ 0: 0 }).responses, ...chosen({ 0: 1 }).responses] }),
      422,
      null,
    ],
    ['one that fits beside one that does not', chosen({ 0: 1, 1: 9 }), 422, 'responses.1.questions.0.response'],
  ])('%s changes nothing, and says where it is wrong', async (_, sent, status, where) => {
    const id = await sessionIn('IN_PROGRESS');
    const before = await sessionOf(id);
    const answer = await post(id, 'responses', sent);
    expect(answer.status).toBe(status);
    const { issues = [] } = problem.parse(answer.json);
    if (where !== null) expect(issues.map(({ path }) => path.join('.'))).toContain(where);
    expect(await sessionOf(id)).toEqual(before);
  });

  test.each([
    ['reset', 'no-such-session', undefined],
    ['reopen', 'no-such-session', undefined],
    ['retake', 'no-such-session', undefined],
    ['release', 'no-such-session', undefined],
    ['responses', 'no-such-session', ONE],
    ['restore', 'no-such-session', { run: 'run-of-nobody-at-all' }],
  ])('%s of a session that is none is 404', async (verb, id, sent) => {
    expect((await post(id, verb, sent)).status).toBe(404);
  });

  test('a restore of a run that the session does not have is 404, and of another session’s too', async () => {
    const [one, two] = [await sessionIn('COMPLETE'), await sessionIn('COMPLETE')];
    const runs = await client.deps.store.read((db) =>
      db.selectFrom('run').selectAll().where('session_id', '=', two).execute(),
    );
    const before = await sessionOf(one);
    expect((await post(one, 'restore', { run: runs[0]?.run_id })).status).toBe(404);
    expect((await post(one, 'restore', { run: 'run-of-nobody-at-all' })).status).toBe(404);
    expect((await post(one, 'restore', {})).status).toBe(422);
    expect(await sessionOf(one)).toEqual(before);
  });
});
