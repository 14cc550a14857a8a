import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { loadDemo } from '../../../src/server/demo/load-demo.ts';
import { SAVING_CONFIG_ID, SAVING_EXAM_ID, savingAndSpending } from '../../../src/server/demo/saving-and-spending.ts';
import { SCIENCE_CONFIG_ID } from '../../../src/server/demo/science.ts';
import { boardSessions } from '../../../src/server/store/staff-board.ts';
import { normalizeTicket } from '../../../src/shared/lib/ticket.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

let test: TestDeps;
beforeEach(async () => {
  test = await createTestDeps();
});
afterEach(() => test.close());

async function ask(method: string, path: string, body?: unknown, authorization = test.authorization) {
  const answer = await createApp(test.deps).request(path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

describe('the demo workspace', () => {
  it('has both tests, and a session of each for three students, in the API and not only in the tables', async () => {
    await loadDemo(test.deps, test.workspaceId);
    const exam = await ask('GET', `/api/exam/${SAVING_EXAM_ID}`);
    expect(exam.body.exam).toMatchObject({ name: savingAndSpending.name, version: 0 });
    for (const configId of [SAVING_CONFIG_ID, SCIENCE_CONFIG_ID]) {
      const sessions = await ask('POST', '/api/exam-sessions', { filter: { examConfigIds: { include: [configId] } } });
      expect(sessions.body.total).toBe(3);
    }
  });

  it('has them in the order of its students, on each board as in each list', async () => {
    const { tickets } = await loadDemo(test.deps, test.workspaceId);
    const names = tickets.map(({ name }) => name);
    for (const configId of [SAVING_CONFIG_ID, SCIENCE_CONFIG_ID]) {
      const page = { after: null, take: 10 };
      const board = await test.deps.store.read((db) => boardSessions(db, test.workspaceId, configId, page));
      expect(board.map(({ name }) => name)).toEqual(names);
      const list = await ask('POST', '/api/exam-sessions', { filter: { examConfigIds: { include: [configId] } } });
      expect(list.body.items.map((item: { examSession: { id: string } }) => item.examSession.id)).toEqual(
        board.map(({ sessionId }) => sessionId),
      );
    }
  });

  it('lets each student sign in with the ticket that it names, and shows them both tests', async () => {
    const { tickets } = await loadDemo(test.deps, test.workspaceId);
    expect(tickets.map(({ ticket }) => ticket)).toEqual(['SATC-HEL2', 'PENC-ASE3', 'TEST-DAY4']);
    for (const [at, { name, ticket }] of tickets.entries()) {
      expect(normalizeTicket(ticket)).not.toBeNull();
      const deviceId = `device-of-student-${at}`;
      const signedIn = await ask('POST', '/api/device/sign-in', { ticket, deviceId }, '');
      expect(signedIn.body.student.name).toBe(name);
      const listed = await ask('GET', '/api/device/exam-sessions', undefined, `Bearer ${signedIn.body.token}`);
      expect(listed.body.items.map((item: { examName: string }) => item.examName).sort()).toEqual([
        'Saving and spending',
        'Science, grades 4 and 5',
      ]);
    }
  });

  it('is filled once: a second start adds nothing and names the same tickets', async () => {
    const first = await loadDemo(test.deps, test.workspaceId);
    const before = await ask('POST', '/api/exam-sessions', {});
    expect(await loadDemo(test.deps, test.workspaceId)).toEqual(first);
    expect((await ask('POST', '/api/exam-sessions', {})).body).toEqual(before.body);
  });

  it('does not touch a workspace that somebody else has filled', async () => {
    await ask('PUT', '/api/exam/of-the-school', savingAndSpending);
    expect(await loadDemo(test.deps, test.workspaceId)).toEqual({ tickets: [] });
    expect((await ask('POST', '/api/exam-sessions', {})).body.total).toBe(0);
  });

  it('has other tickets where its own are taken, and every ticket finds its own student', async () => {
    const { authorization } = await test.addWorkspace('other-school');
    await loadDemo(test.deps, 'other-school');
    const { tickets } = await loadDemo(test.deps, test.workspaceId);
    expect(tickets.map(({ ticket }) => ticket)).not.toContain('SATC-HEL2');
    expect(new Set(tickets.map(({ ticket }) => ticket)).size).toBe(3);
    const signedIn = await ask(
      'POST',
      '/api/device/sign-in',
      { ticket: 'SATC-HEL2', deviceId: 'a-device-of-maya' },
      '',
    );
    expect(signedIn.body.workspace.id).toBe('other-school');
    expect((await ask('POST', '/api/exam-sessions', {}, authorization)).body.total).toBe(6);
  });
});
