/*
 * What must hold after every step:
 *
 *  1. An answer shown as saved on this device is on the device, sealed in its outbox, or on the server (standing, in the
 *     history or in the journal) in its own run. An older value of the same question on the same device may go, and so may what
 *     lay on a disk alone that is lost or put back.
 *  2. An answer shown as saved on the server is there, in its own run, while device and server speak of the same store. It stands
 *     or stood there, and does not wait for staff, unless the device says so.
 *  3. No answer is in another run than the one it was given in: not on the server, not on a device.
 *  4. Nothing is applied twice: a change (run, writer, seq, question) stands or was replaced once at most.
 *  5. No change is numbered beyond its run's counter. The server acknowledges nothing that the writer's counter has not reached, and no device counts so.
 *  6. A received run has its receipt on the server, and the receipt's submit names what the device holds.
 *  7. A student who left has no open answer and no key on the device; what they left is sealed there.
 *  8. A run that is archived takes no answers, and no batch changes it: what comes for it waits in the journal. A run that a
 *     device holds takes answers of no other device and of no epoch that was left, and goes to another one only by a claim or
 *     after a release, under a raised epoch. Nobody fills what was answered or cleared. (`watch-batch.ts` looks at what is said.)
 *  9. Only the tab that holds a run saves into it (noted by the step itself).
 * 20. No answer is refused by name that the exam has an option for. (13 to 19 are those of `test/crash/await`.)
 *
 * And at rest, when the network was well for long enough and everybody came back:
 *
 * 10. Nothing is unsent, except of a run that the server, restored from a backup, does not know; and each saved answer is
 *     on the server then.
 * 11. Device and server agree on maturity and attempt of the current run, and on the digest of what was submitted. Whoever
 *     holds the run shows what stands.
 * 12. The score that the device computes is the server's, over the same answers, by the same module.
 * 21. The server's store passes its own check (`npm run check-store`).
 */
import { missing, moved, refused, twice, unacknowledged } from './check-answers.ts';
import { counters, open, unproven } from './check-device.ts';
import { fenced } from './check-fences.ts';
import { readFacts, type Watched } from './facts.ts';
import type { OnDevice, OnServer } from './rows.ts';

export interface Look {
  /** What is broken, in sentences; empty when all is well. */
  found: string[];
  /** What the server holds now: the next look compares with it. */
  server: OnServer;
  devices: OnDevice[];
}

/** @param before what the server held at the last look; null when the steps between were many */
export async function checkAlways(world: Watched, before: OnServer | null): Promise<Look> {
  const facts = await readFacts(world);
  const { server, devices } = facts;
  const found = [...world.broken, ...moved(facts), ...twice(server), ...refused(server)];
  for (const { sentence } of await missing(facts)) found.push(sentence);
  if (before !== null) found.push(...fenced(before, server, world.server.claimed));
  for (const [name, rows] of devices.entries()) {
    found.push(
      ...unacknowledged(facts, name, rows),
      ...counters(server, name, rows, world.rewound),
      ...open(name, rows),
    );
    for (const run of rows.runs) found.push(...(await unproven(server, name, rows, run)));
  }
  return { found, server, devices };
}
