import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createSessionAnswer,
  examSessionAnswer,
  listAnswer,
  resultsAnswer,
} from '../../../src/shared/contract/exam-session.ts';
import { at, type Client, createClient, createConfig, expectOk } from './client.ts';
import { SAMPLE_EXAM, SAMPLE_LAUNCH } from './sample-exam.ts';
import { sample } from './samples.ts';

/*
 * The oracle is the users' API document: every key of each of its samples is in the server's answer at the same place, in
 * the same kind and, where this server does not mint it, with the same value. More keys may be there.
 */

/** What the document masks or its server minted: only the kind has to be the same. */
const MINTED = /^(items\.\d+\.)?(examSession\.(id|studentId|workspaceId)|examConfig\.id)$/;

function differences(expected: unknown, actual: unknown, path = ''): string[] {
  const inside = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`);
  if (path === 'nextToken') return actual === null || typeof actual === 'string' ? [] : [`${path} is no token`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is no array`];
    return expected.flatMap((element, index) => differences(element, actual[index], inside(index)));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return [`${path} is no object`];
    return Object.entries(expected).flatMap(([name, value]) =>
      Object.hasOwn(actual, name)
        ? differences(value, (actual as Record<string, unknown>)[name], inside(name))
        : [`${inside(name)} is missing`],
    );
  }
  if (MINTED.test(path)) return typeof actual === typeof expected ? [] : [`${path} is of another kind`];
  return Object.is(expected, actual) ? [] : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`];
}

describe('the samples of the API document', () => {
  let client: Client;
  let configId: string;
  let sessionId: string;
  let created: unknown;
  let submitted: unknown;

  beforeAll(async () => {
    client = await createClient();
    configId = await createConfig(client, { allowRetakes: true }, SAMPLE_EXAM);
    created = await expectOk(client.call('POST', `/api/exam-config/${configId}/exam-session`, SAMPLE_LAUNCH));
    sessionId = at(created, 'examSession', 'id') as string;
    submitted = await expectOk(
      client.call('POST', `/api/exam-session/${sessionId}/responses`, sample('Set Responses').requestBody),
    );
  });
  afterAll(() => client.close());

  it('List Exam Sessions: the request as it stands is answered with every key of the response', async () => {
    const { request, requestBody, response } = sample('List Exam Sessions');
    expect(request).toBe('POST /api/exam-sessions');
    const body = structuredClone(requestBody) as { filter: { examConfigIds: { include: string[] } } };
    body.filter.examConfigIds.include[0] = configId;
    const path = '/api/exam-sessions?include[]=results&include[]=responses';
    const answer = await expectOk(client.call('POST', path, body));
    expect(differences(response, answer)).toEqual([]);
    expect(listAnswer.safeParse(answer).error).toBeUndefined();
    expect(at(answer, 'items')).toHaveLength(1);
  });

  it('Get Exam Session: every key of the response', async () => {
    const { request, response } = sample('Get Exam Session');
    expect(request).toBe('GET /api/exam-session/:sessionId');
    const answer = await expectOk(
      client.call('GET', `/api/exam-session/${sessionId}?include[]=results&include[]=responses`),
    );
    expect(differences(response, answer)).toEqual([]);
    expect(examSessionAnswer.safeParse(answer).error).toBeUndefined();
  });

  it('Get Exam Session Results: every key of the response, in option detail', async () => {
    const { request, response } = sample('Get Exam Session Results');
    expect(request).toBe('GET /api/exam-session/:examSessionId/results');
    const answer = await expectOk(client.call('GET', `/api/exam-session/${sessionId}/results`));
    expect(differences(response, answer)).toEqual([]);
    expect(resultsAnswer.safeParse(answer).error).toBeUndefined();
    expect(at(answer, 'results', 'items', 0, 'questions', 0, 'response')).toEqual({ options: [{ index: 2 }] });
    expect(at(answer, 'results', 'items')).toHaveLength(3);
  });

  it('Set Responses: the request as it stands completes and scores the attempt, and answers as Get', () => {
    expect(sample('Set Responses').request).toBe('POST /api/exam-session/:examSessionId/responses');
    expect(at(submitted, 'examSession', 'maturity')).toBe('COMPLETE');
    expect(at(submitted, 'examSession', 'scoreActual')).toBe(100);
    expect(examSessionAnswer.safeParse(submitted).error).toBeUndefined();
  });

  it('creating a session answers it in the same form, with the student’s ticket', () => {
    expect(createSessionAnswer.safeParse(created).error).toBeUndefined();
    expect(at(created, 'examSession', 'maturity')).toBe('NOT_STARTED');
    expect(at(created, 'examSession', 'ticket')).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
  });

  it.each([
    ['Reopen Session', 'reopen', 'IN_PROGRESS', 1],
    ['Retake Session', 'retake', 'NOT_STARTED', 2],
    ['Reset Session', 'reset', 'NOT_STARTED', 1],
  ] as const)('%s: GET answers with the session as Get gives it', async (name, verb, maturity, attempt) => {
    expect(sample(name).request).toBe(`GET /api/exam-session/:examSessionId/${verb}`);
    const launch = { ...SAMPLE_LAUNCH, user_id: `${verb}@examspark.com` };
    const own = await expectOk(client.call('POST', `/api/exam-config/${configId}/exam-session`, launch));
    const id = at(own, 'examSession', 'id') as string;
    await expectOk(client.call('POST', `/api/exam-session/${id}/responses`, sample('Set Responses').requestBody));
    const answer = await expectOk(client.call('GET', `/api/exam-session/${id}/${verb}`));
    expect(examSessionAnswer.safeParse(answer).error).toBeUndefined();
    expect(at(answer, 'examSession', 'maturity')).toBe(maturity);
    expect(at(answer, 'examSession', 'attempt')).toBe(attempt);
    expect(answer).toEqual(await expectOk(client.call('GET', `/api/exam-session/${id}`)));
  });

  it('has a comparison that notices a key that is missing, renamed or of another kind', () => {
    expect(differences({ a: { b: 1 } }, { a: { c: 1 } })).toEqual(['a.b is missing']);
    expect(differences({ a: [{ b: 1 }] }, { a: [{ b: '1' }] })).toEqual(['a.0.b is "1", not 1']);
    expect(differences({ a: [1, 2] }, { a: [1] })).toEqual(['a.1 is undefined, not 2']);
  });
});
