import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examAnswer } from '../../../src/shared/contract/exam.ts';
import { at, type Client, choiceExam, chosen, createClient, createConfig, createSession, expectOk } from './client.ts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');

type Exam = ReturnType<typeof choiceExam>;

describe('exams', () => {
  let client: Client;
  beforeAll(async () => {
    client = await createClient();
  });
  afterAll(() => client.close());

  const put = (examId: string, exam: unknown) => client.call('PUT', `/api/exam/${examId}`, exam);

  it('keeps the version for the same content, whatever the order of its members, and raises it for another', async () => {
    const exam = choiceExam();
    expect(at(await expectOk(put('versions', exam)), 'exam', 'version')).toBe(0);
    const { name, objectives, items } = exam;
    expect(at(await expectOk(put('versions', { items, objectives, name })), 'exam', 'version')).toBe(0);
    expect(at(await expectOk(put('versions', { ...exam, name: 'Other' })), 'exam', 'version')).toBe(1);
    expect(at(await expectOk(put('versions', exam)), 'exam', 'version')).toBe(2);
  });

  it('spells out what was left out, so that a default and its own value are the same version', async () => {
    const [item] = choiceExam(1).items;
    await expectOk(put('defaults', { name: 'Defaults', items: [{ ...item, alignmentIds: [] }] }));
    const spelled = { name: 'Defaults', objectives: [], items: [{ ...item, alignmentIds: [], media: [] }] };
    expect(at(await expectOk(put('defaults', spelled)), 'exam', 'version')).toBe(0);
  });

  it('keeps a run on the version that it was first answered on', async () => {
    const exam = choiceExam();
    const configId = await createConfig(client, {}, { examId: 'pinned', content: exam });
    const [answered, untouched] = [
      await createSession(client, configId, 'answered'),
      await createSession(client, configId, 'untouched'),
    ];
    await expectOk(client.call('POST', `/api/exam-session/${answered}/responses`, chosen({ 0: 0 })));
    await expectOk(put('pinned', choiceExam(2)));
    const examIdOf = async (id: string) =>
      at(await expectOk(client.call('GET', `/api/exam-session/${id}`)), 'examSession', 'examId');
    expect(await examIdOf(answered)).toBe('pinned/exam#v0');
    expect(await examIdOf(untouched)).toBe('pinned/exam#v1');
    await expectOk(client.call('POST', `/api/exam-session/${answered}/responses`, chosen({ 2: 2 }, true)));
    const results = await expectOk(client.call('GET', `/api/exam-session/${answered}/results`));
    expect(at(results, 'results', 'items', 2, 'sk')).toBe('item#v0');
    expect(at(results, 'results', 'points', 'max')).toBe(3);
  });

  it('gives back what was put, media and all, and that can be put back as the same version', async () => {
    const exam = choiceExam(1);
    const media = [{ name: 'plan.png', type: 'image/png', data: PNG }];
    const items = exam.items.map((item) => ({ ...item, body: '<p><img src="plan.png" alt="A plan"></p>', media }));
    await expectOk(put('media', { ...exam, items }));
    const answer = await expectOk(client.call('GET', '/api/exam/media'));
    expect(examAnswer.safeParse(answer).error).toBeUndefined();
    expect(at(answer, 'exam', 'items', 0, 'media')).toEqual(media);
    expect(at(await expectOk(put('media', at(answer, 'exam'))), 'exam', 'version')).toBe(0);
  });

  it('lists the newest version of each, page by page', async () => {
    const seen: unknown[] = [];
    let nextToken: unknown = null;
    do {
      const page = await expectOk(client.call('POST', '/api/exams', { limit: 1, nextToken }));
      seen.push(
        ...(at(page, 'items') as unknown[]).map((item) => [at(item, 'exam', 'id'), at(item, 'exam', 'version')]),
      );
      nextToken = at(page, 'nextToken');
    } while (nextToken !== null);
    expect(seen).toEqual([
      ['defaults', 0],
      ['media', 0],
      ['pinned', 1],
      ['versions', 2],
    ]);
  });

  it('scores a question with several keys only when all of them are chosen', async () => {
    const exam = choiceExam(1);
    const question = { ...exam.items[0]?.questions[0], maxChoices: 0 };
    const options = [true, true, false].map((isKey, n) => ({ id: `o-${n}`, content: `<p>${n}</p>`, isKey }));
    const content = { ...exam, items: [{ ...exam.items[0], questions: [{ ...question, options }] }] };
    const configId = await createConfig(client, {}, { examId: 'several', content });
    const scoreOf = async (indexes: number[]) => {
      const id = await createSession(client, configId, `chose-${indexes.join('-')}`);
      const response = { options: indexes.map((index) => ({ index })) };
      const responses = [{ itemId: 'item-0', questions: [{ id: 'q-0', response }] }];
      const answer = client.call('POST', `/api/exam-session/${id}/responses`, { submitForScoring: true, responses });
      return at(await expectOk(answer), 'examSession', 'scoreActual');
    };
    expect(await scoreOf([0, 1])).toBe(100);
    expect(await scoreOf([1, 0])).toBe(100);
    expect(await scoreOf([0])).toBe(0);
    expect(await scoreOf([0, 1, 2])).toBe(0);
  });

  const keyOf = (id: string) => ({ id, content: id, isKey: true });
  const first = (exam: Exam) => exam.items[0] as Exam['items'][number] & Record<string, unknown>;
  const question = (exam: Exam) => first(exam).questions[0] as Record<string, unknown> & { options: { id: string }[] };

  it.each<[string, (exam: Exam) => void, (string | number)[]]>([
    [
      'an alignment to an unknown objective',
      (e) => first(e).alignmentIds.push('none'),
      ['items', 0, 'alignmentIds', 1],
    ],
    ['two items of one id', (e) => Object.assign(first(e), { id: 'item-1' }), ['items', 1, 'id']],
    [
      'two questions of one id',
      (e) => Object.assign(first(e), { questions: [question(e), question(e)] }),
      ['items', 0, 'questions', 1, 'id'],
    ],
    [
      'two options of one id',
      (e) => Object.assign(question(e).options[1] ?? {}, { id: 'o-0' }),
      ['items', 0, 'questions', 0, 'options', 1, 'id'],
    ],
    ['two objectives of one id', (e) => e.objectives.push({ ...e.objectives[0] } as never), ['objectives', 1, 'id']],
    [
      'a mapping of an option that is not there',
      (e) => Object.assign(question(e), { mapping: { entries: [{ mapKey: 'o-9', mappedValue: 1 }] } }),
      ['items', 0, 'questions', 0, 'mapping', 'entries', 0, 'mapKey'],
    ],
    [
      'more choices asked for than there are',
      (e) => Object.assign(question(e), { minChoices: 5, maxChoices: 0 }),
      ['items', 0, 'questions', 0, 'minChoices'],
    ],
    [
      'a question without a key',
      (e) => Object.assign(question(e), { options: [{ id: 'a', content: 'a' }] }),
      ['items', 0, 'questions', 0, 'options'],
    ],
    [
      'more keys than may be chosen',
      (e) => Object.assign(question(e), { maxChoices: 2, options: ['a', 'b', 'c'].map(keyOf) }),
      ['items', 0, 'questions', 0, 'maxChoices'],
    ],
    ['a script', (e) => Object.assign(first(e), { body: '<p>a</p><SCRIPT>b</SCRIPT>' }), ['items', 0, 'body']],
    [
      'a picture that is not there',
      (e) => Object.assign(first(e), { body: '<img src="a.png">' }),
      ['items', 0, 'body'],
    ],
    [
      'media that is no base64',
      (e) => Object.assign(first(e), { media: [{ name: 'a.png', type: 'image/png', data: '###' }] }),
      ['items', 0, 'media', 0, 'data'],
    ],
    ['half a character', (e) => Object.assign(first(e), { name: 'a\ud800' }), ['items', 0, 'name']],
    ['U+0000', (e) => Object.assign(first(e), { name: 'a\0' }), ['items', 0, 'name']],
    ['no items', (e) => e.items.splice(0), ['items']],
    [
      'an interaction that is not known',
      (e) => Object.assign(question(e), { interactionType: 'drag' }),
      ['items', 0, 'questions', 0, 'interactionType'],
    ],
    ['an id that is no identifier', (e) => Object.assign(first(e), { id: 'a b' }), ['items', 0, 'id']],
  ])('refuses %s, and stores nothing', async (_, spoil, path) => {
    const exam = choiceExam();
    spoil(exam);
    const { status, json } = await put('refused', exam);
    expect(status).toBe(422);
    const paths = (at(json, 'issues') as unknown[]).map((issue) => at(issue, 'path'));
    expect(paths).toContainEqual(path);
    expect((await client.call('GET', '/api/exam/refused')).status).toBe(404);
  });

  it.each(['__proto__', 'a b', '-a', 'a'.repeat(129)])('refuses the exam id %s with 422', async (id) => {
    const { status, json } = await put(encodeURIComponent(id), choiceExam());
    expect(status).toBe(422);
    expect(at(json, 'issues', 0, 'path')).toEqual(['examId']);
  });

  it('takes ids that every JavaScript object inherits, and scores them as any other', async () => {
    const exam = choiceExam(1);
    const content = {
      ...exam,
      objectives: [{ id: 'toString' }],
      items: exam.items.map((item) => ({
        ...item,
        id: 'constructor',
        alignmentIds: ['toString'],
        questions: item.questions.map((question) => ({ ...question, id: 'valueOf' })),
      })),
    };
    const configId = await createConfig(client, {}, { examId: 'hasOwnProperty', content });
    const id = await createSession(client, configId, 'isPrototypeOf');
    const responses = [
      { itemId: 'constructor', questions: [{ id: 'valueOf', response: { options: [{ index: 0 }] } }] },
    ];
    const path = `/api/exam-session/${id}/responses?include[]=results&include[]=responses`;
    const answer = await expectOk(client.call('POST', path, { submitForScoring: true, responses }));
    expect(at(answer, 'examSession', 'responses')).toEqual({ constructor: { valueOf: { options: [{ index: 0 }] } } });
    expect(at(answer, 'examSession', 'results', 'objectives', 'toString', 'score', 'actual')).toBe(1);
    const results = await expectOk(client.call('GET', `/api/exam-session/${id}/results`));
    expect(at(results, 'results', 'items', 0, 'questions', 0, 'response')).toEqual({ options: [{ index: 0 }] });
  });
});
