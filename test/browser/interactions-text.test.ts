/*
 * Every question that is read, typed, slid or chosen in a text, answered offline with a mouse, with a finger and with the
 * keyboard alone. Oracle: responses and points written down by hand; the device's own results, compared with the
 * server's. Options are shuffled, so that a position taken for an index fails.
 */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../support/chromium.ts';
import { textExam } from '../support/text-exam.ts';
import { createSession, getSession, putExam } from '../support/wire-client.ts';
import { openSchool, type School } from './school.ts';
import { getReady, isReceived, isSaved, rowsOnDevice, signIn, submitTest, testLine } from './student-page.ts';
import { type Answers, POINTS, RIGHT, responsesOf, WRONG } from './text-answers.ts';
import { byKeyboard, byMouse, byTouch, type Hand } from './text-hands.ts';

/** The first question of each item, as the screen counts. */
const AT = { ferry: 2, why: 7, share: 8, price: 9, code: 10, essay: 11, nouns: 12, mistake: 13, depth: 14, tide: 15 };
const BELL = { heard: 16, tones: 17, again: 18 };
const SKETCH = 19;

let school: School;
let browser: Browser;
let configId: string;
let isCut = false;

beforeAll(async () => {
  school = await openSchool();
  const { url } = school.server;
  const config = {
    keyRelease: 'submit',
    showScoreOnComplete: true,
    showCorrectAnswersOnComplete: true,
    shuffleOptions: true,
  };
  configId = await putExam(url, 'words', textExam, config);
  browser = await school.openBrowser();
});
afterAll(() => school.close());
afterEach(() => online());

async function online(): Promise<void> {
  if (isCut) await school.network.restore();
  isCut = false;
}

/** A student of their own, signed in, with the test on the device and the network gone. */
async function startOffline(page: Page, name: string): Promise<string> {
  const { id, ticket } = await createSession(school.server.url, configId, name);
  await page.goto(school.network.url);
  await signIn(page, ticket);
  await getReady(page, textExam.name);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await school.network.cut();
  isCut = true;
  await testLine(page, textExam.name).getByRole('button', { name: 'Start test' }).click();
  await page.getByRole('heading', { name: 'Question 1 of 19', exact: true }).waitFor();
  return id;
}

const main = (page: Page) => page.getByRole('main');
const stitch = (page: Page, n: number) => page.getByRole('button', { name: `Question ${n}`, exact: true });

async function next(page: Page, hand: Hand, heading: string): Promise<void> {
  await hand.press(page.getByRole('button', { name: 'Next' }));
  await page.getByRole('heading', { name: heading, exact: true }).waitFor();
}

/** Goes through the test and answers all of it. @param look is called with each question, answered */
async function answerAll(page: Page, hand: Hand, answers: Answers, look: (page: Page) => Promise<void>): Promise<void> {
  const on = main(page);
  const step = (n: number) => next(page, hand, `Question ${n} of 19`);
  await look(page);

  await next(page, hand, 'Questions 2 to 6 of 19');
  await hand.pick(on.getByRole('combobox', { name: 'Question 2' }), answers.from);
  await hand.write(on.getByRole('textbox', { name: 'Question 3' }), answers.hour);
  await hand.write(on.getByRole('textbox', { name: 'Question 4' }), answers.day);
  await hand.pick(on.getByRole('combobox', { name: 'Question 5' }), answers.sea);
  await hand.press(on.getByRole('radio', { name: answers.sick }));
  await hand.write(on.getByRole('textbox', { name: /^Write one word/ }), answers.why);
  await look(page);

  await step(AT.share);
  await hand.press(on.locator(`.chip input[value="${answers.part}"]`));
  await look(page);
  await step(AT.price);
  await hand.write(on.getByRole('textbox'), answers.price);
  await step(AT.code);
  await hand.write(on.getByRole('textbox'), answers.code);
  await step(AT.essay);
  await hand.write(on.getByRole('textbox'), answers.essay);
  await on.getByText(`${answers.essay.split(' ').length} words`).waitFor();
  await look(page);
  await step(AT.nouns);
  for (const noun of answers.nouns) await hand.press(on.getByRole('checkbox', { name: noun }));
  await look(page);
  await step(AT.mistake);
  await hand.press(on.getByRole('radio', { name: answers.mistake }));
  await step(AT.depth);
  expect(await on.getByRole('slider').getAttribute('aria-valuetext')).toBe('No answer yet');
  await hand.slide(on.getByRole('slider'), answers.depth);
  await step(AT.tide);
  await hand.slide(on.getByRole('slider'), answers.tide);
  await look(page);

  await step(BELL.heard);
  // Not before its recording is opened: until then no key leads there.
  await hand.press(on.getByRole('button', { name: /^Play/, disabled: false }));
  await on.getByText('You can play it once.').waitFor();
  await hand.write(on.getByRole('textbox', { name: /How many tones/ }), answers.tones);
  await look(page);
  await step(BELL.again);
  await on.getByLabel('The bell of the ferry').waitFor();
  await look(page);
  await step(SKETCH);
  await on.getByText('Draw the flag of the ferry.').waitFor();
  await on.getByText('This question is a “drawing”').waitFor();
  await isSaved(page);
}

/** What the screen shows as answered, gone to by the seam. */
async function expectShown(page: Page, answers: Answers): Promise<void> {
  const on = main(page);
  const go = (n: number) => stitch(page, n).click();
  await go(AT.ferry);
  const chosen = (n: number) =>
    on
      .getByRole('combobox', { name: `Question ${n}` })
      .locator('option:checked')
      .textContent();
  await on.getByRole('radio', { name: answers.sick, checked: true }).waitFor();
  expect([await chosen(2), await chosen(5)]).toEqual([answers.from, answers.sea]);
  const typed = () => on.getByRole('textbox').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  await expect.poll(typed).toEqual([answers.hour, answers.day, answers.why]);
  await go(AT.share);
  await on.locator(`.chip input[value="${answers.part}"]:checked`).waitFor({ state: 'attached' });
  for (const [n, text] of [
    [AT.price, answers.price],
    [AT.code, answers.code],
    [AT.essay, answers.essay],
  ] as const) {
    await go(n);
    await page.getByText(`Question ${n} of 19`).waitFor();
    await expect.poll(() => on.getByRole('textbox').inputValue()).toBe(text);
  }
  await go(AT.nouns);
  for (const name of answers.nouns) await on.getByRole('checkbox', { name, checked: true }).waitFor();
  await go(AT.mistake);
  await on.getByRole('radio', { name: answers.mistake, checked: true }).waitFor();
  for (const [n, number] of [
    [AT.depth, answers.depth],
    [AT.tide, answers.tide],
  ] as const) {
    await go(n);
    await page.getByText(`Question ${n} of 19`).waitFor();
    await expect.poll(() => on.getByRole('slider').inputValue()).toBe(String(number));
  }
  await go(BELL.tones);
  await on.getByText('You can play it once.').waitFor();
  await expect.poll(() => on.getByRole('textbox').inputValue()).toBe(answers.tones);
}

/** Submits without a network, lets it come back, and compares both sides with what was answered by hand. */
async function expectScoredAlike(page: Page, sessionId: string, answers: Answers): Promise<void> {
  await submitTest(page);
  await online();
  await isReceived(page);
  const session = await getSession(school.server.url, sessionId);
  expect(session.responses).toEqual(responsesOf(answers));
  const run = (await rowsOnDevice(page, 'runs')).find((row) => row.sessionId === sessionId);
  expect(session.results).toEqual(run?.provisional);
  expect(session.results?.points).toEqual({ actual: POINTS.get(answers), isScorable: false, min: 0, max: 14 });
}

const nobodyLooks = async () => {};

test('by mouse, offline, with the browser killed in between', async () => {
  const { page } = browser;
  const sessionId = await startOffline(page, 'mouse');
  await answerAll(page, byMouse(page), RIGHT, nobodyLooks);
  await browser.kill();
  browser = await school.openBrowser();
  await browser.page.goto(school.network.url);
  await expectShown(browser.page, RIGHT);
  await expectScoredAlike(browser.page, sessionId, RIGHT);
  await browser.page.getByRole('button', { name: 'See the answers' }).click();
  await browser.page.getByText('has seen leaving').last().waitFor();
});

/** A device of its own beside the first one. */
async function otherDevice(options: Parameters<NonNullable<ReturnType<BrowserContext['browser']>>['newContext']>[0]) {
  const context = await browser.context.browser()?.newContext(options);
  if (!context) throw new Error('this browser opens no further context');
  return context;
}

test('with a finger on a narrow screen, offline, with the page loaded anew', async () => {
  const context = await otherDevice({ hasTouch: true, viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  const sessionId = await startOffline(page, 'finger');
  await answerAll(page, byTouch(page), WRONG, async () => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
  await page.reload();
  await expectShown(page, WRONG);
  await expectScoredAlike(page, sessionId, WRONG);
  await context.close();
});

test('with the keyboard alone, offline, with the page loaded anew', async () => {
  const context = await otherDevice({});
  const page = await context.newPage();
  const sessionId = await startOffline(page, 'keys');
  await answerAll(page, byKeyboard(page), RIGHT, nobodyLooks);
  await page.reload();
  await expectShown(page, RIGHT);
  await expectScoredAlike(page, sessionId, RIGHT);
  await context.close();
});

test('what was typed right before Next is saved, and a text that is too long keeps its whole words', async () => {
  const context = await otherDevice({});
  const page = await context.newPage();
  await startOffline(page, 'typist');
  const on = main(page);
  await stitch(page, AT.price).click();
  await on.getByRole('textbox').click();
  await page.keyboard.type('12');
  await page.keyboard.press('Control+End');
  await page.getByRole('button', { name: 'Next' }).click();
  await isSaved(page);
  const [row] = await rowsOnDevice(page, 'answers');
  expect(row).toMatchObject({ itemId: 'price', response: { value: '12' } });

  await stitch(page, AT.essay).click();
  // The question before has a field too.
  await page.locator('main h2:focus', { hasText: `Question ${AT.essay} of 19` }).waitFor();
  await on.getByRole('textbox').fill('The end.');
  await page.keyboard.press('Control+Home');
  await page.keyboard.insertText('lorem ipsum '.repeat(90_000));
  const note = on.getByText(/^Not all of it fits: an answer has room for 100,000 characters\./);
  await note.waitFor();
  const whole = /^(lorem ipsum )+(lorem )?The end\.$/;
  const essay = () => on.getByRole('textbox').inputValue();
  expect((await essay()).length).toBeLessThanOrEqual(100_000);
  expect(await essay()).toMatch(whole);
  await isSaved(page);

  // From the clipboard, over what was selected by mistake: what fits is kept, and Undo brings back what was there.
  await on.getByRole('textbox').fill('The end.');
  await note.waitFor({ state: 'hidden' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), 'lorem ipsum '.repeat(90_000));
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+v');
  await note.waitFor();
  expect(await essay()).toMatch(whole);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  expect((await essay()).length).toBeGreaterThan(99_980);
  await page.keyboard.press('Control+z');
  expect(await essay()).toMatch(whole);
  await isSaved(page);
  await context.close();
});

test('a seam leads to the very control of a question in a text', async () => {
  const context = await otherDevice({});
  const page = await context.newPage();
  await startOffline(page, 'focus');
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[data-question]')?.getAttribute('data-question'));
  // While what answers a question is still to come the heading has the focus.
  await stitch(page, 4).click();
  await page.getByRole('textbox', { name: 'Question 4' }).waitFor();
  await page.getByRole('combobox', { name: 'Question 2' }).waitFor();
  await stitch(page, 1).click();
  await page.getByRole('heading', { name: 'Question 1 of 19', exact: true }).waitFor();
  await stitch(page, 4).click();
  await expect.poll(focused).toBe('4');
  await stitch(page, 2).click();
  await expect.poll(focused).toBe('2');
  const flag = page.getByRole('button', { name: 'Flag for review: question 4' });
  await flag.click();
  const pressed = () => flag.getAttribute('aria-pressed');
  await expect.poll(pressed).toBe('true');
  const described = (n: number) => () => stitch(page, n).getAttribute('aria-description');
  await expect.poll(described(4)).toMatch(/^flagged/);
  await stitch(page, 1).click();
  await expect.poll(described(1)).toBe('nothing to answer');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Questions 2 to 6 of 19');
  await context.close();
});

test('a part of the app that does not come is asked for again, and the test goes on without it', async () => {
  const context = await otherDevice({ serviceWorkers: 'block' });
  const page = await context.newPage();
  let isGone = true;
  let refused = 0;
  await page.route('**/slider-*.js', (route) => {
    if (!isGone) return route.continue();
    refused++;
    return route.abort();
  });
  const { ticket } = await createSession(school.server.url, configId, 'unlucky');
  await page.goto(school.network.url);
  await signIn(page, ticket);
  // Without a service worker the app itself never comes onto the device, which is said instead of Ready for offline.
  await testLine(page, textExam.name).getByRole('button', { name: 'Get ready for offline' }).click();
  await testLine(page, textExam.name).getByRole('button', { name: 'Start test' }).click();
  await expect.poll(() => refused).toBeGreaterThan(0);
  await stitch(page, AT.depth).click();
  await main(page).getByText('The harbor is 6 meters deep.').waitFor();
  await page.getByRole('alert').filter({ hasText: 'Your other answers are safe.' }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { name: `Question ${AT.tide} of 19`, exact: true }).waitFor();
  isGone = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('slider').waitFor();
  await context.close();
});
