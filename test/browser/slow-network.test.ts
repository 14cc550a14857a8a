/*
 * One student's whole test over 24 kbit/s that breaks in the middle of requests and of answers. Oracle: the requests that
 * the line itself saw, what was clicked and typed, and what the server holds at the end. A download that starts over, an
 * answer that counts as sent because its request went out, each makes it fail.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Browser } from '../support/chromium.ts';
import { type Cut, SLOW, startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { getSession } from '../support/wire-client.ts';
import { openSchoolBehind, type School } from './school.ts';
import { asWord, EXAM, giveExam, PICTURE_BYTES, QUESTIONS } from './slow-exam.ts';
import { isReceived, isSaved, next, questionIsUp, signIn, submitTest, testLine } from './student-page.ts';
import { listenTo, type Said } from './witness.ts';

const PICTURES = 3;

let school: School<TcpProxy>;
let browser: Browser;
let sessionId: string;
let said: Said[];

beforeEach(async () => {
  school = await openSchoolBehind(startTcpProxy, { DEMO: '0' });
  const given = await giveExam(school.server.url, PICTURES);
  sessionId = given.sessionId;
  browser = await school.openBrowser();
  said = [];
  await listenTo(browser.context, (one) => said.push(one));
  await browser.page.goto(school.network.url);
  await signIn(browser.page, given.ticket);
});
afterEach(() => school.close());

/** From now on requests of this kind are cut, one after the other, as the list says; the others are not. */
function cut(kind: RegExp, ...cuts: Cut[]): () => number {
  school.network.seen.length = 0;
  school.network.cut = (request) => (kind.test(request) ? (cuts.shift() ?? null) : null);
  return () => cuts.length;
}

const seen = (kind: RegExp) => school.network.seen.filter((request) => kind.test(request));

test('a test comes and goes over a line of 24 kbit/s that breaks again and again: it goes on where it was, and all is received', async () => {
  const { page } = browser;
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  school.network.rate = SLOW;

  const MEDIA = /^GET \/api\/media\//;
  const left = cut(MEDIA, null, { down: PICTURE_BYTES / 2 }, { up: 100 }, null, { down: 20 }, { down: PICTURE_BYTES });
  const line = testLine(page, EXAM);
  const getReady = line.getByRole('button', { name: 'Get ready for offline' });
  const tries = async (n: number): Promise<number> => {
    const before = said.length;
    await getReady.click();
    // Until the page says that it comes, what it said of the try before still stands there.
    await expect.poll(() => said.length).toBeGreaterThan(before);
    const ready = line.getByText('Ready for offline', { exact: true });
    await ready.or(line.getByRole('alert').filter({ hasText: 'What came stays' })).waitFor();
    return (await ready.isVisible()) ? n : await tries(n + 1);
  };
  // What breaks before any of its answer came the browser may try again by itself.
  expect(await tries(1)).toBeGreaterThan(2);
  expect(left()).toBe(0);
  expect(seen(/^GET \/api\/package\//)).toHaveLength(1);
  const [first, ...others] = seen(MEDIA);
  // It came whole, and was not asked for again.
  expect(others).not.toContain(first);
  const shown = said.flatMap((one) => (one.kind === 'progress' ? [one] : []));
  const total = shown.at(-1)?.total ?? 0;
  expect(total).toBeGreaterThan(PICTURES * PICTURE_BYTES);
  const between = new Set(shown.map(({ done }) => done).filter((done) => done > 0 && done < total));
  expect(between.size).toBeGreaterThan(PICTURES);

  await line.getByRole('button', { name: 'Start test' }).click();
  const UPLOAD = /^POST \S+\/responses$/;
  const uncut = cut(UPLOAD, { up: 0 }, { up: 300 }, { down: 400 });
  const answers: string[] = [];
  for (let n = 1; n <= QUESTIONS; n++) {
    await questionIsUp(page, n);
    answers.push(await answer(n));
    if (n < QUESTIONS) await next(page);
  }
  await submitTest(page);
  await isReceived(page);
  expect(uncut()).toBe(0);

  const session = await getSession(school.server.url, sessionId);
  expect(session.maturity).toBe('COMPLETE');
  const held = Array.from({ length: QUESTIONS }, (_, n) => asWord(session.responses?.[`item-${n + 1}`]?.q));
  expect(held).toEqual(answers);
});

async function answer(n: number): Promise<string> {
  const { page } = browser;
  const main = page.getByRole('main');
  const text = `Because of ${n} clouds.`;
  if (n % 2 === 0) await main.getByRole('textbox').fill(text);
  else
    await main
      .locator('label:has(input[type=radio])')
      .nth(n % 4)
      .click();
  await isSaved(page);
  return n % 2 === 0 ? text : String(n % 4);
}
