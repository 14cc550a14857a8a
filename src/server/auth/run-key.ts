import { createHmac } from 'node:crypto';
import { NONCE_BYTES } from '../../shared/contract/sealing.ts';
import { seal } from '../import/seal.ts';

/** The key that seals what leaves a device as a file, and the same key readable by the server alone. */
export interface RunKey {
  /** 32 bytes, base64url. */
  runKey: string;
  /** base64url(JSON [workspaceId, run, deviceId]) + `.` + base64url(nonce || ciphertext || tag) */
  envelope: string;
}

interface KeyOwner {
  workspaceId: string;
  run: string;
  deviceId: string;
}

/**
 * The run key of a device: the same whenever it is asked for, and different for every run and every device.
 * @param envelopeKey the workspace's `envelope-key`, 32 bytes
 */
export function makeRunKey(envelopeKey: Uint8Array, owner: KeyOwner, randomBytes: (count: number) => Buffer): RunKey {
  const runKey = createHmac('sha256', envelopeKey).update(`run-key|${owner.run}|${owner.deviceId}`).digest();
  const header = Buffer.from(JSON.stringify([owner.workspaceId, owner.run, owner.deviceId])).toString('base64url');
  const sealed = seal(envelopeKey, runKey, additionalData(owner), randomBytes(NONCE_BYTES));
  return { runKey: runKey.toString('base64url'), envelope: `${header}.${sealed.toString('base64url')}` };
}

const additionalData = ({ run, deviceId }: KeyOwner) => `satchel:envelope:${run}:${deviceId}`;
