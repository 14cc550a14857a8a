import { readablePassword } from './auth/readable-password.ts';
import { mintWorkspaceSecrets } from './auth/workspace-secrets.ts';
import type { Deps } from './http/deps.ts';
import { OperatorError } from './operator-error.ts';
import type { Settings } from './settings.ts';
import { apiKeySecretHash, hasApiKey, putApiKey } from './store/api-keys.ts';
import { findWorkspace } from './store/directory.ts';
import { findArrival } from './store/moved-store.ts';
import { addStaff, hasStaff } from './store/staff.ts';
import { createWorkspace, workspaceName } from './store/workspaces.ts';

/** What was created and is to be told once: neither can be read again, since the store holds hashes only. */
export interface FirstStart {
  apiKey: { appKey: string; appSecret: string } | undefined;
  /** `generated` is false for a password that the operator chose and need not be told. */
  staff: { username: string; password: string; generated: boolean } | undefined;
}

type Choices = Pick<Settings, 'workspaceId' | 'apiKey' | 'adminPassword' | 'demo'>;

/**
 * Makes what a server needs before anybody can use it: a workspace, an API key, a staff account. On a later start it
 * finds them and makes nothing, save that a changed `APP_SECRET` replaces the old one.
 * @throws OperatorError when APP_KEY is a key of another workspace, or the workspace is being moved here
 */
export async function ensureFirstStart(deps: Deps, choices: Choices): Promise<FirstStart> {
  const { workspaceId, apiKey } = choices;
  const { store } = deps;
  const secrets = mintWorkspaceSecrets(deps.randomBytes);
  await store.write(async (db) => {
    // Before the workspace is made: it would stay, in a store that was meant for the other one.
    const owner = apiKey && (await findWorkspace(db, 'app-key', apiKey.appKey));
    if (owner !== undefined && owner !== workspaceId) {
      throw new OperatorError(
        `APP_KEY is a key of another workspace than ${workspaceId}: is WORKSPACE_ID what it was?`,
      );
    }
    if ((await workspaceName(db, workspaceId)) !== undefined) return;
    if (await findArrival(db, workspaceId)) {
      throw new OperatorError(`workspace ${workspaceId} is being moved here: start when npm run migrate-store is done`);
    }
    const name = choices.demo && workspaceId === 'demo' ? 'Demo school' : workspaceId;
    await createWorkspace(db, workspaceId, { name, secrets, now: deps.now() });
  });
  return { apiKey: await ensureApiKey(deps, choices), staff: await ensureStaff(deps, choices) };
}

async function ensureApiKey(deps: Deps, { workspaceId, apiKey }: Choices): Promise<FirstStart['apiKey']> {
  const { store, passwords } = deps;
  if (apiKey) {
    const stored = await store.read((db) => apiKeySecretHash(db, workspaceId, apiKey.appKey));
    if (stored !== undefined && (await passwords.verify(apiKey.appSecret, stored))) return undefined;
  } else if (await store.read((db) => hasApiKey(db, workspaceId))) return undefined;

  const made = apiKey ?? { appKey: deps.randomId(), appSecret: deps.randomBytes(32).toString('base64url') };
  const secretHash = await passwords.hash(made.appSecret);
  return store.write(async (db) => {
    // Another server on the same database may have begun at the same time.
    if (!apiKey && (await hasApiKey(db, workspaceId))) return undefined;
    await putApiKey(db, workspaceId, { appKey: made.appKey, secretHash, now: deps.now() });
    return apiKey ? undefined : made;
  });
}

async function ensureStaff(deps: Deps, { workspaceId, adminPassword }: Choices): Promise<FirstStart['staff']> {
  const { store, passwords } = deps;
  if (await store.read((db) => hasStaff(db, workspaceId))) return undefined;
  const password = adminPassword ?? readablePassword(deps.randomBytes);
  const passwordHash = await passwords.hash(password);
  const admin = { username: 'admin', role: 'admin', passwordHash } as const;
  return store.write(async (db) => {
    if (await hasStaff(db, workspaceId)) return undefined;
    await addStaff(db, workspaceId, admin, deps.now());
    return { username: admin.username, password, generated: adminPassword === undefined };
  });
}
