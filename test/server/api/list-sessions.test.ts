import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Client, chosen, createClient, createConfig, createSession, expectOk } from './client.ts';

const SESSIONS = 130;

describe('listing exam sessions', () => {
  let client: Client;
  let configId: string;
  let otherConfigId: string;
  let ids: string[];

  beforeAll(async () => {
    client = await createClient();
    configId = await createConfig(client);
    otherConfigId = await createConfig(client);
    ids = await Promise.all(
      Array.from({ length: SESSIONS }, (_, n) => createSession(client, configId, `student-${n}`)),
    );
    await createSession(client, otherConfigId, 'student-0');
    // Scores 100, 33.3333 and 0; the other 127 sessions have none.
    const submits = [
      { 0: 0, 1: 1, 2: 2 },
      { 0: 0, 1: 3, 2: 3 },
      { 0: 1, 1: 0, 2: 0 },
    ];
    for (const [n, indexes] of submits.entries()) {
      await expectOk(client.call('POST', `/api/exam-session/${ids[n]}/responses`, chosen(indexes, true)));
    }
  });
  afterAll(() => client.close());

  const list = (body: Record<string, unknown>, query = '') =>
    expectOk(client.call('POST', `/api/exam-sessions${query}`, body));
  const idsIn = (answer: unknown) =>
    (at(answer, 'items') as unknown[]).map((item) => at(item, 'examSession', 'id') as string);
  const onlyConfig = () => ({ filter: { examConfigIds: { include: [configId] } } });

  it('gives each of 130 sessions once in pages of 7, the token going back in the body', async () => {
    const seen: string[] = [];
    let nextToken: unknown = null;
    let pages = 0;
    do {
      const page = await list({ ...onlyConfig(), limit: 7, nextToken });
      seen.push(...idsIn(page));
      nextToken = at(page, 'nextToken');
      pages += 1;
    } while (nextToken !== null);
    expect(pages).toBe(Math.ceil(SESSIONS / 7));
    expect(seen).toHaveLength(SESSIONS);
    expect([...seen].sort()).toEqual([...ids].sort());
  });

  it('takes limit and token in the query as well, and the body wins over them', async () => {
    const first = await list(onlyConfig(), '?limit=5');
    const second = await list(onlyConfig(), `?limit=5&nextToken=${at(first, 'nextToken')}`);
    expect(idsIn(first)).toHaveLength(5);
    expect(idsIn(second).filter((id) => idsIn(first).includes(id))).toEqual([]);
    const body = await list(
      { ...onlyConfig(), limit: 2, nextToken: null },
      `?limit=5&nextToken=${at(first, 'nextToken')}`,
    );
    expect(idsIn(body)).toEqual(idsIn(first).slice(0, 2));
  });

  it('gives 100 sessions when no limit is said', async () => {
    expect(idsIn(await list(onlyConfig()))).toHaveLength(100);
  });

  it('has one page without a token when the limit is exactly the number of sessions', async () => {
    const page = await list({ ...onlyConfig(), limit: SESSIONS });
    expect(idsIn(page)).toHaveLength(SESSIONS);
    expect(at(page, 'nextToken')).toBeNull();
  });

  it('counts and aggregates over all sessions that match, and not over the page', async () => {
    for (const limit of [1, 1000]) {
      const page = await list({ ...onlyConfig(), limit });
      expect(at(page, 'total')).toBe(SESSIONS);
      expect(at(page, 'aggregations')).toEqual({
        minScore: { value: 0 },
        avgScore: { value: 44.4444 },
        maxScore: { value: 100 },
      });
    }
  });

  it('lists the whole workspace without a filter, and nothing for a filter that names nothing', async () => {
    expect(at(await list({}), 'total')).toBe(SESSIONS + 1);
    const nothing = await list({ filter: { examConfigIds: { include: [] } } });
    expect(nothing).toMatchObject({
      total: 0,
      items: [],
      nextToken: null,
      metadata: null,
      aggregations: { minScore: { value: null }, avgScore: { value: null }, maxScore: { value: null } },
    });
  });

  it('lists several configs, one of them named twice and one unknown', async () => {
    const include = [otherConfigId, configId, otherConfigId, 'unknown'];
    expect(at(await list({ filter: { examConfigIds: { include } } }), 'total')).toBe(SESSIONS + 1);
  });

  it('finds nothing by a name with U+0000, which PostgreSQL takes in no text, and the others beside it', async () => {
    for (const names of ['examConfigIds', 'contextIds', 'studentIds']) {
      expect(await list({ filter: { [names]: { include: ['\0', 'unknown\0'] } } })).toMatchObject({
        total: 0,
        items: [],
      });
    }
    expect(at(await list({ filter: { examConfigIds: { include: ['\0', otherConfigId] } } }), 'total')).toBe(1);
  });

  it('takes a request without a body for one that asks for everything', async () => {
    expect(at(await expectOk(client.call('POST', '/api/exam-sessions')), 'total')).toBe(SESSIONS + 1);
  });

  it('shows responses and results only when they are included', async () => {
    const bare = at(await list({ limit: 1000 }), 'items', 0, 'examSession') as object;
    expect(Object.keys(bare)).not.toContain('responses');
    expect(Object.keys(bare)).not.toContain('results');
    const answer = await list({ ...onlyConfig(), limit: 1000 }, '?include[]=results&include[]=responses');
    const items = at(answer, 'items') as unknown[];
    const session = (id: string | undefined) => items.find((item) => at(item, 'examSession', 'id') === id);
    expect(at(session(ids[0]), 'examSession', 'results', 'points', 'actual')).toBe(3);
    expect(at(session(ids[0]), 'examSession', 'responses', 'item-2', 'q-2')).toEqual({ options: [{ index: 2 }] });
    expect(at(session(ids[9]), 'examSession', 'results')).toBeNull();
    expect(at(session(ids[9]), 'examSession', 'responses')).toEqual({});
  });

  it('honours an include in the body as older clients send it, and says that it is deprecated', async () => {
    const answer = await client.call('POST', '/api/exam-sessions', { include: ['results'], limit: 1 });
    expect(Object.keys(at(answer.json, 'items', 0, 'examSession') as object)).toContain('results');
    expect(answer.headers.get('Deprecation')).toMatch(/^@\d+$/);
    expect((await client.call('POST', '/api/exam-sessions', {})).headers.has('Deprecation')).toBe(false);
  });

  it('lists the sessions of one config under its own address', async () => {
    const answer = await expectOk(
      client.call('GET', `/api/exam-config/${otherConfigId}/exam-sessions?include[]=responses`),
    );
    expect(answer).toMatchObject({ total: 1, nextToken: null, items: [{ examConfig: { id: otherConfigId } }] });
    expect((await client.call('GET', '/api/exam-config/unknown/exam-sessions')).status).toBe(404);
  });

  it.each([
    ['limit 0', { limit: 0 }, ['limit']],
    ['limit 1001', { limit: 1001 }, ['limit']],
    ['a limit that is no number', { limit: '7' }, ['limit']],
    ['a token that is no token', { nextToken: 'abc' }, ['nextToken']],
    ['a token of another list', { nextToken: Buffer.from('["a"]').toString('base64url') }, ['nextToken']],
    ['a token of before 0010', { nextToken: Buffer.from('["a","b"]').toString('base64url') }, ['nextToken']],
    ['a token with no time', { nextToken: Buffer.from('["a","1","b"]').toString('base64url') }, ['nextToken']],
    ['an unknown include', { include: ['keys'] }, ['include', 0]],
    ['a filter that there is not', { filter: { examConfigId: { include: ['a'] } } }, ['filter', 'examConfigId']],
    [
      'a filter by what is left out',
      { filter: { studentIds: { include: ['a'], exclude: ['b'] } } },
      ['filter', 'studentIds', 'exclude'],
    ],
    ['a filter of another shape', { filter: { examConfigIds: ['a'] } }, ['filter', 'examConfigIds']],
  ])('refuses %s', async (_, body, path) => {
    const { status, json } = await client.call('POST', '/api/exam-sessions', body);
    expect(status).toBe(422);
    expect(at(json, 'issues', 0, 'path')).toEqual(path);
  });

  it.each(['limit=0', 'limit=1.5', 'limit=', 'limit=x', 'nextToken=!', 'include[]=keys'])(
    'refuses the query %s',
    async (query) => {
      expect((await client.call('POST', `/api/exam-sessions?${query}`, {})).status).toBe(422);
    },
  );

  // Last, as it adds a session.
  it('filters by class, student and maturity, all of which have to hold', async () => {
    const created = client.call('POST', `/api/exam-config/${otherConfigId}/exam-session`, {
      user_id: 'student-1',
      context_id: 'class-5b',
    });
    const inClass = at(await expectOk(created), 'examSession', 'id');
    const only = async (filter: object) => {
      const answer = await list({ filter });
      return { total: at(answer, 'total'), ids: idsIn(answer) };
    };
    expect(await only({ contextIds: { include: ['class-5b'] } })).toEqual({ total: 1, ids: [inClass] });
    expect(await only({ contextIds: { include: ['class-5b'] }, maturities: { include: ['COMPLETE'] } })).toEqual({
      total: 0,
      ids: [],
    });
    const complete = await list({ filter: { maturities: { include: ['COMPLETE'] } } });
    expect(idsIn(complete).sort()).toEqual(ids.slice(0, 3).sort());
    expect(complete).toMatchObject({ total: 3, aggregations: { avgScore: { value: 44.4444 } } });
    const ofStudent = await only({ studentIds: { include: ['student-1'] }, examConfigIds: { include: [configId] } });
    expect(ofStudent).toEqual({ total: 1, ids: [ids[1]] });
    const asked = { filter: { maturities: { include: ['DONE'] } } };
    expect((await client.call('POST', '/api/exam-sessions', asked)).status).toBe(422);
  });
});
