/*
 * Two devices, one action of staff and a batch that comes late, in every order that is possible. The oracle after each
 * step is the witness; at the end, that both devices are told of everything they sent, whatever the order was.
 */
import { describe, expect, test } from 'vitest';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import type { SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { allAnswers } from '../../support/all-answers.ts';
import { optionIn } from './classroom.ts';
import { inEveryOrder, ordersOf, type Scene, type Step } from './interleavings.ts';

const a = (name: string, take: Step['take']): Step => ({ name: `a ${name}`, by: 'a', take });
const b = (name: string, take: Step['take']): Step => ({ name: `b ${name}`, by: 'b', take });
const staff = (name: string, take: Step['take']): Step => ({ name, take });

/** A batch that was written now and arrives when `arrives` is played. */
function late(by: 'a' | 'b', save: (scene: Scene) => SyncBody) {
  const waiting = new WeakMap<Scene, SyncBody>();
  return {
    leaves: { name: `${by} writes`, by, take: async (scene: Scene) => void waiting.set(scene, save(scene)) },
    arrives: {
      name: `${by}’s late batch`,
      by,
      take: async (scene: Scene) => {
        const body = waiting.get(scene);
        if (!body) throw new Error('nothing was sent');
        await scene.upload(scene[by], body, false);
      },
    },
  };
}

/** Everything that stands, stood or waits, as `item option`; what a student or teacher can still be shown. */
async function everything({ room }: Scene): Promise<Set<string>> {
  const rows = [...(await room.answerRows()), ...(await room.history()), ...(await room.journal())];
  const runs = await room.read((db) => allAnswers(db));
  return new Set([...rows, ...runs].map((row) => `${row.item_id} ${optionIn(row.response_json)}`));
}

test('every order of the lanes is there once, and each lane keeps its own order', () => {
  const orders = [...ordersOf([['a1', 'a2'], ['b1', 'b2'], ['s']])];
  expect(new Set(orders.map((order) => order.join())).size).toBe(30);
  for (const order of orders) {
    expect(order.indexOf('a1')).toBeLessThan(order.indexOf('a2'));
    expect(order.indexOf('b1')).toBeLessThan(order.indexOf('b2'));
  }
});

describe.each([
  ['a reset', resetSession],
  ['a release', releaseRun],
  ['a reopen', reopenSession],
  ['a retake', retakeSession],
] as const)('%s between', (name, operation) => {
  test('two devices that answer the same questions and a late batch: all of it is kept, and each run keeps its own', async () => {
    const batch = late('a', ({ a: by }) => by.save('i2', 3).batch());
    const count = await inEveryOrder(
      [
        [a('saves', (scene) => scene.upload(scene.a.save('i0', 1))), batch.leaves, batch.arrives],
        [b('saves', (scene) => scene.upload(scene.b.save('i0', 2)))],
        [staff(name, (scene) => scene.staff(operation))],
      ],
      async (scene) => {
        await scene.settle();
        expect([...(await everything(scene))]).toEqual(expect.arrayContaining(['i0 1', 'i0 2', 'i2 3']));
        expect([scene.a.acked, scene.b.acked]).toEqual([2, 1]);
      },
    );
    expect(count).toBe(20);
  });

  test('a submit, its repeat and another device: a receipt, once given, is given again to every repeat', async () => {
    const submit = late('a', ({ a: by }) => by.batch({ submit: by.claim() }));
    await inEveryOrder(
      [
        [a('saves', (scene) => scene.upload(scene.a.save('i0', 1))), submit.leaves, submit.arrives, submit.arrives],
        [staff(name, (scene) => scene.staff(operation)), b('saves', (scene) => scene.upload(scene.b.save('i1', 2)))],
      ],
      async ({ answers, room }) => {
        const given = answers.flatMap(({ receipt }) => receipt ?? []);
        const submitIds = await Promise.all(given.map(async (jws) => (await room.openReceipt(jws)).submitId));
        expect(new Set(submitIds).size).toBeLessThanOrEqual(1);
        const stored = await room.read((db) => db.selectFrom('receipt').selectAll().execute());
        expect(stored.length).toBe(new Set(submitIds).size);
        const session = await room.session();
        // Complete is what has a receipt, unless it was put away or opened again since.
        if (session.maturity === 'COMPLETE') expect(given.length).toBeGreaterThan(0);
      },
    );
  });
});

test('a claim in the middle of the other device’s batches: what differs waits, what is new fills, in every order', async () => {
  const batch = late('a', ({ a: by }) => by.save('i3', 3).batch());
  await inEveryOrder(
    [
      [a('saves', (scene) => scene.upload(scene.a.save('i0', 1))), batch.leaves, batch.arrives],
      [b('claims', (scene) => scene.claim(scene.b)), b('saves', (scene) => scene.upload(scene.b.save('i0', 2)))],
    ],
    async (scene, order) => {
      const answers = await scene.room.answers();
      // Nobody else answered i3: it stands, whoever holds the run.
      expect(answers.i3).toBe(3);
      const run = await scene.room.currentRun();
      expect(run.holder, order.join()).toBe(scene.b.deviceId);
      expect(answers.i0, order.join()).toBe(2);
      expect([...(await everything(scene))]).toEqual(expect.arrayContaining(['i0 1', 'i0 2', 'i3 3']));
    },
  );
});

test('two claims and both devices’ saves: the last to claim holds the run, under an epoch that each move raised by one', async () => {
  await inEveryOrder(
    [
      [a('claims', (scene) => scene.claim(scene.a)), a('saves', (scene) => scene.upload(scene.a.save('i0', 1)))],
      [b('claims', (scene) => scene.claim(scene.b)), b('saves', (scene) => scene.upload(scene.b.save('i0', 2)))],
    ],
    async ({ room, a: first, b: second }, order) => {
      const last = order.lastIndexOf('a claims') > order.lastIndexOf('b claims') ? first : second;
      const run = await room.currentRun();
      const moves = (await room.eventKinds()).filter((kind) => kind === 'device-move').length;
      expect(run, order.join()).toMatchObject({ holder: last.deviceId, epoch: 1 + moves });
      expect((await room.answers()).i0, order.join()).toBe(last === first ? 1 : 2);
    },
  );
});

test('reset and restore around a late batch and a stranger: the restored run has all that its holder sent', async () => {
  const batch = late('a', ({ a: by }) => by.save('i0', 3).save('i2', 2).batch());
  await inEveryOrder(
    [
      [batch.leaves, batch.arrives],
      [
        staff('reset', (scene) => scene.staff(resetSession)),
        staff('restore', (scene) => scene.restore(scene.firstRun)),
      ],
      [b('saves', (scene) => scene.upload(scene.b.save('i4', 1)))],
    ],
    async (scene, order) => {
      expect((await scene.room.session()).current_run).toBe(scene.firstRun);
      expect(await scene.room.answers(scene.firstRun), order.join()).toMatchObject({ i0: 3, i1: 0, i2: 2 });
      await scene.settle();
      expect(scene.a.acked).toBe(4);
    },
    { prepare: async (scene) => void (await scene.upload(scene.a.save('i0', 1).save('i1', 0))) },
  );
});

test('a submit around reset and restore completes the run that it was for, and no other', async () => {
  const submit = late('a', ({ a: by }) => by.batch({ submit: by.claim() }));
  await inEveryOrder(
    [
      [submit.leaves, submit.arrives],
      [
        staff('reset', (scene) => scene.staff(resetSession)),
        staff('restore', (scene) => scene.restore(scene.firstRun)),
      ],
    ],
    async ({ room, firstRun, a: by }, order) => {
      expect(await room.session(), order.join()).toMatchObject({ current_run: firstRun, maturity: 'COMPLETE' });
      const others = await room.read((db) =>
        db.selectFrom('run').selectAll().where('run_id', '!=', firstRun).execute(),
      );
      expect(others.map(({ maturity }) => maturity)).toEqual(['NOT_STARTED']);
      const receipts = await room.read((db) => db.selectFrom('receipt').selectAll().execute());
      expect(receipts.map(({ run_id }) => run_id)).toEqual([by.run]);
    },
    { prepare: async (scene) => void (await scene.upload(scene.a.save('i0', 1).save('i1', 0))) },
  );
});

test('an integrator between two devices: every value that anybody gave is kept', async () => {
  await inEveryOrder(
    [
      [
        a('saves', (scene) => scene.upload(scene.a.save('i0', 1))),
        a('saves again', (scene) => scene.upload(scene.a.save('i0', 3))),
      ],
      [b('saves', (scene) => scene.upload(scene.b.save('i0', 2)))],
      [staff('integrator', (scene) => scene.integrator('i0', 0))],
    ],
    async (scene, order) => {
      expect((await everything(scene)).size, order.join()).toBe(4);
      const [stands] = await scene.room.answerRows();
      const holder = (await scene.room.currentRun()).holder === scene.a.deviceId ? 'a saves again' : 'b saves';
      // Of the holder and the integrator the later one stands; the stranger never does.
      const isIntegrator = order.indexOf('integrator') > order.indexOf(holder);
      expect(stands?.source, order.join()).toBe(isIntegrator ? 'integrator' : 'device');
    },
  );
});

test('two batches of one device that overtake each other, beside a stranger and a reset: no hole is acknowledged', async () => {
  const first = late('a', ({ a: by }) => by.save('i0', 1).batch());
  const second = late('a', ({ a: by }) => by.save('i1', 2).batch({ baseSeq: 1 }));
  await inEveryOrder(
    [
      [first.arrives],
      [second.arrives],
      [b('saves', (scene) => scene.upload(scene.b.save('i0', 3)))],
      [staff('reset', (scene) => scene.staff(resetSession))],
    ],
    async (scene) => {
      await scene.settle();
      expect([...(await everything(scene))]).toEqual(expect.arrayContaining(['i0 1', 'i1 2', 'i0 3']));
      expect(scene.a.acked).toBe(2);
    },
    {
      prepare: async (scene) => {
        await first.leaves.take(scene);
        await second.leaves.take(scene);
      },
    },
  );
});
