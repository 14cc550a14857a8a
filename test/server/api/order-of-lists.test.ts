/*
 * The order in which sessions are listed. Oracle: the order in which this test creates them, seconds apart. Their ids are hashes of
 * their launches: a list in the order of ids fails each of these, and misses what was created between two pages.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, type Client, chosen, createClient, createConfig, expectOk } from './client.ts';

const SESSIONS = 24;
const LIMIT = 5;

let client: Client;
let configId: string;
/** In the order in which they were created. */
let ids: string[];

async function start(): Promise<void> {
  client = await createClient();
  configId = await createConfig(client);
  ids = [];
  for (let n = 0; n < SESSIONS; n += 1) ids.push(await create(n));
}

/** Of class and student `n` modulo some; each third is complete. */
async function create(n: number, config = configId): Promise<string> {
  client.clock.now += 1000;
  const launch = { user_id: `student-${n % 4}`, context_id: `class-${n % 2}`, resource_link_id: `link-${n}` };
  const created = await expectOk(client.call('POST', `/api/exam-config/${config}/exam-session`, launch));
  const id = at(created, 'examSession', 'id') as string;
  if (n % 3 === 0) await expectOk(client.call('POST', `/api/exam-session/${id}/responses`, chosen({ 0: 0 }, true)));
  return id;
}

const include = (...named: string[]) => ({ include: named });
const page = (filter: object, nextToken: unknown = null) =>
  expectOk(client.call('POST', '/api/exam-sessions', { filter, limit: LIMIT, nextToken }));
const idsIn = (answer: unknown) =>
  (at(answer, 'items') as unknown[]).map((item) => at(item, 'examSession', 'id') as string);

/** Every page, with something done before each but the first. */
async function walk(filter: object, between: (pages: number) => Promise<unknown> = async () => {}): Promise<string[]> {
  let answer = await page(filter);
  const seen = idsIn(answer);
  for (let pages = 1; at(answer, 'nextToken') !== null; pages += 1) {
    await between(pages);
    answer = await page(filter, at(answer, 'nextToken'));
    seen.push(...idsIn(answer));
  }
  return seen;
}

type Case = [what: string, filter: object, matches: (n: number) => boolean];
const FILTERS: Case[] = [
  ['all', {}, () => true],
  ['a class', { contextIds: include('class-1') }, (n) => n % 2 === 1],
  ['two classes', { contextIds: include('class-1', 'class-0') }, () => true],
  ['a maturity', { maturities: include('COMPLETE') }, (n) => n % 3 === 0],
  ['two maturities', { maturities: include('NOT_STARTED', 'COMPLETE') }, () => true],
  [
    'a maturity of a class',
    { contextIds: include('class-0'), maturities: include('NOT_STARTED') },
    (n) => n % 2 === 0 && n % 3 !== 0,
  ],
  ['a student', { studentIds: include('student-2') }, (n) => n % 4 === 2],
  [
    'students of a class',
    { studentIds: include('student-1', 'student-2'), contextIds: include('class-1') },
    (n) => n % 4 === 1,
  ],
];

describe.each(FILTERS)('sessions of %s', (_what, named, matches) => {
  beforeAll(start);
  afterAll(() => client.close());
  const filters = () => [named, { ...named, examConfigIds: include(configId) }];

  it('come in the order in which they were created, page by page', async () => {
    const expected = ids.filter((_, n) => matches(n));
    for (const filter of filters()) expect(await walk(filter)).toEqual(expected);
  });

  it('that are created between two pages come at the end, none is missed and none comes twice', async () => {
    for (const filter of filters()) {
      const seen = await walk(filter, async (pages) => {
        if (pages > 2) return;
        for (let more = 0; more < 6; more += 1) ids.push(await create(ids.length));
      });
      expect(seen).toEqual(ids.filter((_, n) => matches(n)));
    }
  });
});

describe('in the order of creation', () => {
  beforeEach(start);
  afterEach(() => client.close());

  it('sessions of one millisecond come in the order of their ids, and those of a clock that is behind in that of the clock', async () => {
    const now = client.clock.now;
    const together: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      client.clock.now = now;
      together.push(await create(100 + n));
    }
    client.clock.now = now - 2 * SESSIONS * 1000;
    const behind = await create(200);
    expect(await walk({})).toEqual([behind, ...ids, ...together.sort()]);
  });

  it('sessions of several configs come config by config, and each config as it was created', async () => {
    const other = await createConfig(client);
    const ofOther: string[] = [];
    for (let n = 0; n < 7; n += 1) ofOther.push(await create(300 + n, other));
    ids.push(await create(SESSIONS));
    const byConfig = configId < other ? [...ids, ...ofOther] : [...ofOther, ...ids];
    expect(await walk({})).toEqual(byConfig);
    expect(await walk({ examConfigIds: include(other, configId) })).toEqual(byConfig);
    const complete = (list: string[], first: number) => list.filter((_, n) => (first + n) % 3 === 0);
    const parts = [complete(ids, 0), complete(ofOther, 300)];
    expect(await walk({ maturities: include('COMPLETE') })).toEqual(
      (configId < other ? parts : parts.reverse()).flat(),
    );
  });
});
