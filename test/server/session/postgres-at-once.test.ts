/*
 * Requests for one session that really run at once, each in a transaction of its own. The oracle is the witness: over
 * transactions that are less than serializable it finds what was acknowledged and is nowhere, or a session that is not as its
 * run.
 */
import { expect, test } from 'vitest';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { recountSessions } from '../../../src/server/store/recount-sessions.ts';
import { type Classroom, openClassroom } from './classroom.ts';
import { Scene } from './interleavings.ts';
import { device } from './test-device.ts';

const ROUNDS = 4;

async function openScene(): Promise<Scene> {
  const room = await openClassroom({ settings: { allowRetakes: true }, versions: [0] });
  return new Scene(room, await device(room, 'a'), await device(room, 'b'));
}

async function expectTotalsOf(room: Classroom): Promise<void> {
  expect(await room.read((db) => recountSessions(db, room.workspaceId))).toEqual([]);
}

test.each([
  ['a reset', (scene: Scene) => scene.staff(resetSession)],
  ['a retake', (scene: Scene) => scene.staff(retakeSession)],
  ['a reopen', (scene: Scene) => scene.staff(reopenSession)],
  ['a release', (scene: Scene) => scene.staff(releaseRun)],
  ['a claim', (scene: Scene) => scene.claim(scene.b)],
])(
  '%s at the very moment of batches, a repeat, a submit, a stranger and an integrator: nothing acknowledged is lost',
  async (_name, act) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const scene = await openScene();
      const { a, b } = scene;
      if (round % 2) await scene.upload(a.save('i4', 1));
      await scene.witness.check('before');
      const first = a.save('i0', 1).batch();
      const second = a.save('i1', 2).batch({ submit: a.claim() });
      await Promise.all([
        scene.upload(a, first, false),
        scene.upload(b, b.save('i0', 2).save('i2', 3).batch(), false),
        act(scene),
        scene.upload(a, first, false),
        scene.integrator('i3', 0),
        scene.upload(a, second, false),
      ]);
      await scene.witness.check('at once');
      await scene.settle();
      await expectTotalsOf(scene.room);
      await scene.room.close();
    }
  },
);

test('the first batch of twelve devices at once: one holds the run, and the others’ answers are all kept', async () => {
  const scene = await openScene();
  const { room } = scene;
  const names = [...'abcdefghijkl'];
  const devices = await Promise.all(names.map((name) => device(room, name)));
  const answers = await Promise.all(
    devices.map((by, index) =>
      scene.upload(
        by,
        by
          .save('i0', index % 3)
          .save('i1', 1)
          .batch(),
        false,
      ),
    ),
  );
  await scene.witness.check('at once');
  expect(answers.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
  expect(answers.filter(({ outcome }) => outcome === 'stranded')).toHaveLength(names.length - 1);
  const { holder } = await room.currentRun();
  expect(devices[answers.findIndex(({ outcome }) => outcome === 'applied')]?.deviceId).toBe(holder);
  await expectTotalsOf(room);
  await room.close();
});
