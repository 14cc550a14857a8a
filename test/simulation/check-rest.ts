/* Invariants 10 to 12, and 21: what holds once the network was well for long enough and everybody came back. */
import { checkStore } from '../../src/server/check/check-store.ts';
import { readResults } from '../../src/server/session/stored-results.ts';
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import { percentage } from '../../src/shared/scoring/percentage.ts';
import type { RunRow } from '../../src/student/db/rows.ts';
import { isUnsent } from '../../src/student/db/runs.ts';
import { readFacts, type Watched } from './facts.ts';
import type { OnDevice, OnServer } from './rows.ts';

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
      found.push(
        ...disagreement(server, name, rows, { run, sealed, ...rest }),
        ...other(server, name, rows, { run, sealed, ...rest }),
      );
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
  const { problems } = await world.server.deps.deps.store.read(checkStore);
  found.push(...problems.map((sentence) => `21: the store does not agree with itself: ${sentence}`));
  return found;
}

/** 11 and 12 */
function disagreement(server: OnServer, name: number, { answers }: OnDevice, run: RunRow): string[] {
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
  // Where an answer was refused, the one before it counts there.
  const isRefused = answers.some((row) => row.run === run.run && row.problem !== null);
  const isSame = !isRefused && standing.every(({ writer }) => writer === run.writer);
  const score = percentage(readResults(theirs.results_json).points);
  const own = percentage(run.provisional.points);
  if (isSame && own !== score) found.push(`12: device ${name} scores ${run.run} ${own}, the server ${score}`);
  if (isSame && theirs.score_actual !== score) found.push(`12: the server stored ${theirs.score_actual}, not ${score}`);
  return found;
}

/** 11: whoever holds the run shows what stands, but for what an integrator or staff have set. */
function other(server: OnServer, name: number, { deviceId, answers }: OnDevice, run: RunRow): string[] {
  const theirs = server.runs.find(({ run_id }) => run_id === run.run);
  if (theirs === undefined || theirs.archived_at !== null || theirs.holder !== deviceId) return [];
  // Of a claim that was long on its way only the server knows; the next batch tells.
  if (run.sealed !== null || run.state === 'stranded' || run.epoch !== theirs.epoch) return [];
  const isShared = server.writers.some(({ run_id, device_id }) => run_id === run.run && device_id !== deviceId);
  return answers.flatMap((row) => {
    if (row.run !== run.run || row.problem !== null) return [];
    // What others gave is not fetched any more once the test was submitted here.
    if (isShared && run.state !== 'open') return [];
    const stands = server.values.find(
      ({ place, run: id, itemId }) => place === 'answer' && id === run.run && itemId === row.itemId,
    );
    if (stands === undefined || stands.source === 'integrator' || stands.source === 'merged') return [];
    const shown = row.response === null ? null : canonicalJson(row.response);
    return shown === stands.json
      ? []
      : [
          `11: device ${name} shows ${row.itemId} = ${shown} of ${run.run}, and ${stands.json} stands (${stands.source})`,
        ];
  });
}
