/*
 * Two tabs of one device. What one does takes several transactions, and before each of them in turn the other does something
 * whole. Oracle, whatever came in between:
 *
 *  1. What was said to be saved is there with its value once its student is in, or refused and then nowhere.
 *  2. No number stands for two changes, none is above the counter, and no more is acknowledged than the server said.
 *  3. A submit that waits for its receipt names just what the device holds.
 */
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimAnswer } from '../../../src/shared/contract/device.ts';
import { applyAnswer } from '../../../src/student/db/apply-answer.ts';
import { applyClaim } from '../../../src/student/db/apply-claim.ts';
import { applySessions } from '../../../src/student/db/apply-sessions.ts';
import { applyStatement } from '../../../src/student/db/apply-statement.ts';
import { cleanUp } from '../../../src/student/db/clean-up.ts';
import type { SatchelDatabase } from '../../../src/student/db/database.ts';
import { lockPartition } from '../../../src/student/db/lock.ts';
import { signInOffline, signInOnline } from '../../../src/student/db/partitions.ts';
import { quarantineAnswers } from '../../../src/student/db/quarantine.ts';
import { readRun } from '../../../src/student/db/read-row.ts';
import { takeTab } from '../../../src/student/db/runs.ts';
import { type SaveResult, saveAnswers } from '../../../src/student/db/save-answer.ts';
import { keepCopies } from '../../../src/student/db/second-copy.ts';
import { submitRun } from '../../../src/student/db/submit.ts';
import { describeAnswers } from '../../../src/student/db/submit-content.ts';
import { takeBackSubmit } from '../../../src/student/db/take-back.ts';
import { between } from './between.ts';
import { listedSession, listOf } from './listed.ts';
import { mapCopies } from './map-copies.ts';
import { answerOf, received } from './received.ts';
import { anAnswer, aRun, aSession, freshDatabase, PARTITION, RUN, T0, TAB, WRITER } from './rows.ts';

const TICKET = 'ABCDEFGH';
const ROTATED = 'ZZZZZZZZ';
const option = (index: number) => ({ options: [{ index }] });

let db: SatchelDatabase;
let other: SatchelDatabase;
/** The ticket that is the student's, as the server has it. */
let ticket: string;
/** What was said to be saved, by question. */
let saved: Map<string, number>;
/** The furthest that the server said it has. */
let told: number;

beforeEach(async () => {
  const indexedDB = new IDBFactory();
  db = freshDatabase(indexedDB);
  other = freshDatabase(indexedDB);
  ticket = TICKET;
  told = 1;
  await enter(db, TICKET);
  await db.sessions.put(aSession());
  await db.runs.put(aRun({ seq: 3, ackedSeq: 1 }));
  await db.answers.bulkPut([1, 2, 3].map((seq) => anAnswer({ seq, response: option(seq) })));
  saved = new Map([1, 2, 3].map((seq) => [`q${seq}`, seq]));
});
afterEach(() => {
  db.close();
  other.close();
});

const sealRun = async () => 'sealed';
const answer = { student: { id: 'student-1', name: 'Ada' }, workspace: { id: 'demo', name: 'Demo' } };
const enter = (on: SatchelDatabase, by: string) => signInOnline(on, by, { token: `d1.${by}`, ...answer }, 10);
const writing = { run: RUN, tab: TAB, now: T0, elapsedMs: 5 };

async function save(on: SatchelDatabase, questionId: string, index: number): Promise<SaveResult> {
  const result = await saveAnswers(on, writing, [{ itemId: 'item-1', questionId, response: option(index) }]);
  if (result.ok) saved.set(questionId, index);
  return result;
}

const rowsOf = async (on: SatchelDatabase) => ({
  run: readRun(await on.runs.get(RUN)),
  answers: await on.answers.toArray(),
});

type Act = (on: SatchelDatabase) => Promise<unknown>;

const acts: Record<string, Act> = {
  'saves another answer': (on) => save(on, 'q4', 7),
  'changes an answer that is on its way': (on) => save(on, 'q3', 8),
  submits: (on) => submitRun(on, writing),
  async 'submits, and hears that an answer was refused'(on) {
    await submitRun(on, writing);
    await quarantineAnswers(on, RUN, [{ itemId: 'item-1', questionId: 'q2', seq: 2, reason: 'too long' }]);
  },
  'takes its submit back': (on) => takeBackSubmit(on, writing),
  async 'submits, takes it back and submits again'(on) {
    await submitRun(on, writing);
    await takeBackSubmit(on, writing);
    await submitRun(on, writing);
  },
  'takes the test over': (on) => takeTab(on, RUN, 'tab-bbbbbbbbbbbbbbbb'),
  locks: (on) => lockPartition(on, PARTITION, { sealRun, now: () => T0, comesBack: false }),
  'signs in again': (on) => enter(on, ticket),
  'signs in without a network': (on) => signInOffline(on, ticket, T0),
  'signs in with a ticket that was rotated': (on) => {
    ticket = ROTATED;
    return enter(on, ROTATED);
  },
  async 'hears that the server has it'(on) {
    const { run, answers } = await rowsOf(on);
    if (run.sealed !== null || run.seq === run.ackedSeq) return;
    told = Math.max(told, run.seq);
    await applyAnswer(on, PARTITION, received(run, answers, { answer: answerOf({ ackedThrough: run.seq }) }), T0);
  },
  async 'hears that its submit does not add up'(on) {
    const { run, answers } = await rowsOf(on);
    if (run.sealed !== null || run.state !== 'submitted') return;
    told = Math.max(told, run.seq);
    const incomplete = answerOf({ outcome: 'incomplete', ackedThrough: run.seq, holds: {} });
    await applyAnswer(on, PARTITION, received(run, answers, { answer: incomplete }), T0);
  },
  'claims it, and hears what another device answered': (on) => {
    const claim: ClaimAnswer = {
      storeId: 'store-1',
      now: T0,
      examSession: { maturity: 'IN_PROGRESS', attempt: 1, run: RUN, epoch: 1, opening: 1, revision: 3 },
      responses: { 'item-1': { q9: option(9) } },
    };
    return applyClaim(on, { run: RUN, partition: PARTITION, ackedSeq: 1 }, claim, T0);
  },
  'hears of a server that was restored': (on) =>
    applySessions(on, PARTITION, listOf([listedSession()], { storeId: 'store-2', now: T0 + 5 }), T0),
  'hears that staff started it again': (on) =>
    applySessions(on, PARTITION, listOf([listedSession({ run: 'run-cccccccccccccccc' })], { now: T0 + 6 }), T0),
  'hears that an answer was refused': (on) =>
    quarantineAnswers(on, RUN, [{ itemId: 'item-1', questionId: 'q2', seq: 2, reason: 'too long' }]),
  'accepts what was signed for a file': (on) => {
    told = Math.max(told, 2);
    const payload = {
      session: 'session-1',
      run: RUN,
      writer: WRITER,
      through: 2,
      count: 2,
      standing: 'answers' as const,
    };
    return applyStatement(on, {
      kind: 'held',
      jws: 'h.p.s',
      payload: { ...payload, receivedAt: '2026-03-02T10:00:00Z' },
    });
  },
  'cleans up': (on) => cleanUp(on, { now: T0 + 1e12, workspaceId: 'demo', clearReceivedAt: T0 + 1e12 }),
  'keeps a second copy': (on) => keepCopies({ db: on, copies: mapCopies(), sealRun, now: () => T0 }, new Map()),
};

/** Its student is in, whoever left meanwhile. */
async function comeBack(): Promise<void> {
  await enter(db, ticket);
  const { run } = await rowsOf(db);
  if (run.sealed === 'lost') expect(await db.outbox.get([RUN, run.writer])).toMatchObject({ sent: false });
}

async function expectNothingLost({ mayBeSealed }: { mayBeSealed: boolean }): Promise<void> {
  await comeBack();
  const { run, answers } = await rowsOf(db);
  // Sealed under a ticket that was rotated afterwards: what is unsent goes up by the outbox, and comes back from there.
  if (mayBeSealed && run.sealed === 'lost') return;
  expect(run.sealed).toBeNull();
  const values = Object.fromEntries(answers.map(({ questionId, response }) => [questionId, response]));
  for (const [questionId, index] of saved) expect(values[questionId]).toEqual(option(index));
  const own = answers.filter(({ foreign }) => !foreign);
  expect(new Set(own.map(({ seq }) => seq)).size).toBe(own.length);
  for (const { seq } of own) expect(seq).toBeLessThanOrEqual(run.seq);
  expect(run.ackedSeq).toBeLessThanOrEqual(Math.min(run.seq, told));
  if (run.state !== 'submitted' || run.submit === null) return;
  const { count, digest } = await describeAnswers(answers);
  expect(run.submit).toMatchObject({ count, digest, through: run.seq });
}

/** What takes several steps, and what can come between them that matters to it. */
const pairs: Record<string, string[]> = {
  submits: [
    'saves another answer',
    'changes an answer that is on its way',
    'submits',
    'takes its submit back',
    'takes the test over',
    'locks',
    'hears that the server has it',
    'hears that an answer was refused',
    'hears that staff started it again',
    'claims it, and hears what another device answered',
    'accepts what was signed for a file',
  ],
  locks: [
    'saves another answer',
    'changes an answer that is on its way',
    'submits',
    'locks',
    'signs in again',
    'signs in with a ticket that was rotated',
    'hears that the server has it',
    'hears that an answer was refused',
    'hears of a server that was restored',
    'claims it, and hears what another device answered',
    'accepts what was signed for a file',
  ],
  'signs in with a ticket that was rotated': ['saves another answer', 'locks', 'cleans up', 'signs in again'],
  'signs in without a network': ['locks', 'signs in with a ticket that was rotated', 'submits'],
  'hears of a server that was restored': [
    'saves another answer',
    'submits',
    'locks',
    'hears that the server has it',
    'hears that staff started it again',
    'accepts what was signed for a file',
  ],
  'hears that an answer was refused': [
    'saves another answer',
    'submits',
    'locks',
    'hears that the server has it',
    'hears of a server that was restored',
  ],
  'submits, and hears that an answer was refused': [
    'changes an answer that is on its way',
    'hears that its submit does not add up',
    'hears that the server has it',
  ],
  'submits, takes it back and submits again': [
    'saves another answer',
    'locks',
    'hears that its submit does not add up',
    'hears that the server has it',
    'hears that staff started it again',
  ],
  'keeps a second copy': ['saves another answer', 'locks'],
};

describe.each(Object.entries(pairs))('while one tab %s', (first, seconds) => {
  test.each(seconds)('the other one %s, before any step of it', async (second) => {
    for (let at = 0, steps = 1; at < steps; at++) {
      if (at > 0) await afresh();
      const [work, meanwhile] = [acts[first], acts[second]];
      if (!work || !meanwhile) return expect.fail('no such act');
      steps = await between(
        db,
        () => work(db),
        at,
        () => meanwhile(other),
      );
      // A lock that finds the student's key changed seals under the new one: nothing is ever out of reach.
      await expectNothingLost({ mayBeSealed: first !== 'locks' });
    }
  });
});

/** The device as it was before. */
async function afresh(): Promise<void> {
  for (const table of db.tables) await table.clear();
  ticket = TICKET;
  told = 1;
  await enter(db, TICKET);
  await db.sessions.put(aSession());
  await db.runs.put(aRun({ seq: 3, ackedSeq: 1 }));
  await db.answers.bulkPut([1, 2, 3].map((seq) => anAnswer({ seq, response: option(seq) })));
  saved = new Map([1, 2, 3].map((seq) => [`q${seq}`, seq]));
}
