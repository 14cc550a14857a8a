import { readablePassword } from './auth/readable-password.ts';
import { mintWorkspaceSecrets } from './auth/workspace-secrets.ts';
import type { Deps } from './http/deps.ts';
import { OperatorError } from './operator-error.ts';
import type { Settings } from './settings.ts';
import { apiKeySecretHash, hasApiKey, putApiKey } from './store/api-keys.ts';
import { findWorkspace } from './store/directory.ts';
import { findArrival } from './store/moved-store.ts';
import { addStaff, hasStaff } from './store/staff.ts';
import type { Db } from './store/store.ts';
import { createWorkspace, workspaceName } from './store/workspaces.ts';

/** What is made and told once: neither can be read again, since the store holds hashes only. */
export interface FirstStart {
  apiKey: { appKey: string; appSecret: string } | undefined;
  /** `generated` is false for a password that the operator chose and need not be told. */
  staff: { username: string; password: string; generated: boolean } | undefined;
}

type Choices = Pick<Settings, 'workspaceId' | 'apiKey' | 'adminPassword' | 'demo'>;

/**
 * Makes what a server needs before anybody can use it: a workspace, an API key, a staff account. On a later start it
 * finds them and makes nothing, save that a changed `APP_SECRET` replaces the old one.
 * @param tell is given what is made, before that is kept: a start that is killed leaves nothing that nobody was told. What a
 *   start told that did not keep it is worth nothing, and the next one tells other
 * @throws OperatorError when APP_KEY is a key of another workspace, or the workspace is being moved here
 */
export async function ensureFirstStart(deps: Deps, choices: Choices, tell: (made: FirstStart) => void): Promise<void> {
  const { workspaceId } = choices;
  const secrets = mintWorkspaceSecrets(deps.randomBytes);
  const key = await keyToMake(deps, choices);
  const admin = await adminToMake(deps, choices);
  await deps.store.write(async (db) => {
    await requireOwnKey(db, choices);
    if ((await workspaceName(db, workspaceId)) === undefined) {
      if (await findArrival(db, workspaceId)) {
        throw new OperatorError(
          `workspace ${workspaceId} is being moved here: start when npm run migrate-store is done`,
        );
      }
      const name = choices.demo && workspaceId === 'demo' ? 'Demo school' : workspaceId;
      // First of all: another server that begins at the same time waits for this row, and then finds what is made below.
      await createWorkspace(db, workspaceId, { name, secrets, now: deps.now() });
    }
    const made: FirstStart = { apiKey: undefined, staff: undefined };
    if (key && (choices.apiKey || !(await hasApiKey(db, workspaceId)))) {
      await putApiKey(db, workspaceId, { appKey: key.appKey, secretHash: key.secretHash, now: deps.now() });
      if (!choices.apiKey) made.apiKey = { appKey: key.appKey, appSecret: key.appSecret };
    }
    if (admin && !(await hasStaff(db, workspaceId))) {
      await addStaff(db, workspaceId, admin.account, deps.now());
      made.staff = { username: admin.account.username, password: admin.password, generated: admin.generated };
    }
    // The one effect that a job has besides its rows. Run again, it tells the same, or nothing where another server was first.
    tell(made);
  });
}

/** Before the workspace is made: it would stay, in a store that was meant for the other one. */
async function requireOwnKey(db: Db, { workspaceId, apiKey }: Choices): Promise<void> {
  const owner = apiKey && (await findWorkspace(db, 'app-key', apiKey.appKey));
  if (owner === undefined || owner === workspaceId) return;
  throw new OperatorError(`APP_KEY is a key of another workspace than ${workspaceId}: is WORKSPACE_ID what it was?`);
}

/** With its hash, which takes longer than a transaction should. @returns undefined when the workspace has it already */
async function keyToMake({ store, passwords, randomId, randomBytes }: Deps, { workspaceId, apiKey }: Choices) {
  if (apiKey) {
    const stored = await store.read((db) => apiKeySecretHash(db, workspaceId, apiKey.appKey));
    if (stored !== undefined && (await passwords.verify(apiKey.appSecret, stored))) return undefined;
  } else if (await store.read((db) => hasApiKey(db, workspaceId))) return undefined;
  const made = apiKey ?? { appKey: randomId(), appSecret: randomBytes(32).toString('base64url') };
  return { ...made, secretHash: await passwords.hash(made.appSecret) };
}

/** The same of the staff account. */
async function adminToMake({ store, passwords, randomBytes }: Deps, { workspaceId, adminPassword }: Choices) {
  if (await store.read((db) => hasStaff(db, workspaceId))) return undefined;
  const password = adminPassword ?? readablePassword(randomBytes);
  const account = { username: 'admin', role: 'admin', passwordHash: await passwords.hash(password) } as const;
  return { account, password, generated: adminPassword === undefined };
}
