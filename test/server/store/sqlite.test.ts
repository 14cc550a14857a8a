import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/server/store/open-store.ts';
import { storeContract } from './contract.ts';

storeContract('SQLite', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'satchel-store-'));
  const statements: string[] = [];
  const store = await openStore({ dataDir, gatherMs: 1, testing: { onStatement: (sql) => statements.push(sql) } });
  return {
    store,
    reopen: () => openStore({ dataDir }),
    statements: () => statements,
    dispose: () => rm(dataDir, { recursive: true, force: true }),
  };
});
