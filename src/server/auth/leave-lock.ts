import { createHash, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { LeaveLock } from '../../shared/contract/exam-config.ts';
import { normalizeRoomCode } from '../../shared/lib/room-code.ts';

const derive = promisify(pbkdf2);

/** As many as a ticket takes on the device (DESIGN section 8). */
const ITERATIONS = 600_000;
const KEPT_LOCKS = 1000;
const kept = new Map<string, Promise<LeaveLock>>();

/**
 * What a device checks a proctor code against without a network: the code stretched, which does not give it away. Always the same
 * for a config and its code, so that a device that asks again hears nothing new.
 *
 * @param code as in the config
 */
export function leaveLock(configId: string, code: string): Promise<LeaveLock> {
  const name = JSON.stringify([configId, code]);
  const known = kept.get(name);
  if (known) return known;
  const making = makeLock(configId, normalizeRoomCode(code) ?? '');
  kept.set(name, making);
  making.catch(() => kept.delete(name));
  const [oldest] = kept.keys();
  if (kept.size > KEPT_LOCKS && oldest !== undefined) kept.delete(oldest);
  return making;
}

async function makeLock(configId: string, code: string): Promise<LeaveLock> {
  const salt = createHash('sha256').update(`leave-lock ${configId}`).digest().subarray(0, 16);
  const stretched = await derive(code, salt, ITERATIONS, 32, 'sha256');
  return {
    salt: salt.toString('base64url'),
    iterations: ITERATIONS,
    verifier: stretched.toString('base64url'),
  };
}
