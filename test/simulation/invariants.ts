/*
 * What must hold after every step:
 *
 *  1. An answer shown as saved on this device is on the device, sealed in its outbox, or on the server (standing, in the
 *     history or in the journal) in its own run. An older value of the same question on the same device may go.
 *  2. An answer shown as saved on the server is there, in its own run, while device and server speak of the same store.
 *  3. No answer is in another run than the one it was given in: not on the server, not on a device.
 *  4. Nothing is applied twice: a change (run, writer, seq, question) stands or was replaced once at most.
 *  5. No change is numbered beyond its run's counter. The server acknowledges nothing that the writer's counter has not reached, and no device counts so.
 *  6. A received run has its receipt on the server, and the receipt's submit names what the device holds.
 *  7. A student who left has no open answer and no key on the device; what they left is sealed there.
 *  8. A run that is archived takes no answers: what comes for it waits in the journal. A run that a device holds takes
 *     answers of no other device, and goes to another one only by a claim or after a release.
 *  9. Only the tab that holds a run saves into it (noted by the step itself).
 *
 * And at rest, when the network was well for long enough and everybody came back:
 *
 * 10. Nothing is unsent, except of a run that the server, restored from a backup, does not know; and each saved answer is
 *     on the server then.
 * 11. Device and server agree on maturity and attempt of the current run, and on the digest of what was submitted.
 * 12. The score that the device computes is the server's, over the same answers, by the same module.
 */
import { results } from '../../src/shared/contract/score.ts';
import { percentage } from '../../src/shared/scoring/percentage.ts';
import type { RunRow } from '../../src/student/db/rows.ts';
import { isUnsent } from '../../src/student/db/runs.ts';
import {
  answerText,
  describeNow,
  indexOf,
  type OnDevice,
  type OnServer,
  openOutbox,
  readDeviceRows,
  readServerRows,
} from './rows.ts';
import type { World } from './world.ts';

/** What is looked at: devices, a server, and what students were told. */
export type Watched = Pick<World, 'server' | 'devices' | 'saved' | 'origin' | 'broken' | 'valuesFor'>;

interface Facts {
  world: Watched;
  server: OnServer;
  /** `<run> <item> <response>` of all that the server holds. */
  kept: Set<string>;
  devices: OnDevice[];
}

async function readFacts(world: Watched): Promise<Facts> {
  const server = await readServerRows(world.server);
  const kept = new Set(server.values.map(({ run, itemId, json }) => `${run} ${itemId} ${json}`));
  const devices: OnDevice[] = [];
  for (const device of world.devices) devices.push(await readDeviceRows(device));
  return { world, server, kept, devices };
}

export interface Look {
  /** What is broken, in sentences; empty when all is well. */
  found: string[];
  /** What the server holds now: the next look compares with it. */
  server: OnServer;
}

/** @param before what the server held at the last look; null when the steps between were many */
export async function checkAlways(world: Watched, before: OnServer | null): Promise<Look> {
  const facts = await readFacts(world);
  const { server, devices } = facts;
  const found = [...world.broken.map((sentence) => `9: ${sentence}`), ...moved(facts), ...twice(server)];
  found.push(...(await missing(facts)));
  if (before !== null) found.push(...fenced(before, server, world.server.claimed));
  for (const [name, rows] of devices.entries()) {
    found.push(...unacknowledged(facts, name, rows), ...counters(server, name, rows), ...open(name, rows));
    for (const run of rows.runs) found.push(...(await unproven(server, name, rows, run)));
  }
  return { found, server };
}

/** 1 */
async function missing({ world, kept, devices }: Facts): Promise<string[]> {
  const found: string[] = [];
  for (const saved of world.saved.values()) {
    const { device, run, itemId } = saved;
    const values = world.valuesFor(saved);
    const rows = devices[device];
    const row = rows?.answers.find((answer) => answer.run === run && answer.itemId === itemId);
    if (row !== undefined && values.includes(answerText(run, itemId, row.response))) continue;
    if (values.some((value) => kept.has(value))) continue;
    const sealed: string[] = [];
    for (const { jwe } of rows?.outbox ?? []) sealed.push(...(await openOutbox(world.server, jwe)));
    if (!values.some((value) => sealed.includes(value))) {
      found.push(`1: lost: device ${device} saved ${values[0]}`);
    }
  }
  return found;
}

/** 2 */
function unacknowledged({ server, kept }: Facts, name: number, { runs, answers, storeId }: OnDevice): string[] {
  if (storeId !== server.storeId) return [];
  const acked = new Map(runs.map((run) => [run.run, run.ackedSeq]));
  return answers
    .filter((row) => !row.foreign && row.seq <= (acked.get(row.run) ?? 0))
    .map(({ run, itemId, response }) => answerText(run, itemId, response))
    .filter((value) => !kept.has(value))
    .map((value) => `2: device ${name} says that the server has ${value}`);
}

/** 3 */
function moved({ world, server, devices }: Facts): string[] {
  const places = [
    ...server.values.map(({ run, itemId, json }) => ({ run, itemId, index: indexOf(json), where: 'the server' })),
    ...devices.flatMap(({ answers }, name) =>
      answers.map(({ run, itemId, response }) => ({
        run,
        itemId,
        index: indexOf(JSON.stringify(response)),
        where: `device ${name}`,
      })),
    ),
  ];
  return places.flatMap(({ run, itemId, index, where }) => {
    const origin = world.origin.get(`${itemId} ${index}`);
    return origin === undefined || origin === run
      ? []
      : [`3: ${itemId} = ${index} was given in ${origin}, and is in ${run} on ${where}`];
  });
}

/** 4 */
function twice({ values }: OnServer): string[] {
  const seen = new Set<string>();
  return values.flatMap(({ place, source, run, itemId, writer, seq }) => {
    if (place === 'journal' || source !== 'device') return [];
    const change = `${run} ${itemId} ${writer} ${seq}`;
    if (seen.has(change)) return [`4: applied twice: ${change}`];
    seen.add(change);
    return [];
  });
}

/** 8 */
function fenced(before: OnServer, now: OnServer, wasClaimed: boolean): string[] {
  if (before.storeId !== now.storeId) return [];
  const found: string[] = [];
  const old = new Set(before.values.map(placed));
  for (const run of now.runs) {
    const was = before.runs.find(({ run_id }) => run_id === run.run_id);
    const isFresh = was?.holder && was.holder !== run.holder;
    if (isFresh && was.released === 0 && !wasClaimed) found.push(`8: ${run.run_id} went to another device by itself`);
    for (const value of now.values) {
      if (value.run !== run.run_id || value.place !== 'answer' || value.source !== 'device') continue;
      if (old.has(placed(value))) continue;
      const giver = now.writers.find((row) => row.run_id === value.run && row.writer === value.writer)?.device_id;
      if (was?.archived_at && run.archived_at) found.push(`8: ${value.run} is archived and took ${value.itemId}`);
      if (giver !== run.holder) found.push(`8: ${value.run} took ${value.itemId} of a device that does not hold it`);
    }
  }
  return found;
}

const placed = (value: OnServer['values'][number]) =>
  `${value.place} ${value.run} ${value.itemId} ${value.writer} ${value.seq} ${value.source}`;

/** 5 */
function counters({ writers, storeId }: OnServer, name: number, rows: OnDevice): string[] {
  return rows.runs.flatMap(({ run, writer, seq, ackedSeq }) => {
    const known = writers.find((row) => row.run_id === run && row.writer === writer)?.acked_through ?? 0;
    const found: string[] = [];
    const beyond = rows.answers.filter((row) => row.run === run && row.seq > seq).length;
    if (beyond > 0) found.push(`5: ${beyond} answers of ${run} on device ${name} are numbered beyond its counter`);
    if (ackedSeq > seq) found.push(`5: device ${name} counts ${ackedSeq} of ${seq} as sent in ${run}`);
    if (known > seq && rows.storeId === storeId) {
      found.push(`5: the server acknowledged ${known} of ${seq} to device ${name} in ${run}`);
    }
    return found;
  });
}

/** 6 */
async function unproven(server: OnServer, name: number, rows: OnDevice, run: RunRow): Promise<string[]> {
  if (run.state !== 'received' || run.submit === null || rows.storeId !== server.storeId) return [];
  const { submitId } = run.submit;
  if (!server.receipts.some((receipt) => receipt.submit_id === submitId && receipt.run_id === run.run)) {
    return [`6: device ${name} calls ${run.run} received, and the server has no receipt for it`];
  }
  if (run.sealed !== null || run.problem !== null) return [];
  const { digest } = await describeNow(rows, run.run);
  return digest === run.submit.digest ? [] : [`6: the submit of ${run.run} is not what device ${name} holds`];
}

/** 7 */
function open(name: number, { runs, answers, unlocked, snapshots, outbox }: OnDevice): string[] {
  const found: string[] = [];
  for (const { run, partition, sealed, seq } of runs) {
    const isOpen = answers.some((answer) => answer.run === run);
    const isUnlocked = unlocked.has(partition);
    if (sealed === 'snapshot' && isOpen) found.push(`7: answers of ${run} lie open on device ${name}`);
    if (sealed === 'snapshot' && isUnlocked) found.push(`7: the key of device ${name} lies beside what it seals`);
    if (sealed === 'snapshot' && !snapshots.has(partition)) found.push(`7: what device ${name} sealed is gone`);
    if (sealed !== null && seq > 0 && !outbox.some((row) => row.run === run)) {
      found.push(`7: nothing of the sealed ${run} is in the outbox of device ${name}`);
    }
    if (sealed === null && isOpen && !isUnlocked) found.push(`7: device ${name} is locked, and ${run} lies open`);
  }
  return found;
}

export async function checkAtRest(world: Watched): Promise<string[]> {
  const facts = await readFacts(world);
  const { server, devices, kept } = facts;
  const found: string[] = [];
  for (const [name, rows] of devices.entries()) {
    const known = new Set(server.runs.map(({ run_id }) => run_id));
    const excused = { has: (run: string) => !known.has(run) };
    for (const { run, sealed, ...rest } of rows.runs) {
      if (sealed === null && isUnsent({ run, sealed, ...rest }) && !excused.has(run)) {
        found.push(`10: ${run} on device ${name} is not sent: ${rest.ackedSeq} of ${rest.seq}, ${rest.state}`);
      }
      found.push(...disagreement(server, name, { run, sealed, ...rest }));
    }
    for (const { run, sent } of rows.outbox) {
      if (!sent && !excused.has(run)) found.push(`10: the sealed ${run} on device ${name} is not sent`);
    }
    for (const saved of world.saved.values()) {
      const values = world.valuesFor(saved);
      if (saved.device === name && !excused.has(saved.run) && !values.some((value) => kept.has(value))) {
        found.push(`10: not on the server at rest: device ${name} saved ${values[0]}`);
      }
    }
  }
  return found;
}

/** 11 and 12 */
function disagreement(server: OnServer, name: number, run: RunRow): string[] {
  const theirs = server.runs.find(({ run_id }) => run_id === run.run);
  if (theirs === undefined || theirs.archived_at !== null || run.problem !== null || run.sealed !== null) return [];
  const found: string[] = [];
  if (run.state === 'received' && theirs.maturity !== 'COMPLETE') {
    found.push(`11: ${run.run} is received on device ${name} and ${theirs.maturity} on the server`);
  }
  if (run.opening !== theirs.opening) {
    found.push(`11: device ${name} is at opening ${run.opening} of ${run.run}, the server at ${theirs.opening}`);
  }
  if (run.state !== 'received' || run.provisional === null || theirs.results_json === null) return found;
  // Another writer may have changed an answer since; then the same module scores something else.
  const standing = server.values.filter(({ place, run: id, json }) => place === 'answer' && id === run.run && json);
  const isSame = standing.every(({ writer }) => writer === run.writer);
  const score = percentage(results.parse(JSON.parse(theirs.results_json)).points);
  const own = percentage(run.provisional.points);
  if (isSame && own !== score) found.push(`12: device ${name} scores ${run.run} ${own}, the server ${score}`);
  if (isSame && theirs.score_actual !== score) found.push(`12: the server stored ${theirs.score_actual}, not ${score}`);
  return found;
}
