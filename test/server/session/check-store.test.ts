/*
 * Oracle: a store that only the product itself wrote to agrees in every state that a session can be in, and one row that
 * somebody changed behind its back is named. A check that looks at too little fails the second half, one that invents a rule
 * the first.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { checkStore } from '../../../src/server/check/check-store.ts';
import type { Db } from '../../../src/server/store/store.ts';
import { allAnswers } from '../../support/all-answers.ts';
import { PACKAGE } from './classroom.ts';
import { openScene, type Scene, STATE_NAMES } from './states.ts';

let scene: Scene;
afterEach(() => scene.room.close());

const check = () => scene.room.read(checkStore);

it.each(STATE_NAMES)('finds nothing in a store with a session that is %s', async (state) => {
  scene = await openScene(state);
  const report = await check();
  // The classroom's package is a hash alone.
  expect(report.problems).toEqual([`${scene.room.workspaceId}: the file of package ${PACKAGE} is not there`]);
  expect(report.counted).toMatchObject({ workspace: 1, session: 1 });
});

async function changeSheet(db: Db, workspaceId: string, change: (answers: unknown[][]) => unknown[][]): Promise<void> {
  const { answers_json } = await db.selectFrom('answer_sheet').select('answers_json').executeTakeFirstOrThrow();
  const changed = JSON.stringify(change(JSON.parse(answers_json)));
  await db.updateTable('answer_sheet').set({ answers_json: changed }).where('workspace_id', '=', workspaceId).execute();
}

/** The condition is the whole workspace: there is one session, and one run that is complete. */
const DAMAGES: Array<[what: string, damage: (db: Db, workspaceId: string) => Promise<unknown>, said: RegExp]> = [
  [
    'an answer that became another one',
    (db, ws) =>
      changeSheet(db, ws, (answers) =>
        answers.map((answer) => (answer[0] === 'i0' ? answer.with(3, '{"options":[{"index":3}]}') : answer)),
      ),
    /its score is not that of its answers.*its receipt for submit \S+ says other answers/s,
  ],
  [
    'an answer that went',
    (db, ws) => changeSheet(db, ws, (answers) => answers.filter(([item]) => item !== 'i1')),
    /its sheet says 2 answers and has 1.*its receipt for submit \S+ says other answers/s,
  ],
  [
    'a sheet that is none',
    (db, ws) => db.updateTable('answer_sheet').set({ answers_json: '[[' }).where('workspace_id', '=', ws).execute(),
    /run \S+: its sheet cannot be read/,
  ],
  ['a sheet that was emptied', (db, ws) => changeSheet(db, ws, () => []), /run \S+: its sheet is empty/],
  [
    'a question that is answered twice',
    async (db, ws) => {
      const [row] = await allAnswers(db);
      if (row?.workspace_id === ws) await db.insertInto('answer').values(row).execute();
    },
    /1 of the questions on its sheet have another answer beside it/,
  ],
  [
    'a score that was raised',
    (db, ws) => db.updateTable('run').set({ score_actual: 100 }).where('workspace_id', '=', ws).execute(),
    /its score is \d+(\.\d+)?, and that of its attempts 100.*its score is not that of its answers/s,
  ],
  [
    'a writer that is set back',
    (db, ws) => db.updateTable('writer').set({ acked_through: 1 }).where('workspace_id', '=', ws).execute(),
    /answer has change 2 of writer \S+, who is acknowledged through 1/,
  ],
  [
    'a session that says another state than its run',
    (db, ws) =>
      db.updateTable('exam_session').set({ maturity: 'IN_PROGRESS' }).where('workspace_id', '=', ws).execute(),
    /session session: it is IN_PROGRESS in attempt 1, and its run COMPLETE in attempt 1/,
  ],
  [
    'a total that is one too many',
    (db, ws) =>
      db
        .updateTable('session_tally')
        .set({ sessions: 2 })
        .where('workspace_id', '=', ws)
        .where('scope', '=', 'config')
        .where('maturity', '=', 'COMPLETE')
        .execute(),
    /the totals of config config that are COMPLETE say 2 sessions, .* and there are 1 sessions/,
  ],
  [
    'a run that went',
    (db, ws) => db.deleteFrom('run').where('workspace_id', '=', ws).execute(),
    /its current run \S+ is not there.*1 rows of answer_sheet belong to a run that is not there/s,
  ],
  [
    'a receipt that says one answer more',
    async (db, ws) => {
      const { jws } = await db
        .selectFrom('receipt')
        .select('jws')
        .where('workspace_id', '=', ws)
        .executeTakeFirstOrThrow();
      const [head, payload = '', signature] = jws.split('.');
      const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { count: number };
      const more = Buffer.from(JSON.stringify({ ...said, count: said.count + 1 })).toString('base64url');
      const forged = [head, more, signature].join('.');
      await db.updateTable('receipt').set({ jws: forged }).where('workspace_id', '=', ws).execute();
    },
    /is not signed by this workspace/,
  ],
  [
    'a row that cannot be read',
    (db, ws) => db.updateTable('run').set({ results_json: '{' }).where('workspace_id', '=', ws).execute(),
    /run \S+ cannot be read: /,
  ],
  [
    'a file with a changed byte',
    async (db, ws) => {
      const row = {
        workspace_id: ws,
        hash: 'c'.repeat(64),
        media_type: 'image/png',
        bytes: Buffer.from('no such'),
        created_at: 0,
      };
      await db
        .insertInto('blob')
        .values({ ...row, part_bytes: null, byte_length: null })
        .execute();
    },
    /file c{64} is not what it was/,
  ],
];

describe('of a store with a complete session', () => {
  it.each(DAMAGES)('names %s', async (_what, damage, said) => {
    scene = await openScene('complete');
    await scene.room.write((db) => damage(db, scene.room.workspaceId));
    const report = await check();
    expect(report.problems.join('\n')).toMatch(said);
    expect(report.problems.every((line) => line.startsWith(`${scene.room.workspaceId}: `))).toBe(true);
    expect(report.lines().at(-1)).toMatch(/do(es)? not agree\.$/);
  });
});
