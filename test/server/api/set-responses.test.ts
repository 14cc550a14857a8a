import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, type Client, chosen, createClient, createConfig, createSession, expectOk } from './client.ts';

describe('Set Responses', () => {
  let client: Client;
  let configId: string;
  let id: string;
  let students = 0;

  beforeAll(async () => {
    client = await createClient();
    configId = await createConfig(client);
  });
  beforeEach(async () => {
    students += 1;
    id = await createSession(client, configId, `student-${students}`);
  });
  afterAll(() => client.close());

  const set = (body: unknown) => client.call('POST', `/api/exam-session/${id}/responses`, body);
  const get = async () =>
    at(
      await expectOk(client.call('GET', `/api/exam-session/${id}?include[]=results&include[]=responses`)),
      'examSession',
    );

  it('upserts by question: what is not named stays', async () => {
    await expectOk(set(chosen({ 0: 1, 1: 1 })));
    await expectOk(set(chosen({ 1: 2 })));
    expect(at(await get(), 'responses')).toEqual({
      'item-0': { 'q-0': { options: [{ index: 1 }] } },
      'item-1': { 'q-1': { options: [{ index: 2 }] } },
    });
  });

  it('clears with null, and leaves the item with {}', async () => {
    await expectOk(set(chosen({ 0: 1, 1: 1 })));
    await expectOk(set(chosen({ 0: null })));
    expect(at(await get(), 'responses')).toEqual({ 'item-0': {}, 'item-1': { 'q-1': { options: [{ index: 1 }] } } });
  });

  it('takes an empty list of options for no response', async () => {
    await expectOk(set(chosen({ 0: 1 })));
    const questions = [{ id: 'q-0', response: { options: [] } }];
    await expectOk(set({ responses: [{ itemId: 'item-0', questions }] }));
    expect(at(await get(), 'responses')).toEqual({ 'item-0': {} });
  });

  it('refuses more options than a mapped question lets be chosen, which would score above its maximum', async () => {
    const options = ['a', 'b', 'c'].map((option) => ({ id: option, content: option }));
    const entries = ['a', 'b'].map((mapKey) => ({ mapKey, mappedValue: 1 }));
    const mapped = { id: 'q', interactionType: 'choice', maxChoices: 1, options, mapping: { entries } };
    const content = { name: 'Mapped', items: [{ id: 'item', questions: [mapped] }] };
    id = await createSession(client, await createConfig(client, {}, { examId: 'mapped', content }));
    const choose = (...indexes: number[]) => {
      const response = { options: indexes.map((index) => ({ index })) };
      return set({ submitForScoring: true, responses: [{ itemId: 'item', questions: [{ id: 'q', response }] }] });
    };
    expect(await choose(0, 1)).toMatchObject({
      status: 422,
      json: { issues: [{ path: ['responses', 0, 'questions', 0, 'response'] }] },
    });
    expect(at(await get(), 'maturity')).toBe('NOT_STARTED');
    await expectOk(choose(1));
    expect(at(await get(), 'scoreActual')).toBe(100);
  });

  it('goes from NOT_STARTED over IN_PROGRESS to COMPLETE, and rolls up items, objectives and points', async () => {
    expect(at(await get(), 'maturity')).toBe('NOT_STARTED');
    await expectOk(set(chosen({ 0: 0 })));
    expect(at(await get(), 'maturity')).toBe('IN_PROGRESS');
    await expectOk(set({ submitForScoring: true, responses: [] }));
    const one = { actual: 1, isScorable: true, min: 0, max: 1 };
    const none = { ...one, actual: 0 };
    expect(await get()).toMatchObject({
      maturity: 'COMPLETE',
      scoreActual: 33.3333,
      results: {
        items: [
          { id: 'item-0', score: one },
          { id: 'item-1', score: none },
          { id: 'item-2', score: none },
        ],
        objectives: { remainders: { id: 'remainders', score: one, scores: [one] } },
        points: { actual: 1, isScorable: true, min: 0, max: 3 },
      },
    });
  });

  it('answers the same responses on COMPLETE with 200 and no change, and others with 409', async () => {
    await expectOk(set(chosen({ 0: 0, 1: 1 }, true)));
    const before = await get();
    expect((await set(chosen({ 0: 0, 1: 1 }, true))).status).toBe(200);
    expect((await set(chosen({ 1: 1 }))).status).toBe(200);
    expect((await set(chosen({ 1: 2 }, true))).status).toBe(409);
    expect((await set(chosen({ 2: 2 }, true))).status).toBe(409);
    expect(await get()).toEqual(before);
  });

  it('raises the revision with every change, and not without one', async () => {
    const revision = async () => at(await get(), 'revision') as number;
    const start = await revision();
    await expectOk(set(chosen({ 0: 0 })));
    expect(await revision()).toBe(start + 1);
    await expectOk(set(chosen({ 0: 0 })));
    expect(await revision()).toBe(start + 1);
  });

  it.each<[string, unknown, (string | number)[]]>([
    ['an unknown item', { responses: [{ itemId: 'item-9', questions: [question('q-0', 0)] }] }, at422(0, 0)],
    [
      'an unknown item without questions',
      { responses: [{ itemId: 'item-9', questions: [] }] },
      ['responses', 0, 'itemId'],
    ],
    ['an unknown question', { responses: [{ itemId: 'item-0', questions: [question('q-1', 0)] }] }, at422(0, 0)],
    ['an index out of range', { responses: [{ itemId: 'item-0', questions: [question('q-0', 4)] }] }, at422(0, 0)],
    [
      'a question that is named twice',
      { responses: [{ itemId: 'item-0', questions: [question('q-0', 1), question('q-0', 2)] }] },
      at422(0, 1),
    ],
    [
      'a question that is named twice in two parts',
      {
        responses: [
          { itemId: 'item-0', questions: [question('q-0', 1)] },
          { itemId: 'item-0', questions: [question('q-0', 1)] },
        ],
      },
      at422(1, 0),
    ],
    [
      'an option that is named twice',
      {
        responses: [
          { itemId: 'item-0', questions: [{ id: 'q-0', response: { options: [{ index: 1 }, { index: 1 }] } }] },
        ],
      },
      at422(0, 0),
    ],
    [
      'a response of another interaction',
      { responses: [{ itemId: 'item-0', questions: [{ id: 'q-0', response: { value: '2' } }] }] },
      at422(0, 0),
    ],
    [
      'a negative index',
      { responses: [{ itemId: 'item-0', questions: [question('q-0', -1)] }] },
      [...at422(0, 0), 'options', 0, 'index'],
    ],
    [
      'an index that is no whole number',
      { responses: [{ itemId: 'item-0', questions: [question('q-0', 1.5)] }] },
      [...at422(0, 0), 'options', 0, 'index'],
    ],
    [
      'a field that no response has',
      { responses: [{ itemId: 'item-0', questions: [{ id: 'q-0', response: { options: [{ index: 1, id: 'x' }] } }] }] },
      [...at422(0, 0), 'options', 0, 'id'],
    ],
    [
      'an item named __proto__',
      '{"responses":[{"itemId":"__proto__","questions":[{"id":"q-0","response":null}]}]}',
      ['responses', 0, 'itemId'],
    ],
    [
      'an item named constructor',
      { responses: [{ itemId: 'constructor', questions: [question('name', 0)] }] },
      at422(0, 0),
    ],
    ['no responses', {}, ['responses']],
    ['a sync block without an upload token', { responses: [], sync: {} }, ['sync', 'protocol']],
  ])('refuses the whole request for %s, and changes nothing', async (_, wrong, path) => {
    await expectOk(set(chosen({ 1: 1 })));
    const before = await get();
    // A good answer stands before the bad one: it must not slip in.
    const body = typeof wrong === 'string' ? wrong : withGoodAnswer(wrong as { responses?: unknown[] });
    const { status, json } = await set(body);
    expect(status).toBe(422);
    expect(at(json, 'type')).toBe('urn:satchel:problem:invalid');
    const paths = (at(json, 'issues') as unknown[]).map((issue) => at(issue, 'path'));
    expect(paths).toContainEqual(path);
    expect(await get()).toEqual(before);
  });

  it('names the question in words that can be shown', async () => {
    const { json } = await set({ responses: [{ itemId: 'item-0', questions: [question('q-0', 4)] }] });
    expect(at(json, 'issues', 0, 'message')).toBe('there is no option 4: the question has 4, counted from 0');
  });

  it('takes a whole sync block with Basic for what it is: a device’s, and refuses it', async () => {
    const sync = {
      protocol: 1,
      run: 'r'.repeat(22),
      epoch: 1,
      writer: 'w'.repeat(22),
      package: 'a'.repeat(64),
      baseSeq: 0,
      lastSeq: 0,
      seqs: {},
    };
    const { status, json } = await set({ responses: [], sync });
    expect(status).toBe(422);
    expect(at(json, 'issues')).toEqual([{ path: ['sync'], message: 'is taken with an upload token only' }]);
  });
});

function question(id: string, index: number) {
  return { id, response: { options: [{ index }] } };
}

function at422(item: number, number: number) {
  return ['responses', item, 'questions', number, 'response'];
}

function withGoodAnswer(wrong: { responses?: unknown[] }): unknown {
  if (!wrong.responses) return wrong;
  const good = { itemId: 'item-2', questions: [question('q-2', 3)] };
  return { ...wrong, submitForScoring: true, responses: [...wrong.responses, good] };
}
