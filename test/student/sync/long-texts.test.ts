/*
 * Texts as long as an answer may be, of the characters that weigh most in UTF-8, in JSON and once compressed. Oracle: the server
 * has each as it was saved, and refused none: what the screen lets somebody write must never be more than a body may have.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';
import { MAX_TEXT } from '../../../src/student/ui/interactions/fit-text.ts';
import { type Device, openSchool, type School, TAB } from './classroom.ts';

/** As a generator of Lehmer's gives them: of a text that repeats itself, gzip would leave nothing. */
function scattered(from: number, count: number): string {
  let state = 1;
  return Array.from({ length: MAX_TEXT }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCharCode(from + (state % count));
  }).join('');
}

const TEXTS = [
  scattered(0x4e00, 20_000),
  scattered(1, 31),
  scattered(0x20, 95),
  '"\\\n'.repeat(MAX_TEXT / 3),
  '😀'.repeat(MAX_TEXT / 2),
  ...Array.from({ length: 7 }, (_, at) => scattered(0x5000 + at, 15_000)),
];

let school: School;
let device: Device;
let run: string;
let sessionId: string;

beforeEach(async () => {
  school = await openSchool();
  const question = { id: 'q', interactionType: 'extendedText', prompt: '<p>Write.</p>' };
  const items = TEXTS.map((_, at) => ({ id: `item-${at}`, name: '', body: '', questions: [question] }));
  await school.putExam(0, { items });
  const seat = await school.createSession('ada', await school.createConfig());
  device = school.device();
  sessionId = seat.sessionId;
  run = await device.start(seat);
  for (const [at, value] of TEXTS.entries()) {
    const change = { itemId: `item-${at}`, questionId: 'q', response: { value } };
    await saveAnswers(device.db, { run, tab: TAB, now: device.now, elapsedMs: 10 }, [change]);
  }
  await device.submit(run);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await school.close();
});

async function expectAllThere(): Promise<void> {
  const { maturity, responses } = await school.getSession(sessionId);
  expect(maturity).toBe('COMPLETE');
  for (const [at, value] of TEXTS.entries()) expect(responses?.[`item-${at}`]?.q, `text ${at}`).toEqual({ value });
}

test.each(['compressed', 'by a browser that compresses nothing'])('all of them arrive, %s', async (how) => {
  if (how !== 'compressed') vi.stubGlobal('CompressionStream', undefined);
  await device.upload();
  await expectAllThere();
  expect(await device.run(run)).toMatchObject({ state: 'received', problem: null });
});

test('all of them arrive sealed, when the student left first', async () => {
  await device.signOut();
  await device.upload();
  await expectAllThere();
});
