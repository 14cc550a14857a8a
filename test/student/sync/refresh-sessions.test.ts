import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Device, type Fault, offline, openSchool, page, problem, type School } from './classroom.ts';

let school: School;
let device: Device;
let seat: { sessionId: string; ticket: string };

beforeEach(async () => {
  school = await openSchool();
  seat = await school.createSession('ada');
  device = school.device();
  await device.signIn(seat.ticket);
});
afterEach(() => school.close());

/** Asks the server for pages of `limit`. */
const inPagesOf =
  (limit: number): Fault =>
  (_, { path, init }) =>
    school.fetch(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}`, init);

test('a student with several tests gets the list of all pages', async () => {
  for (let config = 0; config < 4; config++) await school.createSession('ada', await school.createConfig());
  device.always = inPagesOf(2);
  expect(await device.refresh()).toBe('ok');
  expect(await device.sessions()).toHaveLength(5);
  expect(device.asked.filter((path) => path.startsWith('/api/device/exam-sessions'))).toHaveLength(3);
});

test('a list that breaks off in the middle stores nothing of it', async () => {
  for (let config = 0; config < 4; config++) await school.createSession('ada', await school.createConfig());
  let pages = 0;
  device.always = async (forward, request) =>
    ++pages > 1 ? await offline(forward, request) : await inPagesOf(2)(forward, request);
  expect(await device.refresh()).toBe('failed');
  expect(await device.sessions()).toEqual([]);
});

test('a server that turns in circles is left after fifty pages', async () => {
  device.always = async (forward) => {
    const answer = (await (await forward()).json()) as object;
    return Response.json({ ...answer, nextToken: 'again' });
  };
  expect(await device.refresh()).toBe('failed');
  expect(device.asked.length).toBeLessThan(60);
});

describe('what is not the list changes nothing', () => {
  test.each<[string, Fault]>([
    ['no network', offline],
    ['a captive portal', page(200)],
    ['a filter', page(403)],
    ['a proxy’s 401', page(401)],
    ['a server that is down', problem('unavailable', 503)],
    ['a list of another shape', async () => Response.json({ items: [] })],
  ])('%s', async (_, fault) => {
    await device.refresh();
    const before = await device.db.partitions.toArray();
    device.always = fault;
    expect(await device.refresh()).toBe('failed');
    expect(await device.db.partitions.toArray()).toEqual(before);
    expect(await device.sessions()).toHaveLength(1);
  });
});
