/*
 * Every kind of batch on a session in every state. Oracle: the table below, written from the sync contract; and, of every cell:
 * each change that was acknowledged is in the answers, the history or the journal of the run that it was given for, and the very
 * same batch once more changes nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../../src/server/http/problem.ts';
import type { SessionContext } from '../../../src/server/session/context.ts';
import { receiveBatch } from '../../../src/server/session/receive-batch.ts';
import type { Db } from '../../../src/server/store/store.ts';
import type { SyncAnswer, SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { QUESTION, SESSION } from './classroom.ts';
import { dumpSession, type SessionTable } from './dump.ts';
import { attempt, openScene, type Scene, STATE_NAMES, type StateName } from './states.ts';
import { choose, TestDevice } from './test-device.ts';

interface Sent {
  by: TestDevice;
  body: SyncBody;
}

/** A device as it stands, to be changed without changing the one of the scene. */
function copyOf(scene: Scene, name: string, of: TestDevice): TestDevice {
  const { run, writer, epoch, opening, seq, acked, submits, own } = of;
  const copy = Object.assign(new TestDevice(scene.room, name, run), { writer, epoch, opening, seq, acked, submits });
  for (const [key, answer] of own) copy.own.set(key, answer);
  return copy;
}

const BATCHES = {
  'a new answer of its device': (scene) => {
    const by = copyOf(scene, 'a', scene.a).save('i4', 2);
    return { by, body: by.batch() };
  },
  'another answer of its device to what it has answered': (scene) => {
    const by = copyOf(scene, 'a', scene.a).save('i0', 3);
    return { by, body: by.batch() };
  },
  'a clearing of its device': (scene) => {
    const by = copyOf(scene, 'a', scene.a).save('i0', null);
    return { by, body: by.batch() };
  },
  'a submit of its device': (scene) => {
    const by = copyOf(scene, 'a', scene.a);
    return { by, body: by.batch({ submit: by.claim() }) };
  },
  'a submit of its device that does not add up': (scene) => {
    const by = copyOf(scene, 'a', scene.a);
    return { by, body: by.batch({ submit: by.claim({ count: 5, digest: 'f'.repeat(64) }) }) };
  },
  'a batch of its device with a hole before it': (scene) => {
    const by = copyOf(scene, 'a', scene.a).save('i3', 1).save('i4', 2);
    return { by, body: by.batch({ baseSeq: by.seq - 1 }) };
  },
  'everything of its device from the first number on': (scene) => {
    const by = copyOf(scene, 'a', scene.a).save('constructor', 1);
    return { by, body: by.batch({ baseSeq: 0 }) };
  },
  'answers of another device': (scene) => {
    const by = copyOf(scene, 'b', scene.b).save('i2', 1);
    return { by, body: by.batch({ baseSeq: 0 }) };
  },
  'a submit of another device': (scene) => {
    const by = copyOf(scene, 'b', scene.b).save('i2', 1);
    return { by, body: by.batch({ baseSeq: 0, submit: by.claim() }) };
  },
  'nothing at all, of its device': (scene) => {
    const by = copyOf(scene, 'a', scene.a);
    return { by, body: by.batch() };
  },
} satisfies Record<string, (scene: Scene) => Sent>;
type BatchName = keyof typeof BATCHES;
const BATCH_NAMES = (Object.keys(BATCHES) as BatchName[]).map((name) => name);

const [NEW, BEGUN, DONE] = ['NOT_STARTED', 'IN_PROGRESS', 'COMPLETE'] as const;
const COUNTS = 'applied, ';
const RECEIPT = ', with a receipt';
const kept = (maturity: string) => `stranded, ${maturity}, with a held`;
/** Of a run that is not current: kept, whatever it is, but for one with a hole. */
const awayIn = (maturity: string): Record<BatchName, string> => ({
  ...(Object.fromEntries(BATCH_NAMES.map((name) => [name, kept(maturity)])) as Record<BatchName, string>),
  'a batch of its device with a hole before it': `gap, ${maturity}`,
});

/** Nobody has answered, and nobody has the run but perhaps its device. */
const fresh: Record<BatchName, string> = {
  'a new answer of its device': COUNTS + BEGUN,
  'another answer of its device to what it has answered': COUNTS + BEGUN,
  'a clearing of its device': COUNTS + BEGUN,
  'a submit of its device': COUNTS + DONE + RECEIPT,
  'a submit of its device that does not add up': `incomplete, ${NEW}`,
  'a batch of its device with a hole before it': `gap, ${NEW}`,
  'everything of its device from the first number on': COUNTS + BEGUN,
  'answers of another device': COUNTS + BEGUN,
  'a submit of another device': COUNTS + DONE + RECEIPT,
  'nothing at all, of its device': COUNTS + NEW,
};
const begun: Record<BatchName, string> = {
  ...fresh,
  'a submit of its device that does not add up': `incomplete, ${BEGUN}`,
  'a batch of its device with a hole before it': `gap, ${BEGUN}`,
  'answers of another device': kept(BEGUN),
  'a submit of another device': kept(BEGUN),
  'nothing at all, of its device': COUNTS + BEGUN,
};
const done: Record<BatchName, string> = {
  'a new answer of its device': COUNTS + DONE + RECEIPT,
  'another answer of its device to what it has answered': COUNTS + DONE + RECEIPT,
  'a clearing of its device': COUNTS + DONE + RECEIPT,
  'a submit of its device': COUNTS + DONE + RECEIPT,
  'a submit of its device that does not add up': `incomplete, ${DONE}`,
  'a batch of its device with a hole before it': `gap, ${DONE}`,
  'everything of its device from the first number on': COUNTS + DONE + RECEIPT,
  'answers of another device': kept(DONE),
  'a submit of another device': kept(DONE),
  'nothing at all, of its device': COUNTS + DONE,
};

const TABLE: Record<StateName, Record<BatchName, string>> = {
  untouched: fresh,
  'claimed, and nothing answered': {
    ...fresh,
    // It fills what its holder has not answered, and that begins the attempt.
    'answers of another device': kept(BEGUN),
    'a submit of another device': kept(BEGUN),
  },
  'in progress': begun,
  'in progress by an integrator': {
    ...begun,
    'answers of another device': COUNTS + BEGUN,
    'a submit of another device': COUNTS + DONE + RECEIPT,
  },
  'in progress, and released': {
    ...begun,
    'answers of another device': COUNTS + BEGUN,
    'a submit of another device': COUNTS + DONE + RECEIPT,
  },
  'in progress, with a stranger’s answers in the journal': begun,
  complete: done,
  reopened: begun,
  'at an untouched second attempt': awayIn(NEW),
  'in its second attempt': awayIn(BEGUN),
  'complete with its second attempt': awayIn(DONE),
  'reset, and untouched since': awayIn(NEW),
  'reset, and begun again': awayIn(BEGUN),
  'reset after two attempts': awayIn(NEW),
  restored: done,
};

const said = ({ outcome, examSession, receipt, held }: SyncAnswer) =>
  `${outcome}, ${examSession.maturity}${receipt ? RECEIPT : ''}${held ? ', with a held' : ''}`;

/** Where the changes of a batch are, each by what it says: nowhere is a lost answer. */
function expectKept({ body }: Sent, answer: SyncAnswer, { answers, history, journal }: SessionTable): void {
  const { run, writer, seqs } = body.sync;
  const rows = [...answers, ...(history as typeof answers), ...journal].map((row) =>
    JSON.stringify([row.run_id, row.writer, row.item_id, row.seq, row.response_json]),
  );
  for (const { itemId, questions } of body.responses) {
    const seq = seqs[itemId]?.[QUESTION] ?? 0;
    if (seq > answer.ackedThrough) continue;
    const given = questions[0]?.response ?? null;
    expect(rows).toContain(JSON.stringify([run, writer, itemId, seq, given && JSON.stringify(given)]));
  }
}

/** Answers of a run that is put away, and what was signed for, stay; a run has one holder, whose values nobody replaces. */
function expectUntouched(scene: Scene, name: BatchName, before: SessionTable, after: SessionTable): void {
  expect(after.history).toEqual(expect.arrayContaining(before.history));
  expect(after.events).toEqual(expect.arrayContaining(before.events));
  const isAway = before.session.current_run !== scene.first;
  if (isAway) expect(after.answers).toEqual(before.answers);
  const ofHolder = before.answers.filter(({ writer, source }) => writer === scene.a.writer && source === 'device');
  const isStranger = name.endsWith('another device');
  const holder = before.runs.find(({ run_id }) => run_id === scene.first);
  if (isStranger && holder?.holder === scene.a.deviceId && holder.released === 0) {
    expect(after.answers).toEqual(expect.arrayContaining(ofHolder));
  }
}

const receive = (scene: Scene, { by, body }: Sent, db: Db, ctx: SessionContext) =>
  receiveBatch(db, scene.room.workspaceId, { sessionId: SESSION, run: by.run, deviceId: by.deviceId, body }, ctx);

describe.each(STATE_NAMES)('to a session that is %s', (state) => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene(state);
  });
  afterAll(() => scene.room.close());

  test.each(BATCH_NAMES)('comes %s', async (name) => {
    const sent = BATCHES[name](scene);
    let answer: SyncAnswer | undefined;
    const tried = await attempt(scene, dumpSession, async (db, ctx) => {
      answer = await receive(scene, sent, db, ctx);
      const once = await dumpSession(db);
      const again = await receive(scene, sent, db, { ...ctx, now: ctx.now + 1000 });
      return { answer, once, again };
    });
    if (!tried.ok) throw tried.error;
    const { once, again } = tried.value;
    expect(said(tried.value.answer)).toBe(TABLE[state][name]);
    expectKept(sent, tried.value.answer, once);
    expectUntouched(scene, name, tried.before, once);
    // A repeat is known as one, and told the same.
    expect([again.outcome, again.ackedThrough]).toEqual([tried.value.answer.outcome, tried.value.answer.ackedThrough]);
    expect(tried.after).toEqual(once);
  });

  test('comes a batch that names another run than its token: it is not found, and nothing changes', async () => {
    const { by, body } = BATCHES['a new answer of its device'](scene);
    const forged = { by, body: { ...body, sync: { ...body.sync, run: 'run-of-nobody-at-all' } } };
    const tried = await attempt(scene, dumpSession, (db, ctx) => receive(scene, forged, db, ctx));
    expect(tried).toMatchObject({ ok: false, error: expect.any(ProblemError) });
    expect(tried.after).toEqual(tried.before);
  });

  test('comes a value that does not fit: refused by name where it would count, kept whole where it would not', async () => {
    const by = copyOf(scene, 'a', scene.a).save('i4', 2).save('constructor', 1);
    const body = by.batch();
    const [misfit] = body.responses;
    if (misfit?.questions[0]) misfit.questions[0].response = choose(77);
    const tried = await attempt(scene, dumpSession, (db, ctx) => receive(scene, { by, body }, db, ctx));
    if (scene.first !== tried.before.session.current_run) {
      expect(tried).toMatchObject({ ok: true, value: { outcome: 'stranded' } });
      expect(tried.after.journal.length).toBe(tried.before.journal.length + 2);
      return;
    }
    expect(tried).toMatchObject({ ok: false, error: { problem: 'invalid' } });
    const { issues } = (tried.ok ? {} : tried.error) as ProblemError;
    expect(issues?.map(({ path }) => path)).toEqual([['responses', 0, 'questions', 0, 'response']]);
    expect(tried.after).toEqual(tried.before);
  });
});
