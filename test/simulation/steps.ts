/*
 * The alphabet of a history: everything that a seed can make happen. A history is data, so that a failing one can be
 * shortened, printed and played again. What is not possible when its turn comes is passed over.
 */
import type { DiskFault } from './disk.ts';

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
  'server-killed-before',
  'server-killed',
  'power-cut',
  'power-cut-before',
  'disk-fails',
] as const;
export type NetFault = (typeof NET_FAULTS)[number] | 'well';

export const STAFF_ACTIONS = [
  'reset',
  'restore',
  'merge',
  'reopen',
  'retake',
  'release',
  'new-version',
  'close-window',
  'open-window',
  'change-config',
  'rotate-ticket',
  'revoke-tokens',
  'back-up',
  'restore-backup',
] as const;
export type StaffAction = (typeof STAFF_ACTIONS)[number];

const DEVICE_ACTIONS = [
  'upload',
  /** The same by the service worker, which has no page around it. */
  'worker',
  'refresh',
  'claim',
  'submit',
  'take-back',
  'open',
  'lock',
  'unlock',
  'carry',
  /** Continue here, in the other tab. */
  'take-tab',
  /** The student takes the test again. */
  'retake',
  /** The second copy, outside of the database. */
  'copy',
] as const;
export type DeviceAction = (typeof DEVICE_ACTIONS)[number];

export interface OnDevice {
  device: number;
  net: NetFault[];
  disk: DiskFault | null;
}

export type Step =
  | ({ do: DeviceAction } & OnDevice)
  /** `bad` is what the exam has no option for. `other`: in the tab that does not hold the run, which has to refuse it. */
  | ({ do: 'answer'; item: number; kind: 'value' | 'bad' | 'clear'; other: boolean } & OnDevice)
  | { do: 'staff'; what: StaffAction; pick: number }
  | { do: 'integrator'; item: number; submit: boolean }
  | { do: 'restart' | 'server-power-cut' }
  | { do: 'device-killed'; device: number }
  /** The database is gone, and with `all` what lies beside it too. */
  | { do: 'database-lost'; device: number; all: boolean }
  /** What a disk holds is copied, and put back later: it goes on from then as if nothing had been since. */
  | { do: 'image' | 'put-back'; device: number }
  /** `who` is a device, or with their number the server. */
  | { do: 'clock'; who: number; ms: number }
  /** A request, or an answer to one, that was long on its way comes in; `pick` says which. */
  | { do: 'arrive'; pick: number };

export const DEVICES = 2;
export const ITEMS = 6;
