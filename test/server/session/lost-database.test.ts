/*
 * One device that lost its database, and whose disk failed for a while before: three writers of one device in one epoch,
 * whose batches come in every order. Oracle: for each question the change that was made last, by the device's own time.
 * A server that goes by arrival, or that forgets what a writer said of its order, fails it.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { claimRun } from '../../../src/server/session/claim.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import type { SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { type Classroom, openClassroom, SESSION } from './classroom.ts';
import { device, type TestDevice } from './test-device.ts';

const rooms: Classroom[] = [];
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.test.close();
});

/** The same device under another writer. */
async function writer(room: Classroom, name: string, order?: TestDevice['order']): Promise<TestDevice> {
  const by = await device(room, 'a');
  by.writer = `writer-${name}`.padEnd(20, '0');
  by.order = order;
  return by;
}

interface Life {
  room: Classroom;
  /** In the order of time. A sealed copy starts from the first change, as they all do. */
  batches: Record<'early' | 'memory' | 'copy' | 'next', SyncBody>;
}

const LATEST = { i0: 1, i1: 2, i2: 3, i3: 0, i4: 3 };

async function live(): Promise<Life> {
  const room = await openClassroom();
  rooms.push(room);
  const disk = await writer(room, 'disk');
  const early = disk.save('i0', 0).save('i1', 0).batch();
  disk.save('i0', 1).save('i2', 1);
  const memory = await writer(room, 'memory', { life: 0, after: { writer: disk.writer, seq: disk.seq } });
  const fromMemory = memory.save('i1', 2).save('i3', 2).batch();
  const copy = disk.save('i3', 0).batch();
  const next = await writer(room, 'next', { life: 1 });
  return { room, batches: { early, memory: fromMemory, copy, next: next.save('i2', 3).save('i4', 3).batch() } };
}

const post = ({ room }: Life, body: SyncBody) =>
  room.receive({ run: body.sync.run, deviceId: 'device-a'.padEnd(20, '0'), body });

const names = ['early', 'memory', 'copy', 'next'] as const;
const orders = names.flatMap((a) => names.flatMap((b) => names.flatMap((c) => names.map((d) => [a, b, c, d]))));
const permutations = orders.filter((order) => new Set(order).size === names.length);

describe('whatever comes first', () => {
  test.each(permutations)('of %s, %s, %s, %s, the latest change of each question stands', async (...order) => {
    const life = await live();
    for (const name of order) expect(await post(life, life.batches[name])).toMatchObject({ outcome: 'applied' });
    expect(await life.room.answers()).toEqual(LATEST);
    // And once more: repeats move nothing.
    for (const name of order) await post(life, life.batches[name]);
    expect(await life.room.answers()).toEqual(LATEST);
  });

  test('every value that lost is in the history', async () => {
    const life = await live();
    for (const name of ['next', 'copy', 'memory', 'early'] as const) await post(life, life.batches[name]);
    const kept = (await life.room.history()).map((row) => [row.item_id, row.response_json]);
    expect(kept).toEqual(
      expect.arrayContaining([
        ['i2', '{"options":[{"index":1}]}'],
        ['i1', '{"options":[{"index":0}]}'],
        ['i3', '{"options":[{"index":2}]}'],
      ]),
    );
  });
});

test('a claim in between does not make the server forget what the writer said', async () => {
  const life = await live();
  const { run, writer: claimant, package: hash } = life.batches.next.sync;
  const claim = () =>
    life.room.write((db) =>
      claimRun(
        db,
        life.room.workspaceId,
        { sessionId: SESSION, deviceId: 'device-a'.padEnd(20, '0'), run, writer: claimant, package: hash },
        life.room.ctx(),
      ),
    );
  await claim();
  await post(life, life.batches.next);
  await claim();
  await post(life, life.batches.copy);
  expect(await life.room.answers()).toMatchObject({ i2: 3, i4: 3 });
});

test('what was put away meanwhile is put in order when the run is restored', async () => {
  const life = await live();
  await post(life, life.batches.early);
  const { run } = life.batches.early.sync;
  await life.room.operate(resetSession);
  for (const name of ['next', 'copy', 'memory'] as const) {
    expect(await post(life, life.batches[name])).toMatchObject({ outcome: 'stranded' });
  }
  await life.room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, run, ctx));
  expect(await life.room.answers(run)).toEqual(LATEST);
});

test('another device’s later life says nothing: the epoch decides between devices', async () => {
  const room = await openClassroom();
  rooms.push(room);
  const a = await writer(room, 'disk', { life: 7 });
  await a.send(a.save('i0', 1).batch());
  const b = await device(room, 'b');
  const claimed = await room.write((db) =>
    claimRun(
      db,
      room.workspaceId,
      { sessionId: SESSION, deviceId: b.deviceId, run: b.run, writer: b.writer, package: b.package },
      room.ctx(),
    ),
  );
  b.epoch = claimed.sessionState.epoch;
  await b.send(b.save('i0', 2).batch());
  expect(await room.answers()).toEqual({ i0: 2 });
});
