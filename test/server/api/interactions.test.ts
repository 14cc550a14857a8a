import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importItem } from '../../../src/server/import/qti/import-item.ts';
import { response as declared, itemXml, SCORE, template } from '../import/qti/item.ts';
import { at, type Client, createClient, createConfig, createSession, expectOk } from './client.ts';

/* Questions that are no choice, and an item with rules of its own, by the way that an integrator goes. */

const imported = importItem(
  itemXml({
    before: declared('RESPONSE', 'multiple', 'directedPair', ['sky up', 'sea down']) + SCORE,
    body: `<matchInteraction responseIdentifier="RESPONSE" maxAssociations="2">
      <simpleMatchSet><simpleAssociableChoice identifier="sky" matchMax="1">The sky</simpleAssociableChoice><simpleAssociableChoice identifier="sea" matchMax="1">The sea</simpleAssociableChoice></simpleMatchSet>
      <simpleMatchSet><simpleAssociableChoice identifier="up" matchMax="2">above</simpleAssociableChoice><simpleAssociableChoice identifier="down" matchMax="2">below</simpleAssociableChoice></simpleMatchSet></matchInteraction>`,
    rules: template('match_correct'),
  }),
).item;

const EXAM = {
  name: 'Many kinds',
  items: [
    {
      id: 'typed',
      body: '<p>Cole earns <slot name="dollars"></slot> dollars.</p>',
      questions: [
        { id: 'dollars', interactionType: 'textEntry', baseType: 'integer', correct: ['6'] },
        { id: 'why', interactionType: 'extendedText', maxScore: 3 },
      ],
    },
    {
      id: 'sorted',
      questions: [
        {
          id: 'order',
          interactionType: 'order',
          options: ['a', 'b', 'c'].map((id) => ({ id, content: `<p>${id}</p>` })),
          correct: ['c', 'a', 'b'],
        },
      ],
    },
    imported,
  ],
};

const RIGHT = {
  typed: { dollars: { value: '6' }, why: { value: 'He feeds goats.' } },
  sorted: { order: { options: [{ index: 2 }, { index: 0 }, { index: 1 }] } },
  I1: {
    RESPONSE: {
      pairs: [
        { source: 1, target: 1 },
        { source: 0, target: 0 },
      ],
    },
  },
};
const body = (answers: Record<string, Record<string, unknown>>, submitForScoring = false) => ({
  submitForScoring,
  responses: Object.entries(answers).map(([itemId, questions]) => ({
    itemId,
    questions: Object.entries(questions).map(([id, response]) => ({ id, response })),
  })),
});

describe('questions of many kinds', () => {
  let client: Client;
  let configId: string;
  let students = 0;

  beforeAll(async () => {
    client = await createClient();
    configId = await createConfig(client, {}, { examId: 'kinds', content: EXAM });
  });
  afterAll(() => client.close());

  const session = () => createSession(client, configId, `student-${students++}`);
  const set = (id: string, answers: Parameters<typeof body>[0], submit = false) =>
    client.call('POST', `/api/exam-session/${id}/responses`, body(answers, submit));

  it('are scored, but for what a person has to read', async () => {
    const id = await session();
    await expectOk(set(id, RIGHT, true));
    const results = at(await expectOk(client.call('GET', `/api/exam-session/${id}/results`)), 'results');
    expect(at(results, 'points')).toEqual({ actual: 3, isScorable: false, min: 0, max: 3 });
    expect(at(results, 'items', 0, 'score')).toEqual({ actual: 1, isScorable: false, min: 0, max: 1 });
    expect(at(results, 'items', 2, 'score')).toEqual({ actual: 1, isScorable: true, min: 0, max: 1 });
  });

  it('are shown in results with their options, their keys and what was answered', async () => {
    const id = await session();
    await expectOk(set(id, RIGHT, true));
    const results = at(await expectOk(client.call('GET', `/api/exam-session/${id}/results`)), 'results');
    expect(at(results, 'items', 0, 'questions', 0)).toMatchObject({
      interactionType: 'textEntry',
      keys: [{ value: '6', index: 0 }],
      options: [],
      response: { value: '6' },
    });
    expect(at(results, 'items', 2, 'questions', 0)).toMatchObject({
      keys: [
        { value: 'sky up', index: 0 },
        { value: 'sea down', index: 1 },
      ],
      options: [
        { id: 'sky', content: 'The sky', index: 0 },
        { id: 'sea', index: 1 },
      ],
      targets: [
        { id: 'up', content: 'above', index: 0 },
        { id: 'down', index: 1 },
      ],
      response: RIGHT.I1.RESPONSE,
    });
  });

  it.each<[string, Parameters<typeof body>[0], string]>([
    ['options where text is asked', { typed: { dollars: { options: [{ index: 0 }] } } }, 'this question takes a value'],
    ['text where options are asked', { sorted: { order: { value: 'c a b' } } }, 'this question takes options'],
    ['options where pairs are asked', { I1: { RESPONSE: { options: [{ index: 0 }] } } }, 'this question takes pairs'],
    [
      'an option that is not there',
      { sorted: { order: { options: [{ index: 3 }] } } },
      'there is no option 3: the question has 3, counted from 0',
    ],
    ['an option twice', { sorted: { order: { options: [{ index: 1 }, { index: 1 }] } } }, 'option 1 is named twice'],
    [
      'a target that is not there',
      { I1: { RESPONSE: { pairs: [{ source: 0, target: 2 }] } } },
      'there is no target 2: the question has 2, counted from 0',
    ],
    [
      'a pair twice',
      {
        I1: {
          RESPONSE: {
            pairs: [
              { source: 0, target: 0 },
              { source: 0, target: 0 },
            ],
          },
        },
      },
      'the pair of 0 and 0 is named twice',
    ],
    [
      'more pairs than may be made',
      { I1: { RESPONSE: { pairs: [0, 1, 2].map((at_) => ({ source: at_ % 2, target: at_ === 2 ? 1 : 0 })) } } },
      '3 pairs are named, and 2 can be chosen',
    ],
  ])('refuse %s, and change nothing', async (_, answers, message) => {
    const id = await session();
    const refused = await set(id, answers);
    expect(refused).toMatchObject({ status: 422, json: { issues: [{ message }] } });
    expect(
      at(await expectOk(client.call('GET', `/api/exam-session/${id}?include[]=responses`)), 'examSession', 'responses'),
    ).toEqual({});
  });

  it('come back as they were put, rules and all, and can be put back as the same version', async () => {
    const answer = await expectOk(client.call('GET', '/api/exam/kinds'));
    expect(at(answer, 'exam', 'items', 2, 'processing')).toEqual(imported.processing);
    expect(at(await expectOk(client.call('PUT', '/api/exam/kinds', at(answer, 'exam'))), 'exam', 'version')).toBe(0);
  });
});
