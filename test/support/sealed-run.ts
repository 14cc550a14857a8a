/*
 * A sealed run as the wire shows it (`contract/response-file.ts`), made without the device's own code, so that a test
 * decides what is forged, cut or repeated.
 */
import { gzipSync } from 'node:zlib';
import { CompactEncrypt } from 'jose';
import type { DeviceSession } from '../../src/shared/contract/device-session.ts';
import type { SyncBody } from '../../src/shared/contract/set-responses.ts';

export type Keys = Pick<DeviceSession, 'runKey' | 'envelope'>;

/** @param header taken over the protected header of a genuine one */
export async function sealContent(content: unknown, keys: Keys, header: object = {}): Promise<string> {
  const json = gzipSync(typeof content === 'string' ? content : JSON.stringify(content));
  return await sealBytes(json, keys, header);
}

export async function sealBytes(bytes: Uint8Array, { runKey, envelope }: Keys, header: object = {}): Promise<string> {
  return await new CompactEncrypt(bytes)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'satchel-run+jwe', version: 1, envelope, ...header })
    .encrypt(Buffer.from(runKey, 'base64url'));
}

export const sealRunOf = (session: DeviceSession, uploads: SyncBody[]): Promise<string> =>
  sealContent({ sessionId: session.id, uploads }, session);

/** A response file of these sealed runs. @param runs what its first line says */
export function responseFile(sealed: string[], { runs = sealed.length, version = 1 } = {}): string {
  const first = { file: 'satchel-responses', version, id: 'file-of-a-test-0001', runs, writtenAt: 1_770_000_000_000 };
  return [JSON.stringify(first), ...sealed, ''].join('\n');
}
