import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { takeTab } from '../../../src/student/db/runs.ts';
import { writeSignedIn } from '../../../src/student/db/sign-ins.ts';
import { Timekeeper } from '../../../src/student/services/timekeeper.ts';
import { holdTab } from '../../../src/student/sync/leader.ts';
import { aPartition, aRun, aSession, freshDatabase, PARTITION, RUN, T0, TAB } from '../db/rows.ts';
import { TestLocks } from '../sync/test-locks.ts';

const OTHER = 'tab-bbbbbbbbbbbbbbbb';
const config = { ...aSession().listed.config, timeLimitSeconds: 60 };

let db: SatchelDatabase;
let keeper: Timekeeper;
const locks = new TestLocks();
/** What happens while the server is asked whether there is more time. */
let meanwhile: () => Promise<void>;

beforeEach(async () => {
  db = freshDatabase();
  await db.partitions.put(aPartition());
  await db.sessions.put(aSession({ listed: { config } }));
  await db.runs.put(aRun({ tab: null }));
  await writeSignedIn(db, { partition: PARTITION, school: 'Demo School' });
  keeper = new Timekeeper({
    db,
    tab: TAB,
    locks,
    now: () => T0 + 61_000,
    monotonic: () => 0,
    later: () => () => undefined,
    ask: () => meanwhile(),
    onSubmit: () => undefined,
  });
});
afterEach(() => {
  keeper.close();
  db.close();
});

test('a test whose time is over, and that no tab shows, is handed in', async () => {
  meanwhile = async () => undefined;
  await keeper.opened(RUN);
  expect(await db.runs.get(RUN)).toMatchObject({ state: 'submitted', tab: null });
});

test('one that another tab took up while its end was asked about is left to that tab, which may have something unsaved', async () => {
  const letGo = holdTab(locks, OTHER);
  meanwhile = () => takeTab(db, RUN, OTHER);
  await keeper.opened(RUN);
  expect(await db.runs.get(RUN)).toMatchObject({ state: 'open', tab: OTHER });
  letGo();
});
