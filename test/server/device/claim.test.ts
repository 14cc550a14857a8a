import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEVICE, EXAM, OTHER_DEVICE, openSchool, problemOf, type School } from './school.ts';

let school: School;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
});
afterEach(() => school.close());

const WRITER = 'writer-of-the-device';

describe('sessions of others', () => {
  it('do not exist for a device: not of another student, not of another school', async () => {
    const config = await school.addConfig();
    const mine = await school.addSession(config, 'kevin');
    const theirs = await school.addSession(config, 'lena');
    const oak = await school.addWorkspace('oak');
    await school.putExam(EXAM, oak);
    const far = await school.addSession(await school.addConfig({}, oak), 'kevin', oak.authorization);
    const authorization = await school.bearer(mine.ticket);
    const { run, package: sealed } = await school.only(authorization);
    const body = { run, writer: WRITER, package: sealed.hash };
    for (const id of [theirs.id, far.id, 'no-such-session', '%00', 'a'.repeat(500)]) {
      for (const verb of ['claim', 'retake']) {
        const response = await school.ask('POST', `/api/device/exam-session/${id}/${verb}`, { authorization, body });
        expect(await problemOf(response)).toBe('404 not-found');
      }
    }
    const other = await school.only(await school.bearer(far.ticket));
    expect(other.id).toBe(far.id);
    expect(
      (await school.ask('POST', `/api/device/exam-session/${mine.id}/claim`, { authorization, body })).status,
    ).toBe(200);
  });

  it('a run of another session is not claimed with one’s own', async () => {
    const config = await school.addConfig();
    const mine = await school.addSession(config, 'kevin');
    const theirs = await school.addSession(config, 'lena');
    const authorization = await school.bearer(mine.ticket);
    const { run } = await school.only(await school.bearer(theirs.ticket, OTHER_DEVICE));
    const { package: sealed } = await school.only(authorization);
    const body = { run, writer: WRITER, package: sealed.hash };
    const response = await school.ask('POST', `/api/device/exam-session/${mine.id}/claim`, { authorization, body });
    expect(await problemOf(response)).toBe('404 not-found');
  });
});

describe('claim', () => {
  it('gives the run to the device with the responses so far', async () => {
    const { id, ticket } = await school.addSession(await school.addConfig(), 'kevin');
    await school.answer(id, { jar: [['full', 1]] }, false);
    const authorization = await school.bearer(ticket);
    const { run, package: sealed } = await school.only(authorization);
    const body = { run, writer: WRITER, package: sealed.hash };
    const response = await school.ask('POST', `/api/device/exam-session/${id}/claim`, { authorization, body });
    expect(await response.json()).toMatchObject({
      storeId: school.deps.store.storeId,
      now: school.clock.now,
      examSession: { run, epoch: 1, maturity: 'IN_PROGRESS' },
      responses: { jar: { full: { options: [{ index: 1 }] } } },
    });
    expect((await school.only(authorization)).ackedThrough).toEqual({ [WRITER]: 0 });
  });

  it('is refused with the reason while another device holds a run that only a proctor moves', async () => {
    const { id, ticket } = await school.addSession(await school.addConfig({ deviceMove: 'proctor' }), 'kevin');
    const first = await school.bearer(ticket);
    const { run, package: sealed } = await school.only(first);
    const body = { run, writer: WRITER, package: sealed.hash };
    await school.ask('POST', `/api/device/exam-session/${id}/claim`, { authorization: first, body });
    const second = await school.bearer(ticket, OTHER_DEVICE);
    const path = `/api/device/exam-session/${id}/claim`;
    const response = await school.ask('POST', path, {
      authorization: second,
      body: { ...body, writer: `${WRITER}-2` },
    });
    expect(await problemOf(response)).toBe('409 conflict');
  });
});

describe('report', () => {
  const report = { deviceId: DEVICE, unsentAnswers: 3, waitingSubmits: 1, needsAttention: 0, appVersion: '0.1.0' };

  it('is kept as the last word of the device', async () => {
    const { ticket } = await school.addSession(await school.addConfig(), 'kevin');
    const authorization = await school.bearer(ticket);
    for (const unsentAnswers of [3, 0]) {
      const body = { ...report, unsentAnswers };
      expect((await school.ask('POST', '/api/device/report', { authorization, body })).status).toBe(200);
    }
    const rows = await school.deps.store.read((db) => db.selectFrom('device').selectAll().execute());
    expect(rows.map((row) => JSON.parse(row.report_json ?? ''))).toEqual([{ ...report, unsentAnswers: 0 }]);
  });

  it('speaks for no other device', async () => {
    const { ticket } = await school.addSession(await school.addConfig(), 'kevin');
    const authorization = await school.bearer(ticket);
    const body = { ...report, deviceId: OTHER_DEVICE };
    const response = await school.ask('POST', '/api/device/report', { authorization, body });
    expect(await problemOf(response)).toBe('422 invalid');
    expect(await school.deps.store.read((db) => db.selectFrom('device').select('device_id').execute())).toEqual([
      { device_id: DEVICE },
    ]);
  });
});
