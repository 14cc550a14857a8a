import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { identifier } from '../../shared/contract/ids.ts';
import type { Deps } from '../http/deps.ts';
import type { Principal } from '../http/route.ts';
import type { Store } from '../store/store.ts';
import { workspaceName, workspaceSecret } from '../store/workspaces.ts';

type UploadPrincipal = Extract<Principal, { kind: 'upload' }>;

/** What an upload token stands for: appending to one run from one device. */
export type UploadClaims = Omit<UploadPrincipal, 'kind'>;

/** 128 bits: a truncated HMAC (RFC 2104 §5). The token stands in every upload, on links of 24 kbit/s. */
const MAC_BYTES = 16;

const TOKEN = /^(u1\.([A-Za-z0-9_-]{1,200})\.([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9_-]{16,64}))\.([A-Za-z0-9_-]{22})$/;

/**
 * `u1.` + base64url(workspaceId) + `.` + run + `.` + deviceId + `.` + base64url(HMAC-SHA-256 of what stands before, 16 bytes).
 * Stateless, so that it outlives tickets, sign-ins and rotations: what it permits is adding answers, and nothing else.
 * @param key the workspace's `upload-key`
 */
export function mintUploadToken(key: Uint8Array | KeyObject, { workspaceId, run, deviceId }: UploadClaims): string {
  const claims = `u1.${Buffer.from(workspaceId).toString('base64url')}.${run}.${deviceId}`;
  return `${claims}.${mac(key, claims)}`;
}

/** What a token permits; null when this server did not make it. */
export async function uploadPrincipal(deps: Pick<Deps, 'store'>, token: string): Promise<UploadPrincipal | null> {
  const parts = TOKEN.exec(token);
  if (parts === null) return null;
  const [, claims = '', workspace = '', run = '', deviceId = '', given = ''] = parts;
  const workspaceId = Buffer.from(workspace, 'base64url').toString();
  const key = await uploadKey(deps.store, workspaceId);
  if (key === null) return null;
  // As it is written, so that one token has one spelling.
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(mac(key, claims)))) return null;
  return { kind: 'upload', workspaceId, run, deviceId };
}

/** Minted with the workspace and never changed: each upload would read the same row again. */
const keysOfStore = new WeakMap<Store, Map<string, KeyObject>>();

async function uploadKey(store: Store, workspaceId: string): Promise<KeyObject | null> {
  const keys = keysOfStore.get(store) ?? new Map<string, KeyObject>();
  keysOfStore.set(store, keys);
  const known = keys.get(workspaceId);
  if (known) return known;
  if (!identifier.safeParse(workspaceId).success) return null;
  const secret = await store.read(async (db) =>
    (await workspaceName(db, workspaceId)) === undefined ? null : workspaceSecret(db, workspaceId, 'upload-key'),
  );
  if (secret === null) return null;
  const key = createSecretKey(secret, 'base64url');
  keys.set(workspaceId, key);
  return key;
}

const mac = (key: Uint8Array | KeyObject, claims: string) =>
  createHmac('sha256', key).update(claims).digest().toString('base64url', 0, MAC_BYTES);
