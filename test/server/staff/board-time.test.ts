import { expect, it } from 'vitest';
import { describeBoardRows } from '../../../src/server/routes/board-rows.ts';
import { updateRun } from '../../../src/server/store/runs.ts';
import { boardSessions } from '../../../src/server/store/staff-board.ts';
import { examConfigSettings } from '../../../src/shared/contract/exam-config.ts';
import { at, createClient, createConfig, expectOk } from '../api/client.ts';

it('the board says how long each student has, and what the device said of its clock', async () => {
  const client = await createClient();
  const { deps, workspaceId } = client;
  const configId = await createConfig(client);
  const add = async (user_id: string) =>
    String(
      at(
        await expectOk(client.call('POST', `/api/exam-config/${configId}/exam-session`, { user_id })),
        'examSession',
        'id',
      ),
    );
  const [ada, bo] = [await add('ada'), await add('bo')];
  const more = { timeLimitFactor: 2, extraSeconds: 60, paused: true };
  await expectOk(client.call('POST', `/api/exam-session/${ada}/accommodations`, more));

  const rows = async (settings: object) => {
    const settingsJson = JSON.stringify(examConfigSettings.parse(settings));
    return deps.store.read(async (db) => {
      const sessions = await boardSessions(db, workspaceId, configId, { after: null, take: 10 });
      return describeBoardRows(db, workspaceId, { examId: 'exam-1', settingsJson }, sessions);
    });
  };
  const clock = { endedBy: 'time' as const, jumps: [{ at: 1, byMs: -60_000 }], unseenMs: 0 };
  await deps.store.write(async (db) => {
    const { current_run } = await db
      .selectFrom('exam_session')
      .select('current_run')
      .where('workspace_id', '=', workspaceId)
      .where('session_id', '=', ada)
      .executeTakeFirstOrThrow();
    await updateRun(db, workspaceId, current_run, { clock_json: JSON.stringify(clock) });
  });
  const plain = { limitSeconds: 2700, allowedSeconds: 2700, timeLimitFactor: 1, extraSeconds: 0, paused: false };
  const timed = new Map((await rows({ timeLimitSeconds: 2700 })).map((row) => [row.id, row]));
  expect(timed.get(ada)).toMatchObject({ time: { ...plain, allowedSeconds: 5460, ...more }, clock });
  expect(timed.get(bo)).toMatchObject({ time: plain, clock: null });
  expect((await rows({})).map(({ time }) => time)).toEqual([null, null]);
  await client.close();
});
