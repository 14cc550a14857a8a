/*
 * A two-question test in another language, from the ticket to the receipt, without a network. Oracle: the catalogs of that language
 * and of English, of which no word may be left on the screen. Arabic is in `whole-journey`.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Catalogs } from '../../src/student/strings/catalogs.ts';
import { en } from '../../src/student/strings/en.ts';
import { enBefore } from '../../src/student/strings/en-before.ts';
import { enRest } from '../../src/student/strings/en-rest.ts';
import { enSettings } from '../../src/student/strings/en-settings.ts';
import { enTools } from '../../src/student/strings/en-tools.ts';
import { frSettings } from '../../src/student/strings/fr/settings.ts';
import { LANGUAGE_NAMES } from '../../src/student/strings/languages.ts';
import { loadCatalogs } from '../../src/student/strings/load-catalogs.ts';
import type { Browser } from '../support/chromium.ts';
import { createSession, getSession, putExam } from '../support/wire-client.ts';
import { openSchool, type School } from './school.ts';
import { shownTexts } from './shown-texts.ts';
import { rowsOnDevice } from './student-page.ts';

const option = (id: string, content: string, isKey = false) => ({ id, content, isKey });
const EXAM = {
  name: 'Ponds and frogs',
  items: [1, 2].map((n) => ({
    id: `item-${n}`,
    name: `Pond ${n}`,
    body: `<p>What lives in pond number ${n}?</p>`,
    media: [],
    alignmentIds: [],
    questions: [
      {
        id: 'q',
        interactionType: 'choice',
        prompt: '',
        options: [option('a', 'a frog', true), option('b', 'a cloud'), option('c', 'a train')],
      },
    ],
  })),
};
/** What is no word of the app: of the exam, of the school and the student, the product's name, names of languages and of keys. */
const AUTHORED =
  /Ponds and frogs|Satchel|What lives in pond number|a frog|a cloud|a train|English|Español|Français|student-\w+|[A-Z0-9]{4}-[A-Z0-9]{4}|Demo \w+/g;

let school: School;
let browser: Browser;
let page: Page;
let configId: string;

beforeAll(async () => {
  school = await openSchool();
  configId = await putExam(school.server.url, 'ponds', EXAM);
  browser = await school.openBrowser();
});
afterAll(() => school.close());

beforeEach(async () => {
  const context = await browser.context.browser()?.newContext({ viewport: { width: 1366, height: 768 } });
  if (!context) throw new Error('the browser is gone');
  page = await context.newPage();
});

const button = (name: string, within: Page | Locator = page) => within.getByRole('button', { name, exact: true });

/** Sentences and labels of a catalog that need nothing to be said. */
const strings = (part: unknown): string[] => {
  if (typeof part === 'string') return part.length > 3 ? [part] : [];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(strings) : [];
};
const english = strings([en, enRest, enSettings, enTools, enBefore]);

/** English that is left over on the screen. */
async function leftOver(words: Catalogs): Promise<string[]> {
  const own = new Set(strings(words));
  const texts = (await shownTexts(page)).map((text) => text.replace(AUTHORED, ' '));
  return texts.filter((text) => english.some((line) => !own.has(line) && text.trim() === line));
}

test.each(['es', 'fr'] as const)(
  'a test is taken in %s without a network, and no English is left',
  async (language) => {
    const words = (await loadCatalogs(language, language)) as Catalogs;
    const { signIn, tests, review, submitted } = words.rest;
    const { attempt, status } = words.text;
    const session = await createSession(school.server.url, configId, `student-${language}`);

    await page.goto(school.network.url);
    await button(LANGUAGE_NAMES[language]).click();
    await page.getByRole('heading', { name: signIn.heading, exact: true }).waitFor();
    expect(await leftOver(words)).toEqual([]);
    await page.getByRole('textbox', { name: signIn.ticket, exact: true }).fill(session.ticket);
    await button(signIn.button).click();
    await page.getByRole('heading', { name: tests.heading, exact: true }).waitFor();
    await button(tests.getReady).click();
    await page.getByText(tests.ready, { exact: true }).waitFor();
    expect(await leftOver(words)).toEqual([]);

    await school.network.cut();
    try {
      // From what is on the device alone, and in the student's language from the first frame on.
      await page.reload();
      await button(tests.start).click();
      for (const n of [1, 2]) {
        await page.getByRole('heading', { name: attempt.questionOf(n, 2), exact: true }).waitFor();
        await page.getByRole('radio', { name: 'a frog' }).click();
        await page.getByRole('status').filter({ hasText: status.device }).waitFor();
        expect(await leftOver(words)).toEqual([]);
        if (n === 2) break;
        await button(attempt.next).click();
      }
      // It is kept in a transaction of its own, behind the answer.
      const placeKept = async () => (await rowsOnDevice(page, 'runs'))[0]?.view;
      await expect.poll(placeKept).toMatchObject({ itemId: 'item-2' });
      await page.reload();
      await page.getByRole('heading', { name: attempt.questionOf(2, 2), exact: true }).waitFor();
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      await button(attempt.review).click();
      await page.getByRole('heading', { name: review.heading, exact: true }).waitFor();
      expect(await leftOver(words)).toEqual([]);
      await button(review.submit).click();
      await button(review.confirm, page.getByRole('dialog')).click();
      await page.getByRole('heading', { name: submitted.heading, exact: true }).waitFor();
      await page.getByText(submitted.waiting).first().waitFor();
      expect(await leftOver(words)).toEqual([]);
    } finally {
      await school.network.restore();
    }
    await page.getByText(submitted.received).first().waitFor({ timeout: 90_000 });
    expect(await leftOver(words)).toEqual([]);
    expect((await getSession(school.server.url, session.id)).maturity).toBe('COMPLETE');
  },
  240_000,
);

test('what a student set is there from the first frame of the next start on, and for that student alone', async () => {
  const { ticket } = await createSession(school.server.url, configId, 'student-looks');
  await page.goto(school.network.url);
  await page.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await button('Sign in').click();
  await page.getByRole('heading', { name: 'My tests' }).waitFor();
  await button('Settings').click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  const picks = ['Yellow on black', '200%', 'Wide', 'As in a book'].map((name) =>
    dialog.getByRole('radio', { name, exact: true }).elementHandle(),
  );
  // Each before the one before is kept: quicker than any hand.
  await page.evaluate(
    (all) => {
      for (const one of all) (one as HTMLInputElement).click();
    },
    await Promise.all(picks),
  );
  const looks = () =>
    page.evaluate(() => {
      const { theme, size, spacing, font } = document.documentElement.dataset;
      return [theme, size, spacing, font, getComputedStyle(document.documentElement).backgroundColor];
    });
  const yellow = ['yellow', '200', 'wide', 'serif', 'rgb(0, 0, 0)'];
  await expect.poll(looks).toEqual(yellow);
  await button('Done', dialog).click();
  // Asked before any part of the app is there: the bundle is held back.
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  expect(await looks()).toEqual(yellow);
  await page.unroute('**/assets/*.js');
  await page.reload();
  await button('Sign out').click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expect.poll(looks).toEqual([undefined, undefined, undefined, undefined, 'rgb(251, 248, 242)']);
}, 120_000);

/** A route holds nothing from the page that a service worker answers. */
const withoutWorker = () =>
  page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('not here', 'SecurityError'));
  });

test('of two languages the one that was clicked last counts, however late the words of the other come', async () => {
  await withoutWorker();
  let spanish = '';
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/assets/catalogs-*.js', async (route) => {
    spanish ||= route.request().url();
    if (route.request().url() === spanish) await held;
    await route.continue();
  });
  await page.goto(school.network.url);
  await button('Español').click();
  await expect.poll(() => spanish).not.toBe('');
  await button('Français').click();
  await expect.poll(() => page.getAttribute('html', 'lang')).toBe('fr');
  letGo();
  // As text: in a function vitest makes an import its own.
  await page.evaluate(`import('${spanish}').then(() => undefined)`);
  await button(frSettings.button).click();
  await page.getByRole('radio', { name: frSettings.yellow, exact: true }).click();
  // What the Spanish words would have led to came before it.
  await expect.poll(() => page.getAttribute('html', 'data-theme')).toBe('yellow');
  expect(await page.getAttribute('html', 'lang')).toBe('fr');
}, 60_000);

test('where the words of a language do not come, all of the screen is in English', async () => {
  await withoutWorker();
  await page.route('**/assets/catalogs-*.js', (route) => route.abort());
  await page.addInitScript(() => localStorage.setItem('satchel-look', '{"lang":"ar","data-theme":"dark"}'));
  await page.goto(school.network.url);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.getAttribute('html', 'dir')).toBe('ltr');
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  await button('العربية').click();
  await page.getByRole('alert').filter({ hasText: enSettings.languageMissing }).waitFor();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}, 60_000);
