/*
 * The browser is killed again and again while a student answers and types, and while answers go up over a line of 24 kbit/s.
 * Oracle: what the page itself said, heard outside of it before the kill. Everything of which it said "Saved on this
 * device" is in the rows of the next browser on that profile, everything of which it said "Saved on the server" is on the
 * server, as it was or as it was answered since. A status that is ahead of the commit, or of the acknowledgement, makes
 * it fail.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seededRandom } from '../../src/shared/lib/seeded-random.ts';
import type { Browser } from '../support/chromium.ts';
import { SLOW, startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { getSession } from '../support/wire-client.ts';
import { openSchoolBehind, type School } from './school.ts';
import { asWord, EXAM, giveExam, OPTIONS, QUESTIONS } from './slow-exam.ts';
import {
  getReady,
  goToQuestion,
  isReceived,
  questionIsUp,
  rowsOnDevice,
  signIn,
  submitTest,
  testLine,
} from './student-page.ts';
import { listenTo, type Said } from './witness.ts';

/** While answering, and while an upload is on the line. */
const KILLS = { answering: 4, uploading: 3 };
const UPLOAD = /^POST \S+\/responses$/;

let school: School<TcpProxy>;
let browser: Browser;
let sessionId: string;
/** Where the student goes and what they answer, and when they are interrupted. */
const random = seededRandom('student');
const kills = seededRandom('kills');

beforeEach(async () => {
  school = await openSchoolBehind(startTcpProxy, { DEMO: '0' });
  const given = await giveExam(school.server.url);
  sessionId = given.sessionId;
  await open();
  await signIn(browser.page, given.ticket);
  await getReady(browser.page, EXAM);
  await testLine(browser.page, EXAM).getByRole('button', { name: 'Start test' }).click();
  await questionIsUp(browser.page, 1);
});
afterEach(() => school.close());

async function open(): Promise<void> {
  browser = await school.openBrowser();
  await listenTo(browser.context, hear);
  await browser.page.goto(school.network.url);
}

/** What was ever given to a question, in its order: indexes of options, or a text as far as it came. */
const given = new Map<number, string[]>();
/** What a question holds, as far as the student knows. */
const shown = new Map<number, string>();
/** What a page last claimed of each question. */
const claimed = { device: new Map<number, string>(), server: new Map<number, string>() };
let claims = 0;
/** Called by the claim of that number, in the moment that it is heard. */
const awaited = new Map<number, () => void>();

function hear(said: Said): void {
  if (said.kind !== 'saved') return;
  claims += 1;
  awaited.get(claims)?.();
  for (const [number, value] of Object.entries(said.values)) claimed.device.set(Number(number), value);
  // It speaks of the whole test: of what was answered before this page was opened too.
  if (said.where === 'server') for (const [number, value] of claimed.device) claimed.server.set(number, value);
}

/** Answers one question after the other, until the browser is gone. */
async function answerOn(): Promise<never> {
  for (;;) await answer(1 + random(QUESTIONS));
}

async function answer(n: number): Promise<void> {
  const { page } = browser;
  const main = page.getByRole('main');
  await goToQuestion(page, n);
  if (n % 2 !== 0) {
    const index = (Number(shown.get(n) ?? random(OPTIONS)) + 1) % OPTIONS;
    give(n, String(index));
    await main.locator('label:has(input[type=radio])').nth(index).click();
    return;
  }
  // The heading takes the focus, and would take it from the field.
  await main.locator('h2:focus').waitFor();
  await main.getByRole('textbox').focus();
  await page.keyboard.press('Control+End');
  for (const letter of ['sun ', 'rain ', 'and wind '][random(3)] ?? '') {
    give(n, (shown.get(n) ?? '') + letter);
    await page.keyboard.type(letter, { delay: random(40) });
  }
}

function give(n: number, value: string): void {
  given.set(n, [...(given.get(n) ?? []), value]);
  shown.set(n, value);
}

/** Whether a value stands for a claim: it is what was claimed, or what was given after that. */
function stands(n: number, value: string, claim: string): boolean {
  const values = given.get(n) ?? [];
  return values.slice(values.lastIndexOf(claim)).includes(value);
}

/** The student goes on answering until `reached`; then the browser goes away from under them, and is opened again. */
async function killWhen(reached: () => Promise<void>): Promise<void> {
  let gone = false;
  const answering = answerOn().catch((error: unknown) => {
    if (!gone) throw error;
  });
  await Promise.race([reached(), answering]);
  gone = true;
  await browser.kill();
  await answering;
  await open();
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}

/** Waits until more uploads than so many have begun, and for as long as one may take on this line. */
async function uploadIsUnderWay(before: number): Promise<void> {
  await until(() => uploads() > before);
  await wait(kills(900));
}

const uploads = () => school.network.seen.filter((request) => UPLOAD.test(request)).length;

async function expectClaimsKept(kill: string): Promise<void> {
  const rows = await rowsOnDevice(browser.page, 'answers');
  const { responses } = await getSession(school.server.url, sessionId);
  for (const row of rows) shown.set(Number(String(row.itemId).slice('item-'.length)), asWord(row.response));
  for (const n of given.keys()) if (!rows.some(({ itemId }) => itemId === `item-${n}`)) shown.delete(n);
  for (const [n, claim] of claimed.device) {
    const value = shown.get(n) ?? '';
    expect(stands(n, value, claim), `${kill}: question ${n} was saved as “${claim}” and is “${value}”`).toBe(true);
  }
  for (const [n, claim] of claimed.server) {
    const value = asWord(responses?.[`item-${n}`]?.q);
    expect(stands(n, value, claim), `${kill}: the server had “${claim}” of ${n} and has “${value}”`).toBe(true);
  }
}

test('whatever a page said was saved is there after each kill, and the whole test arrives', async () => {
  const { network, server } = school;
  for (let kill = 1; kill <= KILLS.answering; kill++) {
    const enough = claims + 1 + kills(4);
    // Every other one as soon as "saved" is said: what is not saved then shows.
    const delay = kill % 2 === 0 ? kills(80) : 0;
    await killWhen(async () => {
      await new Promise<void>((heard) => awaited.set(enough, heard));
      if (delay > 0) await wait(delay);
    });
    await expectClaimsKept(`kill ${kill} while answering`);
  }
  network.rate = SLOW;
  for (let kill = 1; kill <= KILLS.uploading; kill++) {
    const before = uploads();
    await killWhen(() => uploadIsUnderWay(before));
    await expectClaimsKept(`kill ${kill} while uploading`);
  }

  for (let n = 1; n <= QUESTIONS; n++) await answer(n);
  const before = uploads();
  await submitTest(browser.page);
  await uploadIsUnderWay(before);
  await browser.kill();
  await open();
  network.rate = Number.POSITIVE_INFINITY;
  await browser.page.getByRole('heading', { name: 'Test submitted' }).waitFor();
  await isReceived(browser.page);
  await expectClaimsKept('the kill after the submit');
  const session = await getSession(server.url, sessionId);
  expect(session.maturity).toBe('COMPLETE');
  const held = Array.from({ length: QUESTIONS }, (_, n) => asWord(session.responses?.[`item-${n + 1}`]?.q));
  expect(held).toEqual(Array.from({ length: QUESTIONS }, (_, n) => shown.get(n + 1)));
  const { size } = claimed.server;
  console.log(
    `${KILLS.answering + KILLS.uploading + 1} kills, ${claims} claims heard (${size} questions on the server), 0 lost`,
  );
}, 300_000);
