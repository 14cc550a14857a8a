import type { DeviceSessionsAnswer } from '../../../src/shared/contract/device.ts';
import type { DeviceSession } from '../../../src/shared/contract/device-session.ts';
import { aSession, T0 } from './rows.ts';

/** Any AES-256 key, as the wire has one. */
export const WIRE_KEY = 'A'.repeat(43);

/** A session as the server lists it. */
export const listedSession = (part: Partial<DeviceSession> = {}, hash = 'a'.repeat(64)): DeviceSession => ({
  ...aSession().listed,
  package: { hash, bytes: 1000, contentKey: WIRE_KEY },
  runKey: WIRE_KEY,
  ...part,
});

/** A whole list, all of its pages as one. */
export const listOf = (
  items: DeviceSession[],
  part: Partial<DeviceSessionsAnswer> = {},
): Omit<DeviceSessionsAnswer, 'nextToken'> => ({
  storeId: 'store-1',
  now: T0,
  publicKeys: [],
  student: { id: 'student-1', name: 'Ada Lovelace' },
  items,
  ...part,
});
