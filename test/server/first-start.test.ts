/*
 * A first start is killed, and the next one finds what it left. Oracle: the hashes in the store, asked for what either of them
 * told. Telling what is made after it is kept makes it fail: nobody knows it then.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureFirstStart, type FirstStart } from '../../src/server/first-start.ts';
import { apiKeySecretHash } from '../../src/server/store/api-keys.ts';
import type { GroupCommitHooks } from '../../src/server/store/group-commit.ts';
import { findStaff } from '../../src/server/store/staff.ts';
import { StoreUnavailable } from '../../src/server/store/store.ts';
import { createTestDeps } from '../support/server.ts';

const CHOICES = { workspaceId: 'demo', apiKey: undefined, adminPassword: undefined, demo: false };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-first-start-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** From then on nothing is kept, and nobody hears anything. */
class Kill {
  isDone = false;
  readonly hooks: GroupCommitHooks;

  constructor(when: 'before' | 'after') {
    this.hooks = {
      beforeCommit: () => {
        if (when === 'before') this.isDone = true;
        if (this.isDone) throw new Error('killed');
      },
      afterCommit: () => {
        this.isDone = true;
      },
    };
  }
}

it.each(['before', 'after'] as const)(
  'whatever a start that is killed %s its commit kept, somebody was told',
  async (when) => {
    const told: FirstStart = { apiKey: undefined, staff: undefined };
    const kill = new Kill(when);
    const first = await createTestDeps({ dataDir, seed: 'first', store: { testing: { hooks: kill.hooks } } });
    await ensureFirstStart(first.deps, CHOICES, (made) => {
      if (!kill.isDone) Object.assign(told, made);
    }).catch((error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable));
    expect(kill.isDone).toBe(true);
    await first.close();

    const { deps, close } = await createTestDeps({ dataDir, seed: 'second' });
    await ensureFirstStart(deps, CHOICES, ({ apiKey, staff }) => {
      Object.assign(told, apiKey && { apiKey }, staff && { staff });
    });
    const { store, passwords } = deps;
    const { apiKey, staff } = told;
    const [account, secretHash, keys] = await store.read(async (db) => [
      await findStaff(db, 'demo', 'admin'),
      await apiKeySecretHash(db, 'demo', apiKey?.appKey ?? ''),
      await db.selectFrom('api_key').select('app_key').execute(),
    ]);
    expect(await passwords.verify(staff?.password ?? '', account?.passwordHash)).toBe(true);
    expect(await passwords.verify(apiKey?.appSecret ?? '', secretHash)).toBe(true);
    expect(keys).toHaveLength(1);
    await close();
  },
);
