/*
 * A student's whole way through Satchel, with a mouse, by touch, with the keys alone and through the accessibility tree, in English
 * and in Arabic, without a network from when the test is ready to when it is taken again. Oracle: what was answered, byte for byte,
 * in what the server holds; the score of the device in the server's; the catalogs. A control without a name in the language, out
 * of reach, under another one, or one that takes the focus away with it, each makes it fail.
 */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceSession } from '../../src/shared/contract/device-session.ts';
import { canonicalJson } from '../../src/shared/lib/canonical-json.ts';
import type { Catalogs } from '../../src/student/strings/catalogs.ts';
import { en } from '../../src/student/strings/en.ts';
import { enBefore } from '../../src/student/strings/en-before.ts';
import { enClock } from '../../src/student/strings/en-clock.ts';
import { enInteractions } from '../../src/student/strings/en-interactions.ts';
import { enPlacing } from '../../src/student/strings/en-placing.ts';
import { enPractice } from '../../src/student/strings/en-practice.ts';
import { enRest } from '../../src/student/strings/en-rest.ts';
import { enSettings } from '../../src/student/strings/en-settings.ts';
import { enTools } from '../../src/student/strings/en-tools.ts';
import { loadCatalogs } from '../../src/student/strings/load-catalogs.ts';
import type { Browser } from '../support/chromium.ts';
import { createSession, getSession, integrator, putExam } from '../support/wire-client.ts';
import {
  answer,
  checkDevice,
  chooseLooks,
  getReady,
  practise,
  retake,
  seeResult,
  takeBack,
  useTools,
} from './journey.ts';
import {
  ANSWERED,
  AUTHORED,
  JOURNEY_CONFIG,
  JOURNEY_EXAM,
  MARKED,
  RIGHT,
  SCORES_SHOWN,
  WRITTEN,
} from './journey-exam.ts';
import { openSchool, type School } from './school.ts';
import { rowsOnDevice } from './student-page.ts';
import { speakForTests } from './test-voice.ts';
import { byKeyboard } from './ways/keyboard.ts';
import { byMouse, byTouch } from './ways/pointers.ts';
import { byTree } from './ways/tree.ts';
import type { Foreign, Way } from './ways/way.ts';

const ENGLISH: Catalogs = {
  text: en,
  rest: enRest,
  settings: enSettings,
  before: enBefore,
  tools: enTools,
  practice: enPractice,
  clock: enClock,
  interactions: enInteractions,
  placing: enPlacing,
};
const LAPTOP = { viewport: { width: 1366, height: 768 } };
const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true };

const WAYS: Record<string, { device: BrowserContextOptions; open(page: Page, foreign: Foreign): Way | Promise<Way> }> =
  {
    'with a mouse': { device: LAPTOP, open: byMouse },
    'by touch': { device: TABLET, open: byTouch },
    'with the keyboard alone': { device: LAPTOP, open: byKeyboard },
    'through the accessibility tree alone': { device: LAPTOP, open: byTree },
  };
const LETTERS = { en: /\p{Script=Arabic}+/gu, ar: /[A-Za-z]{2,}/g };
/** No words of the app: of the exam, the product and the school, languages in themselves, names of keys, codes, signs of the calculator. */
const ANYWHERE = [
  ...AUTHORED,
  ...MARKED,
  WRITTEN,
  RIGHT,
  'Satchel',
  'English',
  'Español',
  'Français',
  'العربية',
  'Shift',
  'Tab',
  'Enter',
];
const SIGNS = /Demo \w+|[A-Z0-9]{4}-[A-Z0-9]{4}|\b(?:sin|cos|tan|ln|log|Ans)\b/g;

const foreignTo =
  (language: 'en' | 'ar'): Foreign =>
  (words) => {
    const left = ANYWHERE.reduce((rest, one) => rest.replaceAll(one, ' '), words).replace(SIGNS, ' ');
    return left.match(LETTERS[language])?.join(' ') ?? '';
  };

let school: School;
let browser: Browser;

beforeAll(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
});
afterAll(() => school.close());

const left = async (page: Page, selector: string) =>
  (await page.locator(selector).first().boundingBox())?.x ?? Number.NaN;

/** The screen goes the way of its language; the exam, which is in English, the other. */
async function expectMirrored(page: Page, dir: 'ltr' | 'rtl'): Promise<void> {
  expect(await page.getAttribute('html', 'dir')).toBe(dir);
  const steps = [await left(page, '.steps-bar button'), await left(page, '.steps-bar button.main')];
  expect(steps).toEqual([...steps].sort((one, other) => (dir === 'ltr' ? one - other : other - one)));
  expect(await left(page, '.option .letter')).toBeLessThan(await left(page, '.option .text'));
  expect(await page.getAttribute('.stem', 'lang')).toBe('');
}

/**
 * Whether students see their scores. A device that has the keys of a test counts all the same; a submit can be taken back for as long
 * as nothing of that is shown.
 */
const show = (configId: string, shown: object) =>
  integrator(school.server.url, 'PUT', `/api/exam-config/${configId}`, { config: { ...JOURNEY_CONFIG, ...shown } });

/**
 * As on another day: the app hears how the test is given now, and the network is gone before it has fetched the copy that goes with
 * that, which is without keys.
 */
async function openAgain(page: Page): Promise<void> {
  school.network.fault = ({ url = '' }) => (url.startsWith('/api/package/') ? 'cut-after' : 'forward');
  await page.reload();
  const config = async () =>
    (await rowsOnDevice(page, 'sessions')).map(({ listed }) => (listed as DeviceSession).config);
  await expect.poll(config, { timeout: 20_000 }).toMatchObject([{ showScoreOnComplete: false }]);
  // Nothing that is read aloud ends before it is stopped.
  await page.evaluate(() => {
    document.documentElement.dataset.voice = 'slow';
  });
}

const CASES = Object.keys(WAYS).flatMap((way) => (['en', 'ar'] as const).map((language) => ({ way, language })));
/** The names of students are of no language. */
let students = 0;

test.each(CASES)('the whole journey $way, in $language', async ({ way: name, language }) => {
  const { url } = school.server;
  const configId = await putExam(url, 'journey', JOURNEY_EXAM, { ...JOURNEY_CONFIG, ...SCORES_SHOWN });
  const session = await createSession(url, configId, `${++students}`);
  const { device, open } = WAYS[name] ?? expect.fail();
  const context = (await browser.context.browser()?.newContext(device)) ?? expect.fail('the browser is gone');
  await context.addInitScript(speakForTests);
  const page = await context.newPage();
  const words = language === 'en' ? ENGLISH : ((await loadCatalogs(language, language)) as Catalogs);
  await page.goto(school.network.url);
  const way = await open(page, foreignTo(language));
  const student = { way, words };

  await getReady(student, language, session.ticket);
  await show(configId, {});
  await openAgain(page);
  await school.network.cut();
  await context.setOffline(true);
  try {
    await checkDevice(student);
    await practise(student);
    await useTools(student);
    await expectMirrored(page, words.text.dir);
    await chooseLooks(student);
    await answer(student);
    await takeBack(student);
    await show(configId, SCORES_SHOWN);
  } finally {
    school.network.fault = () => 'forward';
    await school.network.restore();
    await context.setOffline(false);
  }
  await seeResult(student);

  const held = await getSession(url, session.id);
  const run = (await rowsOnDevice(page, 'runs')).find(({ sessionId }) => sessionId === session.id);
  expect(held.maturity).toBe('COMPLETE');
  expect(canonicalJson(held.responses)).toBe(canonicalJson(ANSWERED));
  expect(canonicalJson(run?.provisional)).toBe(canonicalJson(held.results));
  await retake(student);
  await context.close();
});
