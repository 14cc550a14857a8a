import { createHash, generateKeyPairSync } from 'node:crypto';
import type { WorkspaceSecrets } from '../store/workspaces.ts';

/**
 * The secrets of a new workspace. The signing key's `kid` is its RFC 7638 thumbprint, so that the same key has the same
 * name on every server that holds it.
 */
export function mintWorkspaceSecrets(randomBytes: (count: number) => Buffer): WorkspaceSecrets {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' });
  const { crv, kty, x, y } = jwk;
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  return {
    'upload-key': randomBytes(32).toString('base64url'),
    'envelope-key': randomBytes(32).toString('base64url'),
    'receipt-signing-key': JSON.stringify({ ...jwk, kid, alg: 'ES256', use: 'sig' }),
  };
}
