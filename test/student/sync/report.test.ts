import { beforeEach, expect, test } from 'vitest';
import type { DeviceReport } from '../../../src/shared/contract/device.ts';
import type { Http } from '../../../src/student/sync/http.ts';
import { Reporter } from '../../../src/student/sync/report.ts';

const MINUTE = 60_000;
let sent: unknown[];
let now: number;
let status: number;
let reporter: Reporter;

const http: Http = {
  async request(_, { body }) {
    sent.push(body);
    return { kind: 'response', status, body: {}, retryAfterMs: null };
  },
  download: () => expect.fail('a report downloads nothing'),
};
const report = (part: Partial<DeviceReport> = {}): DeviceReport => ({
  deviceId: 'device-aaaaaaaaaaaaa',
  unsentAnswers: 0,
  waitingSubmits: 0,
  needsAttention: 0,
  ...part,
});

beforeEach(() => {
  sent = [];
  now = 0;
  status = 200;
  reporter = new Reporter(http, () => now);
});

test('the first report goes at once, the same again does not', async () => {
  await reporter.report('token', report());
  now += 10 * MINUTE;
  await reporter.report('token', report());
  expect(sent).toEqual([report()]);
});

test('news goes at most once a minute', async () => {
  await reporter.report('token', report());
  now += MINUTE - 1;
  await reporter.report('token', report({ waitingSubmits: 1 }));
  expect(sent).toHaveLength(1);
  now += 1;
  await reporter.report('token', report({ waitingSubmits: 1 }));
  expect(sent).toHaveLength(2);
});

test('how many answers are on their way, and how full the disk is, is no news; that some are, is', async () => {
  const storage = { persisted: true, usage: 1, quota: 9 };
  await reporter.report('token', report({ unsentAnswers: 3, storage }));
  now += MINUTE;
  await reporter.report('token', report({ unsentAnswers: 4, storage: { ...storage, usage: 2 } }));
  expect(sent).toHaveLength(1);
  await reporter.report('token', report({ unsentAnswers: 0, storage }));
  expect(sent).toHaveLength(2);
});

test('what was saved while an upload got through is no news until one does not; that it is gone is, once it was said', async () => {
  const followed = { isFollowed: true };
  await reporter.report('token', report());
  now += MINUTE;
  await reporter.report('token', report({ unsentAnswers: 1, waitingSubmits: 1 }), followed);
  expect(sent).toHaveLength(1);
  await reporter.report('token', report({ unsentAnswers: 1 }));
  expect(sent).toHaveLength(2);
  now += MINUTE;
  await reporter.report('token', report({ unsentAnswers: 2 }), followed);
  expect(sent).toHaveLength(2);
  await reporter.report('token', report(), followed);
  expect(sent).toHaveLength(3);
  now += MINUTE;
  await reporter.report('token', report({ unsentAnswers: 1, needsAttention: 1 }), followed);
  expect(sent.at(-1)).toEqual(report({ unsentAnswers: 1, needsAttention: 1 }));
});

test('a disk that comes near its end is news, and so is a database that was lost', async () => {
  const MB = 1_000_000;
  const storage = { persisted: true, usage: 0, quota: 200 * MB };
  await reporter.report('token', report({ answers: 3, storage }));
  now += MINUTE;
  await reporter.report('token', report({ answers: 4, storage: { ...storage, usage: 49 * MB } }));
  expect(sent).toHaveLength(1);
  await reporter.report('token', report({ answers: 4, storage: { ...storage, usage: 51 * MB } }));
  expect(sent).toHaveLength(2);
  now += MINUTE;
  await reporter.report('token', report({ storage: { ...storage, usage: 51 * MB }, lost: { times: 1, rescued: 0 } }));
  expect(sent).toHaveLength(3);
});

test('a report that did not arrive is due again', async () => {
  status = 500;
  await reporter.report('token', report());
  status = 200;
  now += MINUTE;
  await reporter.report('token', report());
  now += MINUTE;
  await reporter.report('token', report());
  expect(sent).toHaveLength(2);
});

test('another student’s sign-in is reported', async () => {
  await reporter.report('token-1', report());
  now += MINUTE;
  await reporter.report('token-2', report());
  expect(sent).toHaveLength(2);
});

test('one that somebody waits for goes at once, and says whether it arrived', async () => {
  expect(await reporter.report('token', report())).toBe(true);
  expect(await reporter.report('token', report({ waitingSubmits: 1 }))).toBe(false);
  expect(await reporter.report('token', report({ waitingSubmits: 1 }), { isAsked: true })).toBe(true);
  expect(sent).toHaveLength(2);
  // What is known is not said again, and is known all the same.
  expect(await reporter.report('token', report({ waitingSubmits: 1 }), { isAsked: true })).toBe(true);
  expect(sent).toHaveLength(2);
});

test('one that somebody waited for and that did not arrive keeps the next one no minute waiting', async () => {
  status = 500;
  expect(await reporter.report('token', report(), { isAsked: true })).toBe(false);
  status = 200;
  expect(await reporter.report('token', report())).toBe(true);
  expect(sent).toHaveLength(2);
});
