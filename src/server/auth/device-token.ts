import { createHash } from 'node:crypto';
import type { Deps } from '../http/deps.ts';
import type { Principal } from '../http/route.ts';
import { addDeviceToken, type DeviceTokenOwner, findDeviceToken } from '../store/device-tokens.ts';
import { findWorkspace } from '../store/directory.ts';
import { perDatabase } from '../store/per-database.ts';
import type { Db } from '../store/store.ts';

type DevicePrincipal = Extract<Principal, { kind: 'device' }>;

const DEVICE_TOKEN = /^d1\.[A-Za-z0-9_-]{43}$/;

export const mintDeviceToken = (randomBytes: (count: number) => Buffer) =>
  `d1.${randomBytes(32).toString('base64url')}`;

/** Makes a token good for a student on a device. The store keeps its SHA-256 and never the token. */
export async function issueDeviceToken(
  db: Db,
  workspaceId: string,
  owner: DeviceTokenOwner,
  { token, now }: { token: string; now: number },
): Promise<void> {
  await addDeviceToken(db, workspaceId, { ...owner, tokenHash: sha256(token) }, now);
}

/** Whom a bearer token signs in; null when it is not known, or was revoked. */
export async function devicePrincipal(deps: Pick<Deps, 'store'>, token: string): Promise<DevicePrincipal | null> {
  if (!DEVICE_TOKEN.test(token)) return null;
  const tokenHash = sha256(token);
  return deps.store.read(async (db) => {
    const workspaceId = await workspaceOf(db, tokenHash);
    const owner = workspaceId && (await findDeviceToken(db, workspaceId, tokenHash));
    return workspaceId && owner ? { kind: 'device', workspaceId, ...owner } : null;
  });
}

/** The first to come goes first; one that falls out costs a trip to the database. */
const MOST_KEPT = 10_000;
const kept = perDatabase(() => new Map<string, string>());

/** Kept, because a token belongs to one workspace for good; whether it is still good its own row says, which is read each time. */
async function workspaceOf(db: Db, tokenHash: string): Promise<string | undefined> {
  const workspaces = kept(db);
  const known = workspaces.get(tokenHash);
  if (known !== undefined) return known;
  const found = await findWorkspace(db, 'device-token', tokenHash);
  if (found === undefined) return undefined;
  workspaces.set(tokenHash, found);
  const [oldest] = workspaces.keys();
  if (workspaces.size > MOST_KEPT && oldest !== undefined) workspaces.delete(oldest);
  return found;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
