/*
 * A real server with room for little, under requests over as many connections. Its store is held at a commit until all of them
 * have arrived, so that who waits and who is sent away does not depend on the machine.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { Admission } from '../../../src/server/http/admission.ts';
import { Turns } from '../../../src/server/http/turns.ts';
import { type Listening, listen } from '../../../src/server/listen.ts';
import { readSettings } from '../../../src/server/settings.ts';
import { putApiKey } from '../../../src/server/store/api-keys.ts';
import { syncAnswer } from '../../../src/shared/contract/set-responses.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';
import { APP_KEY, APP_SECRET, BASIC } from '../../support/server-process.ts';
import {
  batchBody,
  choiceExam,
  createSession,
  type Given,
  getSession,
  openDevice,
  putExam,
  type SignedInDevice,
  submitClaimOf,
} from '../../support/wire-client.ts';

const WAITING = 12;
const QUESTIONS = 2;

let server: TestDeps;
let listening: Listening;
let admission: Admission;
let desk: Turns;
/** What a commit waits for. */
let held: Promise<void> | undefined;

beforeEach(async () => {
  held = undefined;
  server = await createTestDeps({ store: { testing: { hooks: { beforeCommit: () => held } } } });
  const secretHash = await server.deps.passwords.hash(APP_SECRET);
  await server.deps.store.write((db) => putApiKey(db, server.workspaceId, { appKey: APP_KEY, secretHash, now: 0 }));
  // One at a time, so that the order of answers is that in which they were let in.
  admission = new Admission({ working: 1, reports: 1, waiting: WAITING, now: () => 0, msEach: 1000 });
  desk = new Turns({ working: 3, submits: 2 });
  const app = createApp(server.deps, { admission, desk });
  listening = await listen(app.fetch, readSettings({ PORT: '0' }));
});
afterEach(async () => {
  await listening.stop(1000);
  await server.close();
});

/** Commits wait until what it returns is called. */
function holdCommits(): () => void {
  let letGo = () => {};
  held = new Promise((resolve) => {
    letGo = resolve;
  });
  return letGo;
}

/** A door through which all of them come at once. */
async function openWide(): Promise<void> {
  await listening.stop(1000);
  const app = createApp(server.deps, { desk });
  listening = await listen(app.fetch, readSettings({ PORT: '0' }));
}

interface Sent {
  name: string;
  send: () => Promise<Response>;
}

async function devices(count: number): Promise<SignedInDevice[]> {
  const configId = await putExam(listening.url, 'herd', choiceExam(QUESTIONS));
  const opened: SignedInDevice[] = [];
  for (let n = 0; n < count; n += 1) {
    const { ticket } = await createSession(listening.url, configId, `student-${n}`);
    opened.push(await openDevice(listening.url, ticket, `${n}`));
  }
  return opened;
}

function upload(device: SignedInDevice, kind: 'submit' | 'autosave'): Sent {
  const given: Given[] = Array.from({ length: QUESTIONS }, (_, n) => ({
    itemId: `item-${n}`,
    questionId: `q-${n}`,
    response: { options: [{ index: n }] },
    seq: n + 1,
  }));
  const submit = kind === 'submit' ? submitClaimOf(device, given, QUESTIONS) : undefined;
  const body = batchBody(device, given, { baseSeq: 0, lastSeq: QUESTIONS }, submit);
  const headers = {
    Authorization: `Bearer ${device.session.uploadToken}`,
    'Content-Type': 'application/json',
    ...(submit && { Priority: 'u=0' }),
  };
  const path = `${listening.url}/api/exam-session/${device.session.id}/responses`;
  return { name: kind, send: () => fetch(path, { method: 'POST', headers, body }) };
}

const report = (): Sent => ({
  name: 'report',
  send: () => fetch(`${listening.url}/api/exam-sessions`, { method: 'POST', headers: { Authorization: BASIC } }),
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(2);
}

test('submits get through before autosaves, and these before reports; who is sent away is told when, and nothing is lost', async () => {
  const opened = await devices(18);
  const [first, ...others] = opened as [SignedInDevice, ...SignedInDevice[]];
  const autosaves = others.slice(0, 7);
  const submits = others.slice(7);
  const letGo = holdCommits();

  const order: string[] = [];
  const away: { name: string; seconds: number; send: Sent['send'] }[] = [];
  const kept: Promise<void>[] = [];
  let arrived = 0;
  /** Sends one, and goes on when the server has it, at work, waiting or sent away. */
  const send = async ({ name, send: ask }: Sent) => {
    const before = { arrived, away: away.length, inside: admission.working + admission.waiting };
    kept.push(
      ask().then(async (response) => {
        const text = await response.text();
        if (response.status === 429) {
          expect(JSON.parse(text)).toMatchObject({ status: 429, type: expect.stringContaining('rate-limited') });
          away.push({ name, seconds: Number(response.headers.get('Retry-After')), send: ask });
          return;
        }
        expect(response.status, text).toBe(200);
        if (name !== 'report') expect(syncAnswer.parse(JSON.parse(text)).ackedThrough).toBe(QUESTIONS);
        order.push(name);
      }),
    );
    arrived += 1;
    await until(() => admission.working + admission.waiting > before.inside || away.length > before.away);
  };

  await send(upload(first, 'autosave'));
  for (let n = 0; n < 4; n += 1) await send(report());
  for (const device of autosaves.slice(0, 4)) await send(upload(device, 'autosave'));
  for (const device of submits.slice(0, 4)) await send(upload(device, 'submit'));
  expect({ working: admission.working, waiting: admission.waiting }).toEqual({ working: 1, waiting: WAITING });
  // The queue is full: each submit takes the place of a report, and when there is none, of an autosave.
  for (const device of submits.slice(4, 9)) await send(upload(device, 'submit'));
  expect(away.map(({ name }) => name)).toEqual(['report', 'report', 'report', 'report', 'autosave']);
  // Nothing is less urgent than these.
  for (const device of autosaves.slice(4)) await send(upload(device, 'autosave'));
  for (let n = 0; n < 3; n += 1) await send(report());
  expect(away.slice(5).map(({ name }) => name)).toEqual([...Array(3).fill('autosave'), ...Array(3).fill('report')]);
  const secondsOf = (name: string) => away.filter((sent) => sent.name === name).map(({ seconds }) => seconds);
  expect(secondsOf('autosave')).toEqual([12, 13, 14, 15]);
  const reports = secondsOf('report');
  expect(reports).toEqual([...new Set(reports)].sort((a, b) => a - b));
  expect(Math.min(...reports.slice(4))).toBeGreaterThan(Math.max(...secondsOf('autosave')));

  letGo();
  await Promise.all(kept);
  expect(order).toEqual(['autosave', ...Array(9).fill('submit'), ...Array(3).fill('autosave')]);

  // They come again, as they were told.
  for (const { send: again } of away) expect((await again()).status).toBe(200);
  for (const { session } of submits.slice(0, 9)) {
    expect(await getSession(listening.url, session.id)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
  }
  for (const { session } of [first, ...autosaves]) {
    expect(await getSession(listening.url, session.id)).toMatchObject({
      maturity: 'IN_PROGRESS',
      responses: { 'item-1': { 'q-1': { options: [{ index: 1 }] } } },
    });
  }
});

test('somebody who sends half a body and no more gives the place back', async () => {
  await listening.stop(1000);
  listening = await listen(
    createApp(server.deps, { admission, desk, stalledMs: 50 }).fetch,
    readSettings({ PORT: '0' }),
  );
  const half = connect(Number(new URL(listening.url).port), '127.0.0.1');
  // With the answer that nobody will read, or without one.
  half.on('error', () => undefined).resume();
  const head = ['POST /api/exam-sessions HTTP/1.1', 'Host: satchel', `Authorization: ${BASIC}`, 'Content-Length: 20'];
  half.write(`${head.join('\r\n')}\r\n\r\n{"limit`);
  await until(() => admission.working === 1);
  const asked = report().send();
  await once(half, 'close');
  expect((await asked).status).toBe(200);
  expect(admission.working).toBe(0);
});

test('of batches that were let in, a few are at work at a time, an autosave beside the submits; one that is still on its way takes no place', async () => {
  await openWide();
  const [slow, late, ...others] = (await devices(9)) as [SignedInDevice, SignedInDevice, ...SignedInDevice[]];
  const letGo = holdCommits();
  const order: string[] = [];
  const send = async ({ name, send: ask }: Sent) => {
    const response = await ask();
    expect(response.status).toBe(200);
    order.push(name);
  };
  // Half of a batch, whose other half comes when all else is done.
  let sendRest = () => {};
  const rest = new Promise<void>((resolve) => {
    sendRest = resolve;
  });
  const onItsWay = fetch(`${listening.url}/api/exam-session/${slow.session.id}/responses`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${slow.session.uploadToken}`,
      'Content-Type': 'application/json',
      Priority: 'u=0',
    },
    duplex: 'half',
    body: new ReadableStream({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode('{"responses":'));
        await rest;
        controller.enqueue(new TextEncoder().encode('[]}'));
        controller.close();
      },
    }),
  } as RequestInit);
  const sent: Promise<void>[] = [];
  for (const [n, device] of others.entries()) {
    sent.push(send(upload(device, 'submit')));
    await until(() => desk.working + desk.waiting === n + 1);
  }
  sent.push(send(upload(late, 'autosave')));
  await until(() => desk.working === 3);
  expect(desk.waiting).toBe(others.length - 2);
  letGo();
  await Promise.all(sent);
  // With the next two, which came long before it.
  expect(order.slice(0, 5)).toContain('autosave');
  sendRest();
  // It brings no sync block.
  expect((await onItsWay).status).toBe(403);
  expect({ working: desk.working, waiting: desk.waiting }).toEqual({ working: 0, waiting: 0 });
});

test('a batch that cannot be read takes none of those along that share its commit', async () => {
  await openWide();
  const [first, second, bad, third] = (await devices(4)) as [
    SignedInDevice,
    SignedInDevice,
    SignedInDevice,
    SignedInDevice,
  ];
  const letGo = holdCommits();
  const broken = fetch(`${listening.url}/api/exam-session/${bad.session.id}/responses`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${bad.session.uploadToken}`, 'Content-Type': 'application/json' },
    body: '{"responses": [',
  });
  const sent = [upload(first, 'submit').send(), upload(second, 'submit').send(), broken];
  await until(() => desk.working === sent.length);
  const last = upload(third, 'autosave').send();
  await until(() => desk.waiting === 1);
  letGo();
  const answered = await Promise.all([...sent, last]);
  expect(answered.map(({ status }) => status)).toEqual([200, 200, 400, 200]);
  for (const { session } of [first, second]) {
    expect(await getSession(listening.url, session.id)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
  }
});
