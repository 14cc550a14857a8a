import { createHash } from 'node:crypto';
import type { Deps } from '../http/deps.ts';
import type { Principal } from '../http/route.ts';
import { findWorkspace } from '../store/directory.ts';
import { findStaff } from '../store/staff.ts';
import { addStaffSession, removeStaffSession, staffSessionUser } from '../store/staff-sessions.ts';

export type StaffPrincipal = Extract<Principal, { kind: 'staff' }>;

const COOKIE = 'satchel_staff';
const LIFE_MS = 12 * 60 * 60 * 1000;

/**
 * Signs a staff member in whose password was right: stores the hash of a new token.
 * @returns the `Set-Cookie` that carries the token, which ends after 12 hours; undefined when the password was replaced since
 *   it was checked: who replaces it signs out everybody that they see, and this session they did not
 */
export async function startStaffSession(
  deps: Deps,
  request: Request,
  { workspaceId, username, passwordHash }: { workspaceId: string; username: string; passwordHash: string },
): Promise<string | undefined> {
  const token = deps.randomBytes(32).toString('base64url');
  const now = deps.now();
  const session = { tokenHash: hashOf(token), username, expiresAt: now + LIFE_MS };
  const isStarted = await deps.store.write(async (db) => {
    const staff = await findStaff(db, workspaceId, username);
    if (staff?.passwordHash !== passwordHash) return false;
    await addStaffSession(db, workspaceId, session, now);
    return true;
  });
  return isStarted ? cookie(deps, request, token, LIFE_MS / 1000) : undefined;
}

/**
 * Signs the bearer of the request's cookie out, if it has one that is known.
 * @returns the `Set-Cookie` that takes the cookie back
 */
export async function endStaffSession(deps: Deps, request: Request): Promise<string> {
  const token = tokenOf(request);
  if (token) {
    const tokenHash = hashOf(token);
    await deps.store.write(async (db) => {
      const workspaceId = await findWorkspace(db, 'staff-session', tokenHash);
      if (workspaceId) await removeStaffSession(db, workspaceId, tokenHash);
    });
  }
  return cookie(deps, request, '', 0);
}

/** Who the request's cookie belongs to; undefined without one, and when it is unknown or has ended. */
export async function staffPrincipal(
  deps: Pick<Deps, 'store' | 'now'>,
  request: Request,
): Promise<StaffPrincipal | undefined> {
  const token = tokenOf(request);
  if (!token) return undefined;
  const tokenHash = hashOf(token);
  return deps.store.read(async (db) => {
    const workspaceId = await findWorkspace(db, 'staff-session', tokenHash);
    if (!workspaceId) return undefined;
    const username = await staffSessionUser(db, workspaceId, tokenHash, deps.now());
    const staff = username === undefined ? undefined : await findStaff(db, workspaceId, username);
    return staff && { kind: 'staff', workspaceId, username: staff.username, role: staff.role };
  });
}

function tokenOf(request: Request): string | undefined {
  const found = /(?:^|;\s*)satchel_staff=([A-Za-z0-9_-]{43})(?:;|$)/.exec(request.headers.get('cookie') ?? '');
  return found?.[1];
}

// The token is 256 random bits, so that nothing slower than SHA-256 would make guessing it harder.
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function cookie(deps: Pick<Deps, 'publicUrl'>, request: Request, token: string, maxAgeSeconds: number): string {
  const secure = new URL(deps.publicUrl ?? request.url).protocol === 'https:';
  const attributes = [
    'Path=/',
    `Max-Age=${maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(secure ? ['Secure'] : []),
  ];
  return [`${COOKIE}=${token}`, ...attributes].join('; ');
}
