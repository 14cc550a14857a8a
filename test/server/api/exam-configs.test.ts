import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examConfigAnswer } from '../../../src/shared/contract/exam-config.ts';
import { at, type Client, choiceExam, createClient, expectOk } from './client.ts';

const DEFAULTS = {
  allowRetakes: false,
  maxAttempts: null,
  enableReadAloud: false,
  enableHighlighter: false,
  enableNotes: false,
  enableAnswerEliminator: false,
  enableLineReader: false,
  calculator: null,
  enableReferenceSheet: false,
  showScoreOnComplete: false,
  showCorrectAnswersOnComplete: false,
  shuffleOptions: false,
  shuffleItems: false,
  attemptResolutionStrategy: { mode: 'HIGHEST' },
  timeLimitSeconds: null,
  window: { opensAt: null, closesAt: null },
  keyRelease: 'server',
  startCode: null,
  lockOnLeave: false,
  proctorCode: null,
  deviceMove: 'student',
};

describe('exam configs', () => {
  let client: Client;
  beforeAll(async () => {
    client = await createClient();
    await expectOk(client.call('PUT', '/api/exam/exam-1', choiceExam()));
  });
  afterAll(() => client.close());

  const create = (config: unknown) => client.call('POST', '/api/exam/exam-1/config', { config });

  it('takes absent settings at their defaults', async () => {
    const answer = await expectOk(create({}));
    expect(examConfigAnswer.safeParse(answer).error).toBeUndefined();
    expect(at(answer, 'examConfig')).toMatchObject({ examId: 'exam-1', config: DEFAULTS });
  });

  it('gives back what was put, in a form that can be put back', async () => {
    const window = { opensAt: '2026-03-02T09:00:00Z', closesAt: '2026-03-02T11:00:00+01:00' };
    const id = at(await expectOk(create({ shuffleItems: true, window, maxAttempts: 3 })), 'examConfig', 'id');
    const path = `/api/exam-config/${id}`;
    const answer = await expectOk(client.call('GET', path));
    expect(at(answer, 'config')).toEqual({ ...DEFAULTS, shuffleItems: true, window, maxAttempts: 3 });
    expect(await expectOk(client.call('PUT', path, answer))).toEqual(answer);
    await expectOk(client.call('PUT', path, { config: { keyRelease: 'submit' } }));
    expect(at(await expectOk(client.call('GET', path)), 'config')).toEqual({ ...DEFAULTS, keyRelease: 'submit' });
  });

  it.each<[string, unknown, (string | number)[]]>([
    ['a start code', { startCode: 'K7QM-4XRT-9B' }, ['config', 'startCode']],
    ['a time limit of nothing', { timeLimitSeconds: 0 }, ['config', 'timeLimitSeconds']],
    ['a calculator that nobody knows', { calculator: 'graphing' }, ['config', 'calculator']],
    ['keys under a code', { keyRelease: 'code' }, ['config', 'keyRelease']],
    ['a lock without a code', { lockOnLeave: true }, ['config', 'proctorCode']],
    ['a code that is quick to guess', { proctorCode: 'ABCD-2345' }, ['config', 'proctorCode']],
    ['a setting that nobody knows', { lockdown: true }, ['config', 'lockdown']],
    [
      'a strategy that nobody knows',
      { attemptResolutionStrategy: { mode: 'BEST' } },
      ['config', 'attemptResolutionStrategy', 'mode'],
    ],
    [
      'a window that ends before it begins',
      { window: { opensAt: '2026-03-02T09:00:00Z', closesAt: '2026-03-02T09:00:00Z' } },
      ['config', 'window', 'closesAt'],
    ],
    ['a time that is no time', { window: { opensAt: 'tomorrow' } }, ['config', 'window', 'opensAt']],
    ['no attempts at all', { maxAttempts: 0 }, ['config', 'maxAttempts']],
  ])('refuses %s by name, on POST and on PUT, and changes nothing', async (_, config, path) => {
    const known = await expectOk(create({}));
    const id = at(known, 'examConfig', 'id');
    const before = await expectOk(client.call('GET', '/api/exam/exam-1/exam-configs'));
    for (const answer of [await create(config), await client.call('PUT', `/api/exam-config/${id}`, { config })]) {
      expect(answer.status).toBe(422);
      expect(at(answer.json, 'issues', 0, 'path')).toEqual(path);
    }
    expect(await expectOk(client.call('GET', '/api/exam/exam-1/exam-configs'))).toEqual(before);
  });

  it('refuses settings that stand beside `config` instead of in it', async () => {
    expect((await client.call('POST', '/api/exam/exam-1/config', { startCode: 'x' })).status).toBe(422);
  });

  it('lists the configs of an exam in pages', async () => {
    await expectOk(client.call('PUT', '/api/exam/exam-2', choiceExam()));
    for (let n = 0; n < 3; n += 1) await expectOk(client.call('POST', '/api/exam/exam-2/config', { config: {} }));
    const first = await expectOk(client.call('GET', '/api/exam/exam-2/exam-configs?limit=2'));
    const path = `/api/exam/exam-2/exam-configs?limit=2&nextToken=${at(first, 'nextToken')}`;
    const second = await expectOk(client.call('GET', path));
    expect(at(first, 'items')).toHaveLength(2);
    expect(at(second, 'items')).toHaveLength(1);
    expect(at(second, 'nextToken')).toBeNull();
    expect((await client.call('GET', '/api/exam/unknown/exam-configs')).status).toBe(404);
  });

  it('answers 404 for an exam and a config that are not there', async () => {
    expect((await client.call('POST', '/api/exam/unknown/config', { config: {} })).status).toBe(404);
    expect((await client.call('GET', '/api/exam-config/unknown')).status).toBe(404);
    expect((await client.call('PUT', '/api/exam-config/unknown', { config: {} })).status).toBe(404);
  });
});
