import { createHmac } from 'node:crypto';
import type { Deps } from '../http/deps.ts';
import { ProblemError } from '../http/problem.ts';
import type { Principal } from '../http/route.ts';
import { apiKeySecretHash } from '../store/api-keys.ts';
import { findWorkspace } from '../store/directory.ts';
import { TooManyChecks } from './password-check.ts';

export type Integrator = Extract<Principal, { kind: 'integrator' }>;

const CHALLENGE = { 'WWW-Authenticate': 'Basic realm="Satchel", charset="UTF-8"' };
const VERIFIED_LIMIT = 1000;

/**
 * Reads an `Authorization: Basic` header (RFC 7617) and finds out whose it is. A pair that was right once is remembered
 * as an HMAC under a key of this process, so that only its first request pays for the memory-hard hash; the stored hash
 * is read for every request, so that a changed or removed secret stops working at once.
 */
export function createBasicAuth(deps: Pick<Deps, 'store' | 'randomBytes' | 'passwords'>) {
  const processKey = deps.randomBytes(32);
  const verified = new Map<string, string>();

  /** @throws ProblemError `unauthorized` when the header is missing, malformed or wrong; `rate-limited` */
  return async (authorization: string | null): Promise<Integrator> => {
    const { appKey, secret } = readBasic(authorization);
    const known = await deps.store.read(async (db) => {
      const workspaceId = await findWorkspace(db, 'app-key', appKey);
      const secretHash = workspaceId && (await apiKeySecretHash(db, workspaceId, appKey));
      return workspaceId && secretHash ? { workspaceId, secretHash } : undefined;
    });
    const fingerprint = createHmac('sha256', processKey).update(`${appKey}:${secret}`).digest('base64');
    if (!known || verified.get(fingerprint) !== known.secretHash) {
      const right = await check(secret, known?.secretHash);
      if (!right || !known)
        throw new ProblemError('unauthorized', 'The app key or its secret is not right.', { headers: CHALLENGE });
      if (verified.size >= VERIFIED_LIMIT) verified.clear();
      verified.set(fingerprint, known.secretHash);
    }
    return { kind: 'integrator', workspaceId: known.workspaceId, appKey };
  };

  async function check(secret: string, stored: string | undefined): Promise<boolean> {
    try {
      return await deps.passwords.verify(secret, stored);
    } catch (error) {
      if (!(error instanceof TooManyChecks)) throw error;
      throw new ProblemError('rate-limited', 'Too many sign-ins at once.', { headers: { 'Retry-After': '5' } });
    }
  }
}

const TOKEN68 = /^basic +([A-Za-z0-9+/]+={0,2})$/i;

function readBasic(authorization: string | null): { appKey: string; secret: string } {
  const encoded = TOKEN68.exec(authorization ?? '')?.[1];
  const pair = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon < 1) {
    throw new ProblemError('unauthorized', 'Send "Authorization: Basic" with base64(appKey:appSecret).', {
      headers: CHALLENGE,
    });
  }
  return { appKey: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}
