/*
 * Random histories of two devices, a bad network and staff, over the real server. Oracle: what a device calls
 * acknowledged is on the server's disk at that very moment, in the answers, their history or the journal; and when the
 * network is well again, every value that a student saved last on any device is there too. A seq that is given twice, an
 * acknowledgement that covers more than was sent, a run that is forgotten after a reset, each makes it fail.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer, readRun } from '../../../src/student/db/read-row.ts';
import { isUnsent } from '../../../src/student/db/runs.ts';
import { type Device, type Fault, lostAnswer, offline, openSchool, page, problem, type School } from './classroom.ts';

const faults: Record<string, Fault> = {
  offline,
  lostAnswer,
  portal: page(200),
  down: problem('unavailable', 503),
  broken: problem('internal', 500),
  tooLarge: problem('too-large', 413),
};

const device = fc.constantFrom(0, 1);
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: fc.constant('answer' as const), device, item: fc.nat(4), index: fc.nat(4) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('upload' as const),
      device,
      faults: fc.array(fc.constantFrom(...Object.keys(faults)), { maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('refresh' as const, 'claim' as const), device }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('submit' as const), device }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('reopen' as const, 'reset' as const, 'release' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Everything that the server keeps for a run, as `run item response`. */
async function keptOnServer(school: School): Promise<Set<string>> {
  const rows = await school.server.deps.store.read(async (db) => [
    ...(await db.selectFrom('answer').select(['run_id', 'item_id', 'response_json']).execute()),
    ...(await db.selectFrom('answer_history').select(['run_id', 'item_id', 'response_json']).execute()),
    ...(await db.selectFrom('journal').select(['run_id', 'item_id', 'response_json']).execute()),
    ...(await db.selectFrom('journal').select(['run_id', 'item_id', 'raw as response_json']).execute()),
  ]);
  return new Set(rows.map(({ run_id, item_id, response_json }) => `${run_id} ${item_id} ${response_json}`));
}

/** The own answers of a device, and whether it calls them acknowledged. */
async function onDevice({ db }: Device) {
  const runs = new Map((await db.runs.toArray()).map(readRun).map((run) => [run.run, run]));
  const answers = (await db.answers.toArray()).map(readAnswer);
  return answers
    .filter((row) => !row.foreign && row.response !== null)
    .map(({ run, itemId, response, seq }) => ({
      value: `${run} ${itemId} ${JSON.stringify(response)}`,
      isAcknowledged: seq <= (runs.get(run)?.ackedSeq ?? 0),
    }));
}

async function act(school: School, devices: Device[], sessionId: string, step: Step): Promise<void> {
  if (!('device' in step)) {
    // Refused where it is not possible now, as the server says.
    await school.api('POST', `/api/exam-session/${sessionId}/${step.do}`).catch(() => undefined);
    return;
  }
  const own = devices[step.device] ?? expect.fail('no such device');
  const run = await own.open(sessionId);
  switch (step.do) {
    case 'answer':
      // The fifth option does not exist: the server will refuse it by name.
      await own.answer(run, step.item, step.index);
      return;
    case 'upload':
      own.faults = step.faults.map((name) => faults[name] ?? expect.fail('no such fault'));
      await own.upload();
      own.faults = [];
      return;
    case 'refresh':
      await own.refresh();
      return;
    case 'claim':
      await own.claim(run);
      return;
    case 'submit':
      await own.submit(run);
      return;
  }
}

test('whatever happens, no answer is lost and none is called safe that is not', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const school = await openSchool();
      try {
        const seat = await school.createSession('ada');
        const devices = [school.device(), school.device()];
        for (const own of devices) await own.start(seat);
        for (const next of steps) {
          await act(school, devices, seat.sessionId, next);
          const kept = await keptOnServer(school);
          for (const own of devices) {
            for (const { value, isAcknowledged } of await onDevice(own)) {
              if (isAcknowledged) expect(kept).toContain(value);
            }
          }
        }
        for (const own of devices) {
          own.memory.forgetDelays();
          for (let pass = 0; pass < 5; pass++) await own.upload();
          expect((await own.db.runs.toArray()).map(readRun).filter(isUnsent)).toEqual([]);
        }
        const kept = await keptOnServer(school);
        for (const own of devices) {
          for (const { value } of await onDevice(own)) expect(kept).toContain(value);
        }
      } finally {
        await school.close();
      }
    }),
    { numRuns: 40 },
  );
});
