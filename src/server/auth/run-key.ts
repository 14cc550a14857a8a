import { createHmac } from 'node:crypto';
import { z } from 'zod/mini';
import { identifier, randomId } from '../../shared/contract/ids.ts';
import { NONCE_BYTES } from '../../shared/contract/sealing.ts';
import { open, seal } from '../import/seal.ts';

/** The key that seals what leaves a device as a file, and the same key readable by the server alone. */
export interface RunKey {
  /** 32 bytes, base64url. */
  runKey: string;
  /** base64url(JSON [workspaceId, run, deviceId]) + `.` + base64url(nonce || ciphertext || tag) */
  envelope: string;
}

/** Whose a run key is. */
export interface KeyOwner {
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

export type OpenedEnvelope =
  | { kind: 'opened'; owner: KeyOwner; runKey: Uint8Array }
  /** Made for another workspace; nothing of it can be opened here. */
  | { kind: 'foreign'; workspaceId: string }
  | { kind: 'unreadable' };

const ownerParts = z.tuple([identifier, randomId, randomId]);

/** Opens what `makeRunKey` put beside the key. It outlives every sign-in: a device was given it with the run. */
export function openEnvelope(envelopeKey: Uint8Array, workspaceId: string, envelope: string): OpenedEnvelope {
  const [header = '', sealed = ''] = envelope.split('.');
  const parts = ownerParts.safeParse(jsonOf(Buffer.from(header, 'base64url').toString()));
  if (!parts.success) return { kind: 'unreadable' };
  const [claimed, run, deviceId] = parts.data;
  if (claimed !== workspaceId) return { kind: 'foreign', workspaceId: claimed };
  const owner = { workspaceId, run, deviceId };
  try {
    return {
      kind: 'opened',
      owner,
      runKey: open(envelopeKey, Buffer.from(sealed, 'base64url'), additionalData(owner)),
    };
  } catch {
    return { kind: 'unreadable' };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const additionalData = ({ run, deviceId }: KeyOwner) => `satchel:envelope:${run}:${deviceId}`;
