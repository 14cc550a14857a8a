import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Client, chosen, createClient, createConfig, createSession, expectOk } from './client.ts';

const RIGHT = { 0: 0, 1: 1, 2: 2 };
/** 100 × 1 / 3 and 100 × 2 / 3, rounded half up to 4 decimals. */
const ONE = { 0: 0, 1: 3, 2: 3 };
const TWO = { 0: 0, 1: 1, 2: 3 };

describe('attempts', () => {
  let client: Client;
  beforeAll(async () => {
    client = await createClient();
  });
  afterAll(() => client.close());

  const submit = (id: string, indexes: Record<number, number>) =>
    expectOk(client.call('POST', `/api/exam-session/${id}/responses`, chosen(indexes, true)));
  const get = async (id: string) =>
    at(
      await expectOk(client.call('GET', `/api/exam-session/${id}?include[]=results&include[]=responses`)),
      'examSession',
    );
  const operate = (id: string, verb: string) => client.call('POST', `/api/exam-session/${id}/${verb}`);

  async function takeThrice(mode: string): Promise<{ id: string; configId: string }> {
    const configId = await createConfig(client, { allowRetakes: true, attemptResolutionStrategy: { mode } });
    const id = await createSession(client, configId);
    await submit(id, ONE);
    await expectOk(operate(id, 'retake'));
    await submit(id, RIGHT);
    await expectOk(operate(id, 'retake'));
    await submit(id, TWO);
    return { id, configId };
  }

  it.each([
    ['FIRST', 33.3333, 1],
    ['HIGHEST', 100, 3],
    ['LATEST', 66.6667, 2],
    ['AVERAGE', 66.6667, 2],
  ])('%s: score and results come from the attempt that it picks', async (mode, score, points) => {
    const { id } = await takeThrice(mode);
    const session = await get(id);
    expect(at(session, 'scoreActual')).toBe(score);
    expect(at(session, 'results', 'points', 'actual')).toBe(points);
    expect(at(session, 'attempt')).toBe(3);
    // The current attempt's, whichever counts.
    expect(at(session, 'responses', 'item-1', 'q-1')).toEqual({ options: [{ index: 1 }] });
    const results = await expectOk(client.call('GET', `/api/exam-session/${id}/results`));
    expect(at(results, 'examSession', 'scoreActual')).toBe(score);
    expect(at(results, 'results', 'points', 'actual')).toBe(points);
  });

  it('lists every attempt with its own score', async () => {
    const { id } = await takeThrice('LATEST');
    expect(at(await get(id), 'attempts')).toMatchObject([
      { attempt: 1, maturity: 'COMPLETE', scoreActual: 33.3333, points: { actual: 1, max: 3 } },
      { attempt: 2, maturity: 'COMPLETE', scoreActual: 100, points: { actual: 3, max: 3 } },
      { attempt: 3, maturity: 'COMPLETE', scoreActual: 66.6667, points: { actual: 2, max: 3 } },
    ]);
  });

  it('shows the responses that the results were made of, when an earlier attempt counts', async () => {
    const { id } = await takeThrice('FIRST');
    const results = await expectOk(client.call('GET', `/api/exam-session/${id}/results`));
    expect(at(results, 'results', 'items', 1, 'questions', 0, 'response')).toEqual({ options: [{ index: 3 }] });
  });

  it('counts an earlier attempt while the next one is open', async () => {
    const { id } = await takeThrice('LATEST');
    await expectOk(operate(id, 'retake'));
    expect(await get(id)).toMatchObject({ maturity: 'NOT_STARTED', attempt: 4, scoreActual: 66.6667, responses: {} });
  });

  it('picks anew, in sessions and in the list, when the config’s strategy changes', async () => {
    const { id, configId } = await takeThrice('FIRST');
    const config = { allowRetakes: true, attemptResolutionStrategy: { mode: 'HIGHEST' } };
    await expectOk(client.call('PUT', `/api/exam-config/${configId}`, { config }));
    expect(at(await get(id), 'scoreActual')).toBe(100);
    const list = await expectOk(client.call('GET', `/api/exam-config/${configId}/exam-sessions`));
    expect(at(list, 'aggregations', 'minScore', 'value')).toBe(100);
    expect(at(list, 'items', 0, 'examSession', 'scoreActual')).toBe(100);
  });

  it('has neither score nor results until an attempt is complete', async () => {
    const id = await createSession(client, await createConfig(client));
    await expectOk(client.call('POST', `/api/exam-session/${id}/responses`, chosen({ 0: 0 })));
    expect(await get(id)).toMatchObject({
      maturity: 'IN_PROGRESS',
      scoreActual: null,
      results: null,
      attempts: [{ attempt: 1, scoreActual: null, points: null, completedAt: null }],
    });
    const results = await expectOk(client.call('GET', `/api/exam-session/${id}/results`));
    expect(at(results, 'results')).toBeNull();
  });

  it('refuses a retake that the config does not allow, with the reason, and changes nothing', async () => {
    const id = await createSession(client, await createConfig(client));
    expect((await operate(id, 'retake')).status).toBe(409);
    await submit(id, ONE);
    const before = await get(id);
    const { status, json } = await operate(id, 'retake');
    expect(status).toBe(409);
    expect(at(json, 'detail')).toMatch(/retake/);
    expect(await get(id)).toEqual(before);
  });

  it('refuses a retake beyond maxAttempts', async () => {
    const id = await createSession(client, await createConfig(client, { allowRetakes: true, maxAttempts: 2 }));
    await submit(id, ONE);
    await expectOk(operate(id, 'retake'));
    await submit(id, TWO);
    expect((await operate(id, 'retake')).status).toBe(409);
  });

  it('removes responses, results and every attempt on reset', async () => {
    const { id } = await takeThrice('HIGHEST');
    await expectOk(operate(id, 'reset'));
    expect(await get(id)).toMatchObject({
      maturity: 'NOT_STARTED',
      attempt: 1,
      scoreActual: null,
      results: null,
      responses: {},
      attempts: [{ attempt: 1, maturity: 'NOT_STARTED' }],
    });
  });

  it('removes on each reset what was set since the one before, however soon it comes', async () => {
    const id = await createSession(client, await createConfig(client, { allowRetakes: true }));
    for (const verbs of [['reset'], ['retake', 'reset'], ['reopen', 'reset', 'reset']]) {
      await submit(id, ONE);
      for (const verb of verbs) await expectOk(operate(id, verb));
      expect(await get(id)).toMatchObject({ maturity: 'NOT_STARTED', attempt: 1, scoreActual: null, responses: {} });
    }
  });

  it('keeps the responses on reopen, and has no score until it is submitted again', async () => {
    const id = await createSession(client, await createConfig(client));
    await submit(id, ONE);
    await expectOk(operate(id, 'reopen'));
    const open = await get(id);
    expect(open).toMatchObject({ maturity: 'IN_PROGRESS', attempt: 1, scoreActual: null, results: null });
    expect(Object.keys(at(open, 'responses') as object)).toEqual(['item-0', 'item-1', 'item-2']);
    await submit(id, RIGHT);
    expect(await get(id)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
  });

  it('refuses to reopen what was never started', async () => {
    const id = await createSession(client, await createConfig(client));
    const { status, json } = await operate(id, 'reopen');
    expect(status).toBe(409);
    expect(at(json, 'detail')).toMatch(/nothing was received yet/);
  });
});
