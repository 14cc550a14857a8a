import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/server/store/open-store.ts';

it('gathers for no more once enough have come, though more than that may share a commit', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'satchel-gathering-'));
  const timers: { run: () => void; ms: number }[] = [];
  const store = await openStore({
    dataDir,
    gatherMs: 5,
    enough: 3,
    schedule: (run, ms) => void timers.push({ run, ms }),
  });
  const write = (workspace_id: string) =>
    store.write((db) => db.insertInto('workspace').values({ workspace_id, name: 'a', created_at: 0 }).execute());
  const writes = ['oak', 'elm', 'ash', 'fir'].map(write);
  timers[0]?.run();
  await Promise.all(writes);
  expect(timers.map(({ ms }) => ms)).toEqual([5]);
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});
