import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Client, createClient, createConfig, expectOk } from './client.ts';

/** RFC 9562 §5.5, written down a second time: the oracle of the session's id. */
function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest('hex');
  const variant = ((Number.parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    variant + hash.slice(18, 20),
    hash.slice(20, 32),
  ].join('-');
}

describe('creating an exam session', () => {
  let client: Client;
  let configId: string;
  beforeAll(async () => {
    client = await createClient();
    configId = await createConfig(client);
  });
  afterAll(() => client.close());

  const create = (launch: unknown, name = 'exam-session') =>
    client.call('POST', `/api/exam-config/${configId}/${name}`, launch);

  it('names the session by a UUIDv5 over config, user, context and resource link', async () => {
    const launch = { user_id: 'Zoë "Z" 😀', context_id: 'class 4', resource_link_id: 'link' };
    const name = JSON.stringify([configId, launch.user_id, launch.context_id, launch.resource_link_id]);
    const answer = await expectOk(create(launch));
    expect(at(answer, 'examSession', 'id')).toBe(uuidV5('6f1d9c1e-5b0a-4c52-9d0e-0c6f7b1a2d34', name));
    const bare = await expectOk(create({ user_id: 'bare' }));
    expect(at(bare, 'examSession', 'id')).toBe(
      uuidV5('6f1d9c1e-5b0a-4c52-9d0e-0c6f7b1a2d34', JSON.stringify([configId, 'bare', '', ''])),
    );
  });

  it('answers the same record the second time, at either address', async () => {
    const launch = { user_id: 'twice', lis_person_name_given: 'Ada' };
    const first = await expectOk(create(launch));
    expect(await expectOk(create(launch, 'exam-sessions'))).toEqual(first);
    expect(await expectOk(create({ ...launch, lis_person_name_given: 'Eve' }))).toEqual(first);
  });

  it('makes one session of a launch that comes ten times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => expectOk(create({ user_id: 'at once' }))));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('gives a student one ticket for all sessions, and no two students the same', async () => {
    const ticketOf = async (launch: unknown) => at(await expectOk(create(launch)), 'examSession', 'ticket');
    const one = await ticketOf({ user_id: 'one' });
    expect(await ticketOf({ user_id: 'one', context_id: 'another class' })).toBe(one);
    expect(await ticketOf({ user_id: 'two' })).not.toBe(one);
  });

  it.each([
    [{ lis_person_name_given: 'Ada', lis_person_name_family: 'Lovelace' }, 'Ada Lovelace'],
    [{ lis_person_name_family: 'Lovelace' }, 'Lovelace'],
    [{}, 'user-{}'],
  ])('calls a session by the student’s name, or by their id: %j', async (names, name) => {
    const answer = await expectOk(create({ user_id: `user-${JSON.stringify(names)}`, ...names }));
    expect(at(answer, 'examSession', 'name')).toBe(name);
    expect(at(answer, 'examSession', 'studentId')).toBe(`user-${JSON.stringify(names)}`);
  });

  it('takes the whole launch of the LTI', async () => {
    const launch = {
      user_id: 'lti',
      context_id: 'c',
      context_label: 'C',
      context_title: 'Class',
      lis_person_name_given: 'A',
      lis_person_name_family: 'B',
      lis_person_sourcedid: 'sis:1',
      lis_outcome_service_url: 'https://lms.example/outcome',
      lis_result_sourcedid: 'r',
      resource_link_id: 'l',
      tags: ['period-1'],
    };
    expect(at(await expectOk(create(launch)), 'examSession', 'maturity')).toBe('NOT_STARTED');
  });

  it.each<[string, unknown, (string | number)[]]>([
    ['no user', {}, ['user_id']],
    ['an empty user', { user_id: '' }, ['user_id']],
    ['a user with a line break', { user_id: 'a\nb' }, ['user_id']],
    ['a user with half a character', { user_id: 'a\ud800' }, ['user_id']],
    ['a name with U+0000', { user_id: 'a', lis_person_name_given: 'A\0' }, ['lis_person_name_given']],
    ['tags that are no list', { user_id: 'a', tags: 'x' }, ['tags']],
  ])('refuses %s', async (_, launch, path) => {
    const { status, json } = await create(launch);
    expect(status).toBe(422);
    expect(at(json, 'issues', 0, 'path')).toEqual(path);
  });

  it('answers 404 for a config that is not there', async () => {
    expect((await client.call('POST', '/api/exam-config/unknown/exam-session', { user_id: 'a' })).status).toBe(404);
  });
});
