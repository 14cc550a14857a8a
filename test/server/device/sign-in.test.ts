import { afterEach, beforeEach, expect, it } from 'vitest';
import { signInAnswer } from '../../../src/shared/contract/device.ts';
import { DEVICE, OTHER_DEVICE, openSchool, problemOf, type School } from './school.ts';

let school: School;
let ticket: string;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
  ticket = (await school.addSession(await school.addConfig(), 'kevin')).ticket;
});
afterEach(() => school.close());

it('a ticket signs its student in, however it is typed', async () => {
  for (const typed of [ticket, ticket.toLowerCase(), `  ${ticket.replace('-', '')} `, ticket.split('').join(' ')]) {
    const answer = signInAnswer.parse(await (await school.signIn(typed)).json());
    expect(answer.student).toEqual({ id: 'kevin', name: 'Kevin Campbell' });
    expect(answer.workspace).toEqual({ id: school.workspaceId, name: `School ${school.workspaceId}` });
    expect(answer.token).toMatch(/^d1\./);
  }
});

it('a wrong ticket is one sentence, whether it could be one or not', async () => {
  for (const wrong of ['AAAA-AAAA', 'AAAA', '0000-0000', 'Ünïcode!', "' or 1=1 --"]) {
    const response = await school.signIn(wrong, `device-that-types-${wrong.length}`);
    expect(response.headers.get('www-authenticate')).toBeNull();
    expect(await problemOf(response)).toBe('401 unauthorized');
  }
  const body = await (await school.signIn('AAAA-AAAA', OTHER_DEVICE)).text();
  expect(body).toContain('This ticket is not right.');
});

it('the store holds no token, only its hash, and two sign-ins are two tokens', async () => {
  const first = await school.bearer(ticket);
  const second = await school.bearer(ticket);
  expect(first).not.toBe(second);
  const rows = await school.deps.store.read((db) => db.selectFrom('device_token').selectAll().execute());
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(first + second).not.toContain(row.token_hash);
  expect(await school.list(first)).toBeDefined();
  expect(await school.list(second)).toBeDefined();
});

it('ten wrong tickets on one device are the last for five minutes, the right one included', async () => {
  for (let n = 0; n < 10; n++) expect((await school.signIn(`AAAAAAA${'ABCDEFGHJK'[n]}`)).status).toBe(401);
  const slowed = await school.signIn(ticket);
  expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await problemOf(slowed)).toBe('429 rate-limited');
  expect((await school.signIn(ticket, OTHER_DEVICE)).status).toBe(200);

  school.clock.now += 5 * 60_000 + 1;
  expect((await school.signIn(ticket)).status).toBe(200);
});

it('one wrong ticket from ten devices is slowed down on the eleventh', async () => {
  const device = (n: number) => `device-number-${n}`.padEnd(20, '0');
  for (let n = 0; n < 10; n++) expect((await school.signIn('AAAA-AAAA', device(n))).status).toBe(401);
  expect((await school.signIn('aaaaaaaa', device(10))).status).toBe(429);
  expect((await school.signIn(ticket, device(10))).status).toBe(200);
});

it('wrong tickets that are sent at once are counted too', async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => school.signIn(`AAAA${'ABCDEFGH'[n % 8]}${'ABCDEFGH'[n >> 3]}AA`)),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
});

it('a class that signs in on one device, one after another, is never slowed down', async () => {
  for (let n = 0; n < 30; n++) expect((await school.signIn(ticket)).status).toBe(200);
});

it('what the body may be is checked', async () => {
  for (const body of [{}, { ticket }, { ticket, deviceId: 'x' }, { ticket: '', deviceId: DEVICE }, []]) {
    expect(await problemOf(await school.ask('POST', '/api/device/sign-in', { body }))).toBe('422 invalid');
  }
});
