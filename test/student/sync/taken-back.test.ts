/*
 * A student takes a submit back, and the server has heard of it or has not. The oracle: the last value of every answer ends on
 * the server, under the last submit, and the device has its receipt.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeBackSubmit } from '../../../src/student/db/take-back.ts';
import { lostAnswer, offline } from './classroom.ts';
import { everything, type Seat, takeSeat } from './seat.ts';

let seat: Seat;
beforeEach(async () => {
  seat = await takeSeat();
  const { device, run, answerAll } = seat;
  await answerAll();
  await device.answer(run, 0, 3);
  await device.submit(run);
});
afterEach(() => seat.school.close());

async function takeBack() {
  const { tab } = await seat.device.run(seat.run);
  return await takeBackSubmit(seat.device.db, { run: seat.run, tab: tab ?? '' });
}
const session = () => seat.school.getSession(seat.seat.sessionId);

describe('a submit that is taken back', () => {
  test('before anything was sent: the server never hears of it', async () => {
    seat.device.faults = [offline];
    await seat.device.upload();
    expect(await takeBack()).toMatchObject({ ok: true });
    await seat.device.upload();
    expect(await session()).toMatchObject({ maturity: 'IN_PROGRESS' });
    expect(await seat.onServer()).toEqual({ ...everything, 0: 3 });

    await seat.device.answer(seat.run, 0, 0);
    await seat.device.submit(seat.run);
    await seat.device.upload();
    await seat.expectReceived();
  });

  test('after the server took it and the acknowledgement was lost: what is changed counts, and the next submit is receipted', async () => {
    seat.device.faults = [lostAnswer];
    await seat.device.upload();
    expect(await session()).toMatchObject({ maturity: 'COMPLETE', scoreActual: 87.5 });
    expect(await takeBack()).toMatchObject({ ok: true });
    await seat.device.answer(seat.run, 0, 0);
    await seat.device.upload();
    expect(await seat.onServer()).toEqual(everything);
    await seat.device.submit(seat.run);
    await seat.device.upload();
    await seat.expectReceived();
  });

  test('while it is on its way: the receipt that comes back makes nothing submitted', async () => {
    seat.device.faults = [
      async (forward) => {
        expect(await takeBack()).toMatchObject({ ok: true });
        return await forward();
      },
    ];
    await seat.device.upload();
    expect(await seat.device.run(seat.run)).toMatchObject({ state: 'open', submit: null });
    await seat.device.answer(seat.run, 0, 0);
    await seat.device.submit(seat.run);
    await seat.device.upload();
    await seat.expectReceived();
  });

  test('after the receipt is refused, and the test stays submitted', async () => {
    await seat.device.upload();
    expect(await takeBack()).toEqual({ ok: false, reason: 'submitted' });
    expect(await seat.device.run(seat.run)).toMatchObject({ state: 'received' });
  });

  test('and changed in nothing: submitted again it is receipted as well', async () => {
    await seat.device.answer(seat.run, 0, 0);
    seat.device.faults = [lostAnswer];
    await takeBack();
    await seat.device.answer(seat.run, 0, 0);
    await seat.device.submit(seat.run);
    await seat.device.upload();
    await takeBack();
    await seat.device.submit(seat.run);
    await seat.device.upload();
    await seat.expectReceived();
  });
});
