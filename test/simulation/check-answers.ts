/* Invariants 1 to 4: where the answers are. */
import { isAside } from '../../src/student/db/aside.ts';
import type { Facts } from './facts.ts';
import { answerText, indexOf, type OnDevice, type OnServer, openOutbox } from './rows.ts';
import { OPTIONS } from './school.ts';
import type { Saved } from './world.ts';

/** What `sync/upload-run.ts` says of an answer that it could not get across alone. */
const GIVEN_UP = 'The server could not take this answer. It is kept for your teacher.';

/**
 * 1
 *
 * @param copies sealed runs that lie somewhere else, and count as well
 * @returns what was saved and is nowhere
 */
export async function missing({ world, kept, devices }: Facts, copies: readonly string[] = []) {
  const lost: Array<{ saved: Saved; sentence: string }> = [];
  for (const saved of world.saved.values()) {
    const { device, run, itemId } = saved;
    const values = world.valuesFor(saved);
    const rows = devices[device];
    const row = rows?.answers.find((answer) => answer.run === run && answer.itemId === itemId);
    if (row !== undefined && values.includes(answerText(run, itemId, row.response))) continue;
    if (values.some((value) => kept.has(value))) continue;
    const sealed: string[] = [];
    for (const jwe of [...(rows?.outbox ?? []).map((left) => left.jwe), ...copies]) {
      sealed.push(...(await openOutbox(world.server, jwe)));
    }
    if (values.some((value) => sealed.includes(value))) continue;
    lost.push({ saved, sentence: `1: lost: device ${device} saved ${values[0]}` });
  }
  return lost;
}

/** 2 */
export function unacknowledged({ server, kept }: Facts, name: number, { runs, answers, storeId }: OnDevice): string[] {
  if (storeId !== server.storeId) return [];
  const counted = new Set(server.values.filter(counts).map(({ run, itemId, json }) => `${run} ${itemId} ${json}`));
  const known = new Map(runs.map((run) => [run.run, run]));
  return answers.flatMap((row) => {
    const run = known.get(row.run);
    if (run === undefined || row.foreign || row.seq > run.ackedSeq) return [];
    const value = answerText(row.run, row.itemId, row.response);
    if (!kept.has(value)) return [`2: device ${name} says that the server has ${value}`];
    const isSaid = run.state !== 'stranded' && row.problem === null && !isAside(run, row.seq);
    return isSaid && !counted.has(value) ? [`2: device ${name} says that ${value} counts, and it waits for staff`] : [];
  });
}

/** It stands, or did. */
const counts = ({ place, state }: OnServer['values'][number]) => place !== 'journal' || state !== 'waiting';

/** 3 */
export function moved({ world, server, devices }: Facts): string[] {
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
export function twice({ values }: OnServer): string[] {
  const seen = new Set<string>();
  return values.flatMap(({ place, source, run, itemId, writer, seq }) => {
    if (place === 'journal' || source !== 'device') return [];
    const change = `${run} ${itemId} ${writer} ${seq}`;
    if (seen.has(change)) return [`4: applied twice: ${change}`];
    seen.add(change);
    return [];
  });
}

/** 20: what the server refuses by name; a batch that failed again and again is set aside by the device, with words of its own. */
export function refused({ values }: OnServer): string[] {
  return values.flatMap(({ source, run, itemId, reason, json }) => {
    const index = indexOf(json);
    const isGood = index === null || index < OPTIONS;
    if (source !== 'quarantined' || !isGood || reason === GIVEN_UP) return [];
    return [`20: ${itemId} = ${index} of ${run} was refused, and the exam has it: ${reason}`];
  });
}
