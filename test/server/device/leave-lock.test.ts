import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSchool, type School } from './school.ts';

const CODE = 'K7QM-4XRT-9B';

let school: School;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
});
afterEach(() => school.close());

it('a device gets what a proctor code is checked against, the same each time, and never the code', async () => {
  const config = await school.addConfig({ lockOnLeave: true, proctorCode: CODE });
  const { ticket } = await school.addSession(config, 'kevin');
  const authorization = await school.bearer(ticket);
  const listed = await school.only(authorization);
  expect(listed.config.leaveLock).toMatchObject({ iterations: 600_000 });
  expect(JSON.stringify(listed)).not.toContain(CODE);
  expect(JSON.stringify(listed)).not.toContain(CODE.replaceAll('-', ''));
  expect((await school.only(authorization)).config.leaveLock).toEqual(listed.config.leaveLock);
});

it('a device is told of no lock where the config wants none, though it has a code', async () => {
  const { ticket } = await school.addSession(await school.addConfig({ proctorCode: CODE }), 'kevin');
  expect((await school.only(await school.bearer(ticket))).config.leaveLock).toBeUndefined();
});

it('another code, and another config with the same code, are checked against something else', async () => {
  const codes = [CODE, 'K7QM-4XRT-9C', CODE];
  const verifiers = new Set<string | undefined>();
  for (const [at, proctorCode] of codes.entries()) {
    const { ticket } = await school.addSession(
      await school.addConfig({ lockOnLeave: true, proctorCode }),
      `kevin-${at}`,
    );
    verifiers.add((await school.only(await school.bearer(ticket))).config.leaveLock?.verifier);
  }
  expect(verifiers.size).toBe(3);
});
