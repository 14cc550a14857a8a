import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databasePath } from '../../../src/server/store/data-dir.ts';
import { type OpenStoreOptions, openStore } from '../../../src/server/store/open-store.ts';
import { openReader } from '../../../src/server/store/sqlite-engine.ts';
import { type Db, type Store, StoreUnavailable } from '../../../src/server/store/store.ts';

let dataDir: string;
let store: Store | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-commit-'));
});
afterEach(async () => {
  await store?.close();
  store = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

async function open(options: Omit<OpenStoreOptions, 'dataDir'> = {}): Promise<Store> {
  store = await openStore({ dataDir, ...options });
  return store;
}

const add = (db: Db, id: string, name = id) =>
  db.insertInto('workspace').values({ workspace_id: id, name, created_at: 0 }).execute();

const ids = async (from: Store) => {
  const rows = await from.read((db) => db.selectFrom('workspace').select('workspace_id').execute());
  return rows.map((row) => row.workspace_id).sort();
};

/** A promise and the function that settles it. */
function barrier(): { reached: Promise<void>; pass: () => void } {
  let pass = () => {};
  const reached = new Promise<void>((resolve) => {
    pass = resolve;
  });
  return { reached, pass };
}

describe('writes that come together', () => {
  it('share commits: two hundred take one', async () => {
    const commits: number[] = [];
    const opened = await open({ testing: { hooks: { afterCommit: (jobs) => void commits.push(jobs) } } });
    await Promise.all(Array.from({ length: 200 }, (_, index) => opened.write((db) => add(db, `school-${index}`))));
    expect(commits).toEqual([200]);
    expect(await ids(opened)).toHaveLength(200);
  });

  it('are gathered for the time that was asked for, and for as long again while others come, but not for ever', async () => {
    const timers: { run: () => void; ms: number }[] = [];
    const opened = await open({ gatherMs: 5, schedule: (run, ms) => void timers.push({ run, ms }) });
    const writes = [opened.write((db) => add(db, 'school-0'))];
    let looks = 0;
    const look = () => timers[looks++]?.run();
    // Another comes, and then nobody: the second look begins the commit.
    writes.push(opened.write((db) => add(db, 'school-1')));
    look();
    look();
    await Promise.all(writes.splice(0));
    expect(timers.map(({ ms }) => ms)).toEqual([5, 5]);
    // One comes to every look.
    writes.push(opened.write((db) => add(db, 'school-2')));
    for (let n = 3; timers.length > looks; n++) {
      writes.push(opened.write((db) => add(db, `school-${n}`)));
      look();
    }
    expect(timers.slice(2).map(({ ms }) => ms)).toEqual(Array(8).fill(5));
    await Promise.all(writes);
    expect(timers).toHaveLength(10);
    expect(await ids(opened)).toHaveLength(11);
  });

  it('begin a gathering of their own when one is made on hearing of another', async () => {
    const waits: number[] = [];
    const opened = await open({
      gatherMs: 5,
      schedule: (run, ms) => {
        waits.push(ms);
        setImmediate(run);
      },
    });
    await opened.write((db) => add(db, 'oak'));
    await opened.write((db) => add(db, 'elm'));
    expect(waits).toEqual([5, 5]);
  });

  it('gather others in turn when they came while a group was committed', async () => {
    const waits: number[] = [];
    const held = barrier();
    const opened = await open({
      gatherMs: 5,
      schedule: (run, ms) => {
        waits.push(ms);
        setImmediate(run);
      },
      testing: { hooks: { beforeCommit: () => held.reached } },
    });
    const first = opened.write((db) => add(db, 'oak'));
    await new Promise((done) => setImmediate(() => setImmediate(done)));
    const second = opened.write((db) => add(db, 'elm'));
    held.pass();
    await Promise.all([first, second]);
    expect(waits).toEqual([5, 5]);
  });

  it('make no group larger than its bound, and a full group waits for no timer', async () => {
    const commits: number[] = [];
    const opened = await open({
      groupLimit: 10,
      testing: { hooks: { afterCommit: (jobs) => void commits.push(jobs) } },
    });
    await Promise.all(Array.from({ length: 25 }, (_, index) => opened.write((db) => add(db, `school-${index}`))));
    expect(commits).toEqual([10, 10, 5]);
  });

  it('begin at once when more than a group came while another was committed, though others still come', async () => {
    const timers: (() => void)[] = [];
    const held = barrier();
    const opened = await open({
      groupLimit: 2,
      schedule: (run) => void timers.push(run),
      testing: { hooks: { beforeCommit: () => held.reached } },
    });
    const write = (id: string) => opened.write((db) => add(db, id));
    const first = [write('oak'), write('elm')];
    const others = [write('ash'), write('fir'), write('yew')];
    held.pass();
    await Promise.all(first);
    expect(timers).toHaveLength(2);
    others.push(write('box'));
    timers[1]?.();
    expect(timers).toHaveLength(2);
    await Promise.all(others.slice(0, 2));
    timers[2]?.();
    await Promise.all(others);
  });

  it('run one after the other in the order in which they came', async () => {
    const opened = await open();
    const order: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        opened.write(async (db) => {
          order.push(`${id} begins`);
          await add(db, id);
          order.push(`${id} ends`);
        }),
      ),
    );
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('gather for the next group while a commit runs', async () => {
    const held = barrier();
    const atCommit = barrier();
    const commits: number[] = [];
    const opened = await open({
      testing: {
        hooks: {
          beforeCommit: () => {
            atCommit.pass();
            return held.reached;
          },
          afterCommit: (jobs) => void commits.push(jobs),
        },
      },
    });
    const first = opened.write((db) => add(db, 'oak'));
    await atCommit.reached;
    const later = ['elm', 'ash', 'fir'].map((id) => opened.write((db) => add(db, id)));
    held.pass();
    await Promise.all([first, ...later]);
    expect(commits).toEqual([1, 3]);
  });
});

describe('a write', () => {
  // Fails when promises resolve with their job instead of with the commit.
  it('does not resolve, nor fail, before the commit of its group has ended', async () => {
    const held = barrier();
    const atCommit = barrier();
    const settled: string[] = [];
    const opened = await open({
      testing: {
        hooks: {
          beforeCommit: () => {
            atCommit.pass();
            return held.reached;
          },
          afterCommit: () => void settled.push('committed'),
        },
      },
    });
    const good = opened.write((db) => add(db, 'oak')).then(() => settled.push('good'));
    const bad = opened
      .write(async () => {
        throw new Error('no');
      })
      .catch(() => settled.push('bad'));
    await atCommit.reached;
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toEqual([]);
    held.pass();
    await Promise.all([good, bad]);
    expect(settled).toEqual(['committed', 'good', 'bad']);
  });

  it('is not seen by readers before its commit', async () => {
    const held = barrier();
    const atCommit = barrier();
    const opened = await open({
      testing: {
        hooks: {
          beforeCommit: () => {
            atCommit.pass();
            return held.reached;
          },
        },
      },
    });
    const write = opened.write((db) => add(db, 'oak'));
    await atCommit.reached;
    expect(await ids(opened)).toEqual([]);
    held.pass();
    await write;
    expect(await ids(opened)).toEqual(['oak']);
  });

  it('is on disk when it resolves: another connection to the file reads it', async () => {
    const opened = await open();
    await opened.write((db) => add(db, 'oak'));
    const other = openReader(databasePath(dataDir));
    expect(other.prepare('select workspace_id from workspace').all()).toEqual([{ workspace_id: 'oak' }]);
    other.close();
  });

  it('survives a power cut as far as SQLite can make it: WAL with synchronous FULL', async () => {
    let writer: Database | undefined;
    await open({
      testing: {
        onOpen: (opened) => {
          writer = opened;
        },
      },
    });
    expect(writer?.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(writer?.pragma('synchronous', { simple: true })).toBe(2);
  });
});

describe('a group that is lost', () => {
  it('rejects every one of its jobs with StoreUnavailable, and keeps nothing of it', async () => {
    let broken = true;
    const lost: unknown[] = [];
    const opened = await open({
      log: { info: () => {}, error: (fields) => void lost.push(fields) },
      testing: {
        hooks: {
          beforeCommit: () => {
            if (broken) throw new Error('the disk is gone');
          },
        },
      },
    });
    const writes = await Promise.allSettled([
      opened.write((db) => add(db, 'oak')),
      opened.write(async () => {
        throw new Error('a reason of its own, found on rows that are lost too');
      }),
      opened.write((db) => add(db, 'elm')),
    ]);
    for (const write of writes) {
      expect(write.status === 'rejected' && write.reason).toBeInstanceOf(StoreUnavailable);
    }
    expect(await ids(opened)).toEqual([]);
    expect(lost).toMatchObject([{ jobs: 3 }]);
    broken = false;
    await opened.write((db) => add(db, 'ash'));
    expect(await ids(opened)).toEqual(['ash']);
  });
});

describe('a full disk', () => {
  /** SQLite itself answers SQLITE_FULL when the database may grow no further. */
  function limitable(): { testing: OpenStoreOptions['testing']; fill: () => void; free: () => void } {
    let writer: Database | undefined;
    return {
      testing: {
        onOpen: (opened) => {
          writer = opened;
        },
      },
      fill: () => {
        const pages = writer?.pragma('page_count', { simple: true });
        writer?.pragma(`max_page_count = ${pages}`);
      },
      free: () => {
        writer?.pragma('max_page_count = 1073741823');
      },
    };
  }
  const large = 'x'.repeat(100_000);

  it('loses the whole group with StoreUnavailable, even the job that fitted', async () => {
    const disk = limitable();
    const opened = await open({ testing: disk.testing });
    disk.fill();
    const writes = await Promise.allSettled([
      opened.write((db) => add(db, 'small')),
      opened.write((db) => add(db, 'large', large)),
      opened.write((db) => add(db, 'never-run')),
    ]);
    for (const write of writes) {
      expect(write.status === 'rejected' && write.reason).toBeInstanceOf(StoreUnavailable);
    }
    expect(await ids(opened)).toEqual([]);
  });

  // Without a transaction around it, what the job writes next would be kept.
  it('loses the group also when the job swallows the error and goes on', async () => {
    const disk = limitable();
    const opened = await open({ testing: disk.testing });
    disk.fill();
    const write = opened.write(async (db) => {
      await add(db, 'small');
      await add(db, 'large', large).catch(() => undefined);
      await add(db, 'after').catch(() => undefined);
      return 'all is well';
    });
    await expect(write).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await ids(opened)).toEqual([]);
  });

  it('is over as soon as there is room again, without a restart', async () => {
    const disk = limitable();
    const opened = await open({ testing: disk.testing });
    disk.fill();
    await expect(opened.write((db) => add(db, 'large', large))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(opened.write((db) => add(db, 'large', large))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await opened.read(async () => 'still reading')).toBe('still reading');
    disk.free();
    await opened.write((db) => add(db, 'large', large));
    expect(await ids(opened)).toEqual(['large']);
  });
});
