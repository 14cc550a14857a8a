import { expect } from 'vitest';
import { chosen, type Device, openSchool, type School } from './classroom.ts';

/** A student on a device, with a test of eight questions open. */
export interface Seat {
  school: School;
  device: Device;
  seat: { sessionId: string; ticket: string };
  run: string;
  /** Answers all eight questions rightly, on this device unless another is given. */
  answerAll(device?: Device, run?: string): Promise<void>;
  /** The options that the server has for the student, by item number. */
  onServer(): Promise<Record<number, number | undefined>>;
  /** What staff or an integrator do to the session. */
  post(path: string, body?: unknown): Promise<unknown>;
  /** The whole test is on the server, and the device knows it. */
  expectReceived(): Promise<void>;
}

export const everything = { 0: 0, 1: 1, 2: 2, 3: 3, 4: 0, 5: 1, 6: 2, 7: 3 };

export async function takeSeat(): Promise<Seat> {
  const school = await openSchool({ allowRetakes: true });
  const seat = await school.createSession('ada');
  const device = school.device();
  const run = await device.start(seat);
  const onServer = async () => chosen(await school.getSession(seat.sessionId));
  return {
    school,
    device,
    seat,
    run,
    onServer,
    async answerAll(own = device, ownRun = run) {
      for (let item = 0; item < 8; item++) await own.answer(ownRun, item, item % 4);
    },
    post: (path, body) => school.api('POST', `/api/exam-session/${seat.sessionId}/${path}`, body),
    async expectReceived() {
      expect(await onServer()).toEqual(everything);
      expect(await school.getSession(seat.sessionId)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });
      expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
    },
  };
}
