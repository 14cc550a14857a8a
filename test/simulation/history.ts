/*
 * The history that a seed decides. Each seed leaves out some of what can happen and prefers some of the rest (Groce et al., Swarm
 * Testing, 2012): what takes five steps of three kinds is met far sooner so than where every kind is as likely everywhere.
 *
 * A change here changes what each seed is: the mutants need other seeds then (`mutants.ts`).
 */
import { seededRandom } from '../../src/shared/lib/seeded-random.ts';
import type { DiskFault, DiskFaultKind } from './disk.ts';
import { MOTIFS } from './motifs.ts';
import { DEVICES, ITEMS, NET_FAULTS, type NetFault, type OnDevice, STAFF_ACTIONS, type Step } from './steps.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;
/** How many times as likely a kind of step or fault is in one history as in another. */
const SWARM = [0, 0.5, 1, 1, 2, 4];

/** 10 to 40 steps, or motifs of several steps. */
export function historyOf(seed: string): Step[] {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const some = <T>(of: readonly T[]): T[] => {
    const chosen = of.filter(() => random(2) === 0);
    return chosen.length > 0 ? chosen : [...of];
  };
  const faults = some(NET_FAULTS);
  const staff = some(STAFF_ACTIONS);
  const diskFaults = some<DiskFaultKind>(['kill', 'quota', 'abort', 'backing-store']);
  const items = 1 + random(ITEMS);
  const quiet = pick([1, 2, 3, 6]);

  const device = () => (random(10) < 7 ? 0 : 1);
  const net = (): NetFault[] =>
    random(quiet) !== 0 ? [] : Array.from({ length: 1 + random(3) }, () => (random(3) === 0 ? 'well' : pick(faults)));
  const disk = (most: number): DiskFault | null =>
    random(9) === 0 ? { kind: pick(diskFaults), at: random(most) } : null;
  // A save is a handful of requests; an upload or a lock is many.
  const onDevice = (requests = 40): OnDevice => ({ device: device(), net: net(), disk: disk(requests) });
  const answerOn = (on: OnDevice, other = false): Step => ({
    do: 'answer',
    item: random(items),
    kind: random(12) === 0 ? 'bad' : random(8) === 0 ? 'clear' : 'value',
    other,
    ...on,
  });
  const answer = () => answerOn(onDevice(6), random(8) === 0);
  const motifs = some(MOTIFS);
  const rare: Array<[weight: number, make: () => Step | Step[]]> = [
    [5, () => pick(motifs)({ pick, answer: answerOn })],
    [6, () => ({ do: 'worker', ...onDevice() })],
    [5, () => ({ do: 'submit', ...onDevice() })],
    [6, () => ({ do: 'refresh', ...onDevice() })],
    [6, () => ({ do: 'claim', ...onDevice() })],
    [8, () => ({ do: 'open', ...onDevice() })],
    [4, () => ({ do: 'lock', ...onDevice() })],
    [5, () => ({ do: 'unlock', ...onDevice() })],
    [2, () => ({ do: 'carry', ...onDevice() })],
    [2, () => ({ do: 'take-tab', ...onDevice(4) })],
    [2, () => ({ do: 'retake', ...onDevice() })],
    [3, () => ({ do: 'copy', ...onDevice() })],
    [1, () => ({ do: 'database-lost', device: device(), all: random(2) === 0 })],
    [2, () => ({ do: pick(['image', 'put-back'] as const), device: device() })],
    [14, () => ({ do: 'staff', what: pick(staff), pick: random(8) })],
    [3, () => ({ do: 'integrator', item: random(items), submit: random(6) === 0 })],
    [2, () => ({ do: pick(['restart', 'server-power-cut'] as const) })],
    [6, () => ({ do: 'device-killed', device: device() })],
    [4, () => ({ do: 'clock', who: random(DEVICES + 1), ms: pick([HOUR_MS, -HOUR_MS, 9 * YEAR_MS, -9 * YEAR_MS]) })],
    [8, () => ({ do: 'arrive', pick: random(4) })],
  ];
  const makers: typeof rare = [
    [120, answer],
    [80, () => ({ do: 'upload', ...onDevice() })],
    ...rare.map(([weight, make]): (typeof rare)[number] => [weight * 2 * pick(SWARM), make]),
  ];
  const total = makers.reduce((sum, [weight]) => sum + weight, 0);
  const steps = Array.from({ length: 10 + random(30) }, () => {
    let drawn = random(total);
    for (const [weight, make] of makers) {
      if (drawn < weight) return make();
      drawn -= weight;
    }
    return answer();
  }).flat();
  return takingBack(seed, steps);
}

/** In one history of three the student takes submits back, at once or some steps later. */
function takingBack(seed: string, steps: Step[]): Step[] {
  const random = seededRandom(`taking back ${seed}`);
  if (random(3) !== 0) return steps;
  const taken = [...steps];
  for (const step of steps) {
    if (step.do !== 'submit' || random(2) !== 0) continue;
    const at = Math.min(taken.length, taken.indexOf(step) + 1 + random(4));
    taken.splice(at, 0, { do: 'take-back', device: step.device, net: [], disk: null });
  }
  return taken;
}
