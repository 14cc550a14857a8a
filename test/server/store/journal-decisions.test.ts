/* A store of the release before, with answers in its journal. Oracle: its rows, and the run that they are of. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Insertable } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { STRAND_REASONS } from '../../../src/server/session/strand-reasons.ts';
import { MIGRATIONS } from '../../../src/server/store/migrations/migrations.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import type { Tables } from '../../../src/server/store/tables.ts';
import { rows } from './rows.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-journal-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('answers that wait already get the version of their run, but for those that were given to another', async () => {
  const { exam_version: _, decided_by: _by, decided_at: _at, ...row } = rows.journal;
  const { clock_json: _clock, ...run } = rows.run;
  const before = [
    { ...row, seq: 1, reason: STRAND_REASONS.device },
    { ...row, seq: 2, reason: STRAND_REASONS.package },
    { ...row, seq: 3, reason: 'an option that there is not', kind: 'quarantined' as const },
    { ...row, seq: 4, reason: STRAND_REASONS.archived, run_id: 'of-no-run' },
  ];
  const old = await openStore({ dataDir, migrations: MIGRATIONS.slice(0, 1) });
  await old.write(async (db) => {
    await db
      .insertInto('run')
      .values({ ...run, exam_version: 3 } as Insertable<Tables['run']>)
      .execute();
    await db
      .insertInto('journal')
      .values(before as Insertable<Tables['journal']>[])
      .execute();
  });
  await old.close();
  const store = await openStore({ dataDir });
  const after = await store.read((db) => db.selectFrom('journal').selectAll().orderBy('seq').execute());
  await store.close();
  const undecided = { decided_by: null, decided_at: null };
  expect(after).toEqual([
    { ...before[0], exam_version: 3, ...undecided },
    { ...before[1], exam_version: null, ...undecided },
    { ...before[2], exam_version: 3, ...undecided },
    { ...before[3], exam_version: null, ...undecided },
  ]);
});
