import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/server/store/open-store.ts';
import { takeDatabase } from '../../support/test-database.ts';
import { storeContract } from './contract.ts';

storeContract('PostgreSQL', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'satchel-store-'));
  const { url: databaseUrl, release } = await takeDatabase();
  const statements: string[] = [];
  const onStatement = (sql: string) => statements.push(sql);
  return {
    store: await openStore({ dataDir, databaseUrl, testing: { onStatement } }),
    reopen: () => openStore({ dataDir, databaseUrl }),
    statements: () => statements,
    dispose: async () => {
      await release();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
});
