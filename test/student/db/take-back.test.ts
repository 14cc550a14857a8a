import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { canTakeBack } from '../../../src/student/db/can-take-back.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import type { RunRow, SessionRow } from '../../../src/student/db/rows.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { submitRun } from '../../../src/student/db/submit.ts';
import { takeBackSubmit } from '../../../src/student/db/take-back.ts';
import { failWrites } from './failing-disk.ts';
import { aPartition, aRun, aSession, aSubmit, freshDatabase, RUN, T0, TAB } from './rows.ts';

const writing = { run: RUN, tab: TAB, now: T0 + 60_000, elapsedMs: 0 };
const points = { actual: 1, isScorable: true, min: 0, max: 1 };
const provisional = { items: [], objectives: {}, points };
const answer = (index: number) => [{ itemId: 'a', questionId: 'q', response: { options: [{ index }] } }];

let db: SatchelDatabase;
beforeEach(async () => {
  db = freshDatabase();
  await db.partitions.put(aPartition());
  await db.sessions.put(aSession());
  await db.runs.put(aRun());
  await saveAnswers(db, writing, answer(0));
  await submitRun(db, writing);
});
afterEach(() => {
  vi.restoreAllMocks();
  db.close();
});
const run = async () => (await db.runs.get(RUN)) ?? expect.fail('the run is gone');

describe('a submit that is taken back', () => {
  test('leaves the test open, with its answers and its counter as they were', async () => {
    const { seq, writer } = await run();
    expect(await takeBackSubmit(db, writing)).toMatchObject({ ok: true });
    expect(await run()).toMatchObject({ state: 'open', submit: null, provisional: null, seq, writer });
    expect(await db.answers.count()).toBe(1);
  });

  test('can be given again, under another id and over what was changed since', async () => {
    const { submit: first } = await run();
    await takeBackSubmit(db, writing);
    expect(await saveAnswers(db, writing, answer(1))).toMatchObject({ ok: true });
    await submitRun(db, writing);
    const { submit } = await run();
    expect(submit).toMatchObject({ count: 1, through: 2 });
    expect(submit?.submitId).not.toBe(first?.submitId);
    expect(submit?.digest).not.toBe(first?.digest);
  });

  test('is not taken back by a tab that does not hold the run', async () => {
    expect(await takeBackSubmit(db, { ...writing, tab: 'tab-bbbbbbbbbbbbbbbb' })).toEqual({ ok: false, reason: 'tab' });
    expect((await run()).state).toBe('submitted');
  });

  test('stays submitted where the disk does not take it', async () => {
    const disk = failWrites('runs', 'QuotaExceededError');
    expect(await takeBackSubmit(db, writing)).toMatchObject({ ok: false, reason: 'storage' });
    disk.heal();
    expect((await run()).state).toBe('submitted');
  });

  test('stays submitted once the server has signed for it, also when that comes in the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      await db.runs.put(aRun({ state: 'submitted', submit: aSubmit() }));
      const [taken] = await Promise.all([
        takeBackSubmit(db, writing),
        db.runs.where({ run: RUN }).modify((row) => {
          if (row.state === 'submitted') row.state = 'received';
        }),
      ]);
      expect((await run()).state).toBe(taken.ok ? 'open' : 'received');
    }
  });
});

describe('a submit can be taken back', () => {
  const submitted = (part: Partial<RunRow> = {}) => aRun({ state: 'submitted', submit: aSubmit(), ...part });
  const listed = (part: Partial<SessionRow['listed']>) => aSession({ listed: part });
  const hides = { ...aSession().listed.config, showScoreOnComplete: false };

  test.each<[string, RunRow, SessionRow, boolean]>([
    ['while no server has signed for it', submitted(), aSession(), true],
    ['not when nothing was submitted', aRun(), aSession(), false],
    ['not after its receipt', submitted({ state: 'received', receipt: 'a.b.c' }), aSession(), false],
    ['not when the test went on elsewhere', submitted({ state: 'stranded' }), aSession(), false],
    ['not while its answers are sealed', submitted({ sealed: 'snapshot' }), aSession(), false],
    ['not after this device showed the score', submitted({ provisional }), aSession(), false],
    [
      'when the score that this device counted is not shown',
      submitted({ provisional }),
      listed({ config: hides }),
      true,
    ],
    ['not after the server showed its results', submitted(), listed({ shown: { attempt: 1 } }), false],
    [
      'when what the server shows is of the attempt before',
      submitted({ attempt: 2 }),
      listed({ shown: { attempt: 1 } }),
      true,
    ],
  ])('%s', (_, row, session, expected) => {
    expect(canTakeBack(row, session)).toBe(expected);
  });
});
