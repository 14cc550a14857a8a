/*
 * What stands after jobs that throw is what those beside them wrote, and nobody runs again without need. Nor does a group that takes
 * long hold up all else.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../../src/server/store/open-store.ts';
import type { Store } from '../../../src/server/store/store.ts';

let dataDir: string;
let store: Store;
const commits: number[] = [];
/** How often each job ran, by the row that it adds. */
const runs: Record<string, number> = {};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-jobs-'));
  store = await openStore({ dataDir, testing: { hooks: { afterCommit: (jobs) => void commits.push(jobs) } } });
});
afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
  commits.length = 0;
  for (const id of Object.keys(runs)) delete runs[id];
});

/** Resolves with how many rows there are once its own is. */
const write = (id: string, fails: 'before' | 'after' | 'never' = 'never') =>
  store.write(async (db) => {
    runs[id] = (runs[id] ?? 0) + 1;
    if (fails === 'before') throw new Error(`not ${id}`);
    await db.insertInto('workspace').values({ workspace_id: id, name: id, created_at: 0 }).execute();
    if (fails === 'after') throw new Error(`not ${id}`);
    return (await db.selectFrom('workspace').select('workspace_id').execute()).length;
  });

async function outcomes(writes: Promise<number>[]) {
  const settled = await Promise.allSettled(writes);
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message));
}

const ids = () =>
  store.read(async (db) => {
    const rows = await db.selectFrom('workspace').select('workspace_id').orderBy('workspace_id').execute();
    return rows.map((row) => row.workspace_id);
  });

it('a job that throws leaves nothing of what it wrote, and its neighbours all that they did', async () => {
  const written = [write('oak'), write('elm', 'after'), write('ash'), write('fir', 'after')];
  expect(await outcomes(written)).toEqual([1, 'not elm', 2, 'not fir']);
  expect({ ids: await ids(), commits }).toEqual({ ids: ['ash', 'oak'], commits: [4] });
  expect(runs).toEqual({ oak: 2, elm: 2, ash: 1, fir: 1 });
});

it('one that had written nothing has nobody run again', async () => {
  const written = [write('oak'), write('elm', 'before'), write('ash')];
  expect(await outcomes(written)).toEqual([1, 'not elm', 2]);
  expect({ ids: await ids(), runs }).toEqual({ ids: ['ash', 'oak'], runs: { oak: 1, elm: 1, ash: 1 } });
});

it('a statement that failed had written nothing', async () => {
  const first = write('oak');
  const again = write('oak');
  expect(await outcomes([first, again])).toEqual([1, expect.stringContaining('UNIQUE')]);
  expect({ ids: await ids(), runs }).toEqual({ ids: ['oak'], runs: { oak: 2 } });
});

it('a group that takes long is committed as far as it came, and all else has a turn before the rest', async () => {
  const order: string[] = [];
  const long = store.write(async (db) => {
    await db.insertInto('workspace').values({ workspace_id: 'oak', name: 'oak', created_at: 0 }).execute();
    setImmediate(() => order.push('a turn'));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    return 1;
  });
  const others = [write('elm'), write('fir', 'after'), write('ash')].map((one) =>
    one.finally(() => void order.push('another')),
  );
  expect(await outcomes([long, ...others])).toEqual([1, 2, 'not fir', 3]);
  expect({ ids: await ids(), commits }).toEqual({ ids: ['ash', 'elm', 'oak'], commits: [1, 3] });
  expect(order).toEqual(['a turn', 'another', 'another', 'another']);
});
