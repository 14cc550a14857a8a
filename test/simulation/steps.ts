/*
 * The alphabet of a history: everything that a seed can make happen. A history is data, so that a failing one can be
 * shortened, printed and played again. What is not possible when its turn comes is passed over.
 */
import { seededRandom } from '../../src/shared/lib/seeded-random.ts';
import type { DiskFault, DiskFaultKind } from './disk.ts';

/** What becomes of one request. `kill-*` takes the device with it, `server-*` the server. */
export const NET_FAULTS = [
  'offline',
  'lost',
  'held',
  'slow',
  'twice',
  'portal',
  'portal-json',
  'truncated',
  '401',
  '403-proxy',
  '409',
  '413',
  '429',
  '500',
  '503',
  'kill-before',
  'kill-after',
  'server-killed',
  'power-cut',
  'power-cut-before',
  'disk-fails',
] as const;
export type NetFault = (typeof NET_FAULTS)[number] | 'well';

export const STAFF_ACTIONS = [
  'reset',
  'restore',
  'reopen',
  'retake',
  'release',
  'new-version',
  'close-window',
  'open-window',
  'change-config',
  'rotate-ticket',
  'revoke-tokens',
] as const;
export type StaffAction = (typeof STAFF_ACTIONS)[number];

export const DEVICE_ACTIONS = ['upload', 'refresh', 'claim', 'submit', 'open', 'lock', 'unlock', 'carry'] as const;
export type DeviceAction = (typeof DEVICE_ACTIONS)[number];

interface OnDevice {
  device: number;
  net: NetFault[];
  disk: DiskFault | null;
}

export type Step =
  | ({ do: DeviceAction } & OnDevice)
  | ({ do: 'answer'; tab: number; item: number; kind: 'value' | 'bad' | 'clear' } & OnDevice)
  | { do: 'staff'; what: StaffAction; pick: number }
  | { do: 'integrator'; item: number; submit: boolean }
  | { do: 'back-up' | 'restore-backup' | 'restart' | 'server-power-cut' }
  | { do: 'device-killed'; device: number }
  | { do: 'clock'; who: number; ms: number }
  /** A request, or an answer to one, that was long on its way comes in; `pick` says which. */
  | { do: 'arrive'; pick: number };

export const DEVICES = 2;
export const ITEMS = 6;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** The history of a seed: 10 to 45 steps. */
export function historyOf(seed: string): Step[] {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const device = () => (random(10) < 7 ? 0 : 1);
  const net = (): NetFault[] =>
    random(3) === 0 ? [] : Array.from({ length: 1 + random(3) }, () => (random(3) === 0 ? 'well' : pick(NET_FAULTS)));
  const disk = (most: number): DiskFault | null =>
    random(9) === 0
      ? { kind: pick<DiskFaultKind>(['kill', 'kill', 'kill', 'quota', 'abort', 'backing-store']), at: random(most) }
      : null;
  // A save is a handful of requests; an upload or a lock is many.
  const onDevice = (requests = 40): OnDevice => ({ device: device(), net: net(), disk: disk(requests) });
  const answer = (): Step => ({
    do: 'answer',
    tab: random(8) === 0 ? 1 : 0,
    item: random(ITEMS),
    kind: random(12) === 0 ? 'bad' : random(8) === 0 ? 'clear' : 'value',
    ...onDevice(6),
  });
  const makers: Array<[weight: number, make: () => Step]> = [
    [46, answer],
    [34, () => ({ do: 'upload', ...onDevice() })],
    [8, () => ({ do: 'submit', ...onDevice() })],
    [6, () => ({ do: 'refresh', ...onDevice() })],
    [6, () => ({ do: 'claim', ...onDevice() })],
    [8, () => ({ do: 'open', ...onDevice() })],
    [4, () => ({ do: 'lock', ...onDevice() })],
    [6, () => ({ do: 'unlock', ...onDevice() })],
    [2, () => ({ do: 'carry', ...onDevice() })],
    [8, () => ({ do: 'staff', what: pick(STAFF_ACTIONS), pick: random(8) })],
    [3, () => ({ do: 'integrator', item: random(ITEMS), submit: random(6) === 0 })],
    [4, () => ({ do: 'back-up' })],
    [4, () => ({ do: 'restore-backup' })],
    [2, () => ({ do: pick(['restart', 'server-power-cut'] as const) })],
    [3, () => ({ do: 'device-killed', device: device() })],
    [4, () => ({ do: 'clock', who: random(DEVICES + 1), ms: pick([HOUR_MS, -HOUR_MS, 9 * YEAR_MS, -9 * YEAR_MS]) })],
    [6, () => ({ do: 'arrive', pick: random(4) })],
  ];
  const total = makers.reduce((sum, [weight]) => sum + weight, 0);
  return Array.from({ length: 10 + random(36) }, () => {
    let drawn = random(total);
    for (const [weight, make] of makers) {
      if (drawn < weight) return make();
      drawn -= weight;
    }
    return answer();
  });
}
