/*
 * What tokens, tickets and their refusal can do to a test. One attack a test. The oracle is always the same: every answer of the student is on the
 * device or on the server, nothing is called safe that is not, and when the attack is over the server has everything.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { offline, page, problem } from './classroom.ts';
import { type Seat, takeSeat } from './seat.ts';

let school: Seat['school'];
let device: Seat['device'];
let seat: Seat['seat'];
let run: Seat['run'];
let answerAll: Seat['answerAll'];
let onServer: Seat['onServer'];
let expectReceived: Seat['expectReceived'];

beforeEach(async () => {
  ({ school, device, seat, run, answerAll, onServer, expectReceived } = await takeSeat());
});
afterEach(() => school.close());

describe('sign-in', () => {
  test('the server refuses the upload token: asked to sign in, and nothing else stops', async () => {
    await device.answer(run, 0, 3);
    device.faults = [problem('unauthorized', 401)];
    const { partition } = await device.run(run);
    expect((await device.upload()).signIn).toEqual(new Set([partition]));
    await device.answer(run, 1, 2);
    expect(await device.upload()).toMatchObject({ tried: false });
    device.memory.forgetDelays();
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3, 1: 2 });
  });

  test('the device token is revoked: the list asks for a sign-in, uploads go on, and a new sign-in loses nothing', async () => {
    await device.answer(run, 0, 3);
    await school.server.deps.store.write((db) =>
      db.updateTable('device_token').set({ revoked_at: 1 }).where('workspace_id', '=', 'demo').execute(),
    );
    expect(await device.refresh()).toBe('sign-in');
    expect((await device.db.partitions.toArray()).map(({ token }) => token)).toEqual([null]);
    await device.upload();
    expect(await onServer()).toEqual({ 0: 3 });
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true });
    expect(await device.refresh()).toBe('ok');
    await answerAll();
    await device.submit(run);
    await device.upload();
    await expectReceived();
  });

  test('a proxy’s 401 on the list takes nobody’s token', async () => {
    device.always = page(401);
    expect(await device.refresh()).toBe('failed');
    expect((await device.db.partitions.toArray()).map(({ token }) => token)).not.toContain(null);
  });

  test('without a network the right ticket opens the device, and a wrong one does not', async () => {
    await device.signOut();
    device.always = offline;
    expect(await device.signIn('ABCD-EFGH')).toMatchObject({ ok: false, reason: 'wrong-ticket' });
    expect(await device.signIn(seat.ticket.toLowerCase())).toMatchObject({ ok: true, online: false });
    await device.open(seat.sessionId);
    expect(await device.answer(run, 0, 3)).toMatchObject({ ok: true });
    device.always = null;
    expect(await device.refresh()).toBe('ok');
  });

  test('a wrong ticket that the server refuses is wrong, even with a network that fails later', async () => {
    expect(await device.signIn('ABCD-EFGH')).toMatchObject({ ok: false, reason: 'wrong-ticket' });
  });

  test('a captive portal at sign-in is no wrong ticket: the device decides', async () => {
    await device.signOut();
    device.always = page(200);
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true, online: false });
  });

  test.each([
    ['that is full', problem('unavailable', 503, { headers: { 'Retry-After': '5' } }), 'server'],
    ['that has too much to do', problem('rate-limited', 429, { headers: { 'Retry-After': '9' } }), 'slow-down'],
  ])(
    'a server %s keeps nobody from a test that is on the device, and says so to everybody else',
    async (_, fault, reason) => {
      await device.signOut();
      device.always = fault;
      expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true, online: false });
      await device.open(seat.sessionId);
      expect(await device.answer(run, 0, 3)).toMatchObject({ ok: true });
      const fresh = school.device();
      fresh.always = fault;
      expect(await fresh.signIn(seat.ticket)).toMatchObject({ ok: false, reason });
    },
  );

  test('on a device that knows nobody, no network is said to be no network', async () => {
    const fresh = school.device();
    fresh.always = offline;
    expect(await fresh.signIn(seat.ticket)).toMatchObject({ ok: false, reason: 'no-network' });
  });

  test('guessing tickets without a network becomes slow, and the right one has to wait its turn as well', async () => {
    await device.signOut();
    device.always = offline;
    for (let guess = 0; guess < 5; guess++) await device.signIn('ABCD-EFGH');
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: false, reason: 'slow-down' });
    device.now += 5000;
    expect(await device.signIn(seat.ticket)).toMatchObject({ ok: true });
  });

  test('a list of another student under this one’s token is refused whole', async () => {
    const other = await school.createSession('grace');
    const theirs = school.device();
    await theirs.signIn(other.ticket);
    const [row] = await theirs.db.partitions.toArray();
    device.always = async (_, { path, init }) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${row?.token}`);
      return await school.fetch(path, { ...init, headers });
    };
    expect(await device.refresh()).toBe('failed');
    expect(await device.sessions()).toHaveLength(1);
  });
});
