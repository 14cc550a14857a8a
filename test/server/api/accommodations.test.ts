import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Client, createClient, createConfig, expectOk } from './client.ts';

describe('what one student gets beyond the others', () => {
  let client: Client;
  let configId: string;
  let path: string;
  beforeAll(async () => {
    client = await createClient();
    configId = await createConfig(client);
  });
  afterAll(() => client.close());

  const create = async (user: string, accommodations?: unknown) => {
    const answer = await expectOk(
      client.call('POST', `/api/exam-config/${configId}/exam-session`, { user_id: user, accommodations }),
    );
    path = `/api/exam-session/${at(answer, 'examSession', 'id')}`;
    return at(answer, 'examSession', 'accommodations');
  };
  const set = (body: unknown) => client.call('POST', `${path}/accommodations`, body);
  const given = async () => at(await expectOk(client.call('GET', path)), 'examSession', 'accommodations');
  const revision = async () => at(await expectOk(client.call('GET', path)), 'examSession', 'revision');

  it('is nothing, until it is given', async () => {
    expect(await create('plain')).toEqual({ timeLimitFactor: 1, extraSeconds: 0, paused: false });
  });

  it('comes with the launch, and a launch that is repeated changes nothing of it', async () => {
    expect(await create('with', { timeLimitFactor: 1.5 })).toEqual({
      timeLimitFactor: 1.5,
      extraSeconds: 0,
      paused: false,
    });
    expect(await create('with', { timeLimitFactor: 2 })).toMatchObject({ timeLimitFactor: 1.5 });
  });

  it('is changed by name; what is not named stays, and devices hear of it', async () => {
    await create('changed', { timeLimitFactor: 1.5 });
    const answer = await expectOk(set({ extraSeconds: 600 }));
    expect(at(answer, 'examSession', 'accommodations')).toEqual({
      timeLimitFactor: 1.5,
      extraSeconds: 600,
      paused: false,
    });
    expect(await revision()).toBe(1);
    await expectOk(set({ paused: true }));
    expect(await given()).toEqual({ timeLimitFactor: 1.5, extraSeconds: 600, paused: true });
    expect(await revision()).toBe(2);
  });

  it('said twice is given once', async () => {
    await create('twice');
    for (let n = 0; n < 3; n++) await expectOk(set({ extraSeconds: 300, paused: true }));
    expect(await given()).toEqual({ timeLimitFactor: 1, extraSeconds: 300, paused: true });
    expect(await revision()).toBe(1);
  });

  it('keeps every pause with its time, by the clock of the server', async () => {
    await create('paused');
    const { now } = client.clock;
    await expectOk(set({ paused: true }));
    client.clock.now += 90_000;
    await expectOk(set({ paused: false }));
    client.clock.now += 60_000;
    await expectOk(set({ paused: true }));
    const row = await client.deps.store.read((db) =>
      db
        .selectFrom('exam_session')
        .select('accommodations_json')
        .where('workspace_id', '=', client.workspaceId)
        .where('student_id', '=', 'paused')
        .executeTakeFirstOrThrow(),
    );
    expect(JSON.parse(row.accommodations_json ?? '').pauses).toEqual([
      { from: now, to: now + 90_000 },
      { from: now + 150_000, to: null },
    ]);
  });

  it.each([
    ['less time than the others', { timeLimitFactor: 0.5 }],
    ['a factor that is no number', { timeLimitFactor: '2' }],
    ['time taken away', { extraSeconds: -60 }],
    ['more than a day', { extraSeconds: 86_401 }],
    ['what nobody knows', { largePrint: true }],
  ])('refuses %s, at the launch and later, and changes nothing', async (_what, wrong) => {
    await create('refused');
    expect((await set(wrong)).status).toBe(422);
    expect(await given()).toEqual({ timeLimitFactor: 1, extraSeconds: 0, paused: false });
    const launch = { user_id: 'never', accommodations: wrong };
    expect((await client.call('POST', `/api/exam-config/${configId}/exam-session`, launch)).status).toBe(422);
  });

  it('cannot begin with a pause: there is nothing to stop yet', async () => {
    const launch = { user_id: 'never', accommodations: { paused: true } };
    expect((await client.call('POST', `/api/exam-config/${configId}/exam-session`, launch)).status).toBe(422);
  });

  it('of a session that there is not is not found', async () => {
    expect((await client.call('POST', '/api/exam-session/nothing/accommodations', {})).status).toBe(404);
  });

  it('outlives a reset', async () => {
    await create('reset', { timeLimitFactor: 2 });
    await expectOk(client.call('POST', `${path}/reset`));
    expect(await given()).toMatchObject({ timeLimitFactor: 2 });
  });
});
