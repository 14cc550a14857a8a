/*
 * A class that uploads: what each device sent, what was answered 200, and what of it the server says that it holds. The
 * server's own list is the oracle of every crash test.
 */
import { expect } from 'vitest';
import { listAnswer } from '../../src/shared/contract/exam-session.ts';
import {
  batchBody,
  choiceExam,
  createSession,
  type Given,
  integrator,
  openDevice,
  putExam,
  type WireDevice,
} from '../support/wire-client.ts';

const QUESTIONS = 40;
const BATCH = 4;
/** Devices that are made ready at the same time: their writes share commits. */
const AT_ONCE = 25;

export interface Classmate {
  device: WireDevice & { token: string };
  /** What was answered 200. */
  acked: Given[];
  /** What was sent last and not answered: it may be there whole or not at all. */
  inFlight: Given[];
  seq: number;
}

/** An exam, and so many students with a device each that has signed in and opened it. */
export async function openClass(url: string, size: number): Promise<{ configId: string; classmates: Classmate[] }> {
  const configId = await putExam(url, 'crash', choiceExam(QUESTIONS));
  const open = async (n: number): Promise<Classmate> => {
    const session = await createSession(url, configId, `student-${n}`);
    const device = await openDevice(url, session.ticket, String(n).padStart(3, '0'));
    return { device, acked: [], inFlight: [], seq: 0 };
  };
  const classmates: Classmate[] = [];
  while (classmates.length < size) {
    const group = Array.from({ length: Math.min(AT_ONCE, size - classmates.length) }, (_, n) => classmates.length + n);
    classmates.push(...(await Promise.all(group.map(open))));
  }
  return { configId, classmates };
}

/** What goes up next: what was not answered once more, or else new answers, each with a value that tells its number. */
export function nextBatch(classmate: Classmate): { body: string; lastSeq: number } {
  if (classmate.inFlight.length === 0) {
    classmate.inFlight = Array.from({ length: BATCH }, () => {
      const seq = ++classmate.seq;
      const n = (seq * 7) % QUESTIONS;
      return { itemId: `item-${n}`, questionId: `q-${n}`, response: { options: [{ index: seq % 4 }] }, seq };
    });
  }
  const given = classmate.inFlight;
  const lastSeq = given.at(-1)?.seq ?? 0;
  return { body: batchBody(classmate.device, given, { baseSeq: (given[0]?.seq ?? 1) - 1, lastSeq }), lastSeq };
}

/** The batch in flight was answered 200. */
export function acknowledged(classmate: Classmate): void {
  classmate.acked.push(...classmate.inFlight);
  classmate.inFlight = [];
}

/** The latest value of each question, of batches in the order they were sent. */
export const latest = (given: Given[]) => new Map(given.map((answer) => [answer.itemId, answer.response]));

/** Asks the server for all that it holds, and compares. */
export async function expectAllThereOnce(url: string, classmates: Classmate[]): Promise<void> {
  const path = `/api/exam-sessions?include[]=responses&limit=1000`;
  const { items } = listAnswer.parse(await integrator(url, 'POST', path, {}));
  const responses = new Map(items.map(({ examSession }) => [examSession.id, examSession.responses ?? {}]));
  for (const { device, acked, inFlight } of classmates) {
    const held = responses.get(device.session.id) ?? {};
    const values = new Map(Object.entries(held).map(([itemId, questions]) => [itemId, Object.values(questions)[0]]));
    const without = latest(acked);
    const withInFlight = latest([...acked, ...inFlight]);
    // A batch in flight is there whole or not at all: one of exactly two states is right.
    expect([Object.fromEntries(without), Object.fromEntries(withInFlight)]).toContainEqual(Object.fromEntries(values));
  }
}

export const countAcked = (classmates: Classmate[]) => classmates.reduce((sum, { acked }) => sum + acked.length, 0);
