import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FailureLimit } from '../../src/server/auth/failure-limit.ts';
import { PasswordCheck } from '../../src/server/auth/password-check.ts';
import { mintWorkspaceSecrets } from '../../src/server/auth/workspace-secrets.ts';
import type { Deps } from '../../src/server/http/deps.ts';
import { Spool } from '../../src/server/http/spool.ts';
import { createMetrics } from '../../src/server/metrics/metrics.ts';
import { Readiness } from '../../src/server/readiness.ts';
import { putApiKey } from '../../src/server/store/api-keys.ts';
import { type OpenStoreOptions, openStore } from '../../src/server/store/open-store.ts';
import { createWorkspace } from '../../src/server/store/workspaces.ts';
import { type TestDatabase, takeDatabase } from './test-database.ts';
import { WorkspaceRule } from './workspace-rule.ts';

/** Cheap on purpose: a test waits for what it tests, and this is not it. */
export const TEST_SCRYPT_COST = { N: 2 ** 4, r: 8, p: 1 };

export const TEST_METRICS_TOKEN = 'metrics-token-of-the-tests';

export interface TestDeps {
  deps: Deps;
  workspaceId: string;
  appKey: string;
  appSecret: string;
  /** The `Authorization` header of the workspace's integrator. */
  authorization: string;
  /** What `deps.now` says; a test moves it by assignment. */
  clock: { now: number; isSteady: boolean };
  dataDir: string;
  logged: { level: 'info' | 'warn' | 'error'; fields: Record<string, unknown>; message: string }[];
  /** Adds another workspace with its own API key, for what must not be reachable from the first. */
  addWorkspace(workspaceId: string): Promise<{ appKey: string; appSecret: string; authorization: string }>;
  /** Closes the store and removes its directory. */
  close(): Promise<void>;
}

export interface TestDepsOptions {
  now?: number;
  seed?: string;
  /** An earlier data directory, for a test of what a restart keeps; it is then not filled and not removed. */
  dataDir?: string;
  store?: Omit<OpenStoreOptions, 'dataDir'>;
}

/** The dependencies of the app over a real store in a directory of its own; ids and clock are the same in every run. */
export async function createTestDeps(options: TestDepsOptions = {}): Promise<TestDeps> {
  const clock = { now: options.now ?? Date.parse('2026-03-02T09:00:00Z'), isSteady: true };
  const randomBytes = seededBytes(options.seed ?? 'satchel');
  const randomId = () => randomBytes(16).toString('base64url');
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'satchel-test-')));
  const database = options.store?.databaseUrl === undefined ? await databaseOf(dataDir) : undefined;
  const rule = new WorkspaceRule();
  const testing = options.store?.testing;
  const readiness = new Readiness({ isSteady: () => clock.isSteady });
  const metrics = createMetrics({ isReady: () => readiness.obstacle() === undefined, ofProcess: false });
  const store = await openStore({
    dataDir,
    databaseUrl: database?.url,
    observer: metrics.store,
    gatherMs: 0,
    now: () => clock.now,
    randomId,
    ...options.store,
    testing: {
      ...testing,
      ...(database && {
        openPool: database.openPool,
        onStatement: (sql, parameters) => {
          rule.onStatement(sql);
          testing?.onStatement?.(sql, parameters);
        },
      }),
    },
  });
  const logged: TestDeps['logged'] = [];
  const note = (level: TestDeps['logged'][number]['level']) => (fields: Record<string, unknown>, message: string) => {
    logged.push({ level, fields, message });
  };
  const deps: Deps = {
    store,
    now: () => clock.now,
    elapsed: () => performance.now(),
    randomId,
    randomBytes,
    defaultWorkspaceId: 'demo',
    publicUrl: undefined,
    passwords: new PasswordCheck({ randomBytes, cost: TEST_SCRYPT_COST }),
    staffSignIns: new FailureLimit({ store, limit: 10, windowMs: 5 * 60_000, now: () => clock.now }),
    deviceSignIns: new FailureLimit({ store, limit: 10, windowMs: 5 * 60_000, now: () => clock.now }),
    readiness,
    metrics,
    metricsToken: TEST_METRICS_TOKEN,
    spool: new Spool(dataDir, randomId),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
  };

  const addWorkspace: TestDeps['addWorkspace'] = async (workspaceId) => {
    const appKey = `key-of-${workspaceId}`;
    const appSecret = `secret-of-${workspaceId}`;
    const secretHash = await deps.passwords.hash(appSecret);
    await store.write(async (db) => {
      const secrets = mintWorkspaceSecrets(randomBytes);
      await createWorkspace(db, workspaceId, { name: `School ${workspaceId}`, secrets, now: clock.now });
      await putApiKey(db, workspaceId, { appKey, secretHash, now: clock.now });
    });
    return { appKey, appSecret, authorization: basic(appKey, appSecret) };
  };

  const workspaceId = deps.defaultWorkspaceId;
  const key = options.dataDir
    ? {
        appKey: `key-of-${workspaceId}`,
        appSecret: `secret-of-${workspaceId}`,
        authorization: basic(`key-of-${workspaceId}`, `secret-of-${workspaceId}`),
      }
    : await addWorkspace(workspaceId);

  return {
    deps,
    workspaceId,
    ...key,
    clock,
    dataDir,
    logged,
    addWorkspace,
    close: async () => {
      await store.close();
      rule.check();
      if (options.dataDir) return;
      await rm(dataDir, { recursive: true, force: true });
      databases.delete(dataDir);
      await database?.release();
    },
  };
}

/** Those in use, by the data directory that a test knows them by. */
const databases = new Map<string, TestDatabase>();

/** The database in PostgreSQL that goes with a data directory; undefined where the tests run over the embedded store. */
async function databaseOf(dataDir: string): Promise<TestDatabase | undefined> {
  if (process.env.TEST_STORE !== 'postgres') return undefined;
  const known = databases.get(dataDir) ?? (await takeDatabase());
  databases.set(dataDir, known);
  return known;
}

function basic(appKey: string, appSecret: string): string {
  return `Basic ${Buffer.from(`${appKey}:${appSecret}`).toString('base64')}`;
}

/** Bytes that look random and are the same for the same seed: SHA-256 in counter mode. */
function seededBytes(seed: string): (count: number) => Buffer {
  let counter = 0;
  return (count) => {
    const blocks: Buffer[] = [];
    for (let length = 0; length < count; length += 32) {
      blocks.push(createHash('sha256').update(`${seed}:${counter}`).digest());
      counter += 1;
    }
    return Buffer.concat(blocks).subarray(0, count);
  };
}
