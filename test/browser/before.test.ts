/*
 * What comes before a test, in a real browser. Oracle: what the server tells staff of the device, and what it was ever asked; the
 * databases of the device; axe's rules; the points that the right answers give.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { staffDevices } from '../../src/shared/contract/staff.ts';
import type { Browser } from '../support/chromium.ts';
import { ADMIN_PASSWORD } from '../support/server-process.ts';
import { expectNothingFound } from './axe.ts';
import { type Desk, openDesk } from './desk.ts';
import { tabTo } from './keyboard.ts';
import { openSchool, type School } from './school.ts';
import { getReady, goToQuestion, rowsOnDevice, signIn, submitTest, testLine } from './student-page.ts';

const QUESTIONS = 20;

let school: School;
let browser: Browser;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
});
afterAll(() => school.close());
beforeEach(async () => {
  desk = await openDesk(school.server, browser);
  page = desk.page;
  await page.goto(desk.network.url);
  await page.getByRole('textbox', { name: 'Ticket' }).waitFor();
  // Everything is on the device.
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
});
afterEach(() => desk.close());

const check = (title: string) => page.getByRole('listitem').filter({ hasText: title });

async function checkThisDevice(): Promise<void> {
  await page.getByRole('button', { name: 'Check this device' }).click();
  await page.getByRole('heading', { name: 'Check this device' }).waitFor();
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 30_000 });
}

/** What staff are told of this device. */
async function checkedByServer() {
  const { url } = school.server;
  const entered = await fetch(`${url}/api/staff/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }),
  });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(`${url}/api/staff/devices`, { headers: { cookie } });
  const { items } = staffDevices.parse(await answer.json());
  return items.find(({ students }) => students.includes(desk.student))?.checked ?? null;
}

async function expectToFit(screen: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 568 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), screen).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1366, height: 768 });
}

describe('Check this device', () => {
  test('says what is fine on a device with a network, and staff read it there', async () => {
    await signIn(page, desk.ticket);
    expect(await checkedByServer()).toBeNull();
    await checkThisDevice();
    await check('Without a network').getByRole('img', { name: 'All right' }).waitFor();
    await check('Saving').getByText('This device saves').waitFor();
    await check('Clock').getByText('The clock is right.').waitFor();
    await page.getByText('Your teacher can see this now.').waitFor();
    const before = await checkedByServer();
    expect(before).not.toBeNull();
    expect(before?.wrong).not.toContain('No sound was heard.');

    await check('Sound').getByRole('button', { name: 'Play a sound' }).click();
    await page.getByText('Did you hear it?').waitFor();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await check('Sound').getByText('Turn the sound up').waitFor();
    await expect.poll(async () => (await checkedByServer())?.wrong).toContain('No sound was heard.');

    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByRole('heading', { name: 'My tests' }).waitFor();
  }, 120_000);

  test('works with no network and no ticket; what it found goes with the first sign-in, of a later start too', async () => {
    await desk.network.cut();
    await page.reload();
    await tabTo(page, 'button', /^Check this device$/);
    await page.keyboard.press('Enter');
    await check('Without a network').getByText('The app opens without a network.').waitFor();
    await check('Clock').getByText('The server was not reached').waitFor({ timeout: 30_000 });
    await check('Saving').getByRole('img', { name: 'All right' }).waitFor();
    await page.getByText('nobody is signed in').waitFor();
    await expectToFit('check this device');

    await desk.network.restore();
    await page.reload();
    await signIn(page, desk.ticket);
    await expect.poll(checkedByServer, { timeout: 30_000 }).not.toBeNull();
  }, 120_000);

  test('leaves every answer on the device as it was', async () => {
    await signIn(page, desk.ticket);
    await getReady(page, 'Science');
    await testLine(page, 'Science').getByRole('button', { name: 'Start test' }).click();
    await page.getByRole('radio').first().check({ force: true });
    await page.getByText('Saved on').first().waitFor();
    const answers = await rowsOnDevice(page, 'answers');
    await page.getByRole('button', { name: 'Review answers' }).click();
    await page.getByRole('button', { name: 'Leave for now' }).click();
    await checkThisDevice();
    expect(await rowsOnDevice(page, 'answers')).toEqual(answers);
    const probe = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('satchel-probe');
          opening.onsuccess = () => {
            const count = opening.result.transaction('probe').objectStore('probe').count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
    expect(probe).toBe(0);
  }, 120_000);
});

describe('the practice test', () => {
  test('can be taken whole with a mouse, with no network and no ticket, and nothing of it is kept or sent', async () => {
    await desk.network.cut();
    await page.reload();
    desk.network.seen = [];
    await page.getByRole('button', { name: 'Try a practice test' }).click();
    await page.getByRole('heading', { name: 'Practice test' }).waitFor();
    await expectNothingFound(page, 'practice, question 1');

    await goToQuestion(page, 2);
    await page.getByRole('radio', { name: 'So that an animal that fell in could climb out' }).check({ force: true });
    await goToQuestion(page, 3);
    for (const name of ['beetles', 'a frog', 'newts'])
      await page.getByRole('checkbox', { name }).check({ force: true });
    await goTo(4);
    await page.getByRole('combobox').selectOption({ index: 1 });
    await page.getByRole('main').getByRole('textbox').fill('24');
    await goTo(6);
    await page.getByText('quickly').click();
    await goTo(8);
    await page.getByRole('slider').fill('12');
    await goTo(10);
    await page
      .getByRole('radio', { name: /fish.*water|in the water/ })
      .first()
      .check({ force: true });
    await goTo(15);
    await page.getByRole('button', { name: 'pond' }).click();
    for (const n of [1, 4, 9, 11, 13, 16, 19, QUESTIONS]) {
      await goTo(n);
      await expectToFit(`practice, question ${n}`);
    }
    expect(await page.getByText('Saved on').count()).toBe(0);

    await page.getByRole('button', { name: 'Review answers' }).click();
    await page.getByRole('button', { name: 'Submit test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click();
    await page.getByRole('heading', { name: 'Practice finished' }).waitFor();
    await page.getByText('You got 7 of 17 points.').waitFor();
    await page.getByText('Nothing of it was kept or sent').waitFor();
    await expectToFit('practice finished');

    await desk.network.restore();
    await page.getByRole('button', { name: 'Practice once more' }).click();
    await page.getByText(`Question 1 of ${QUESTIONS}`).waitFor();
    await page.getByRole('button', { name: 'Review answers' }).click();
    await page.getByText('You have answered 0 of 18 questions.').waitFor();
    await page.getByRole('button', { name: 'Leave for now' }).click();
    await page.getByRole('textbox', { name: 'Ticket' }).waitFor();
    for (const store of ['runs', 'answers', 'sessions', 'outbox', 'snapshots']) {
      expect(await rowsOnDevice(page, store), store).toEqual([]);
    }
    expect(desk.network.seen.filter((line) => line.startsWith('POST'))).toEqual([]);
  }, 240_000);

  test('has every tool, with no network', async () => {
    await desk.network.cut();
    await page.reload();
    await page.getByRole('button', { name: 'Try a practice test' }).click();
    await goToQuestion(page, 2);
    await page.getByRole('button', { name: 'Tools' }).click();
    const tools = page.getByRole('group', { name: 'Tools' });
    for (const name of [
      'Cross out answers',
      'Highlighter',
      'Line reader',
      'Calculator',
      'Reference sheet',
      'Read aloud',
    ]) {
      await tools.getByRole('button', { name }).click();
      await expect
        .poll(() => tools.getByRole('button', { name }).getAttribute('aria-pressed'), { message: name })
        .toBe('true');
    }
    await page.getByText('1 meter = 100 centimeters').waitFor();
    await page.getByText('sin', { exact: true }).waitFor();
    expect(await page.getByText('cannot be opened').count()).toBe(0);
  }, 90_000);

  test('stays on the screen when the network comes and goes, and does not come between a student and their test', async () => {
    await page.getByRole('button', { name: 'Try a practice test' }).click();
    await goToQuestion(page, 2);
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await page.getByRole('radio').first().check({ force: true });
    await page.getByText(`Question 2 of ${QUESTIONS}`).waitFor();
    // As a Chromebook that was put away: the next one to open it finds the sign-in, and no practice.
    await page.reload();
    await signIn(page, desk.ticket);
    await getReady(page, 'Science');
    await testLine(page, 'Science').getByRole('button', { name: 'Start test' }).click();
    await page.getByText('Question 1 of 40').waitFor();
    await page.getByRole('radio').first().check({ force: true });
    await page.getByText('Saved on').first().waitFor();
    expect(await rowsOnDevice(page, 'answers')).toHaveLength(1);
    await submitTest(page);
  }, 180_000);
});

async function goTo(n: number): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Questions' });
  await navigation.getByRole('button', { name: `Question ${n}`, exact: true }).click();
  await expect
    .poll(() => navigation.getByRole('button', { name: `Question ${n}`, exact: true }).getAttribute('aria-current'))
    .toBe('true');
}

describe('the code on a ticket', () => {
  test('is asked for only where the browser can read it and has a camera; the page may use no other part of the device', async () => {
    const can = await page.evaluate(async () => {
      const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput');
      return 'BarcodeDetector' in window && cameras.length > 0;
    });
    expect(await page.getByRole('button', { name: 'Scan the code on your ticket' }).count()).toBe(can ? 1 : 0);
    // Of the page that the worker keeps too.
    await desk.network.cut();
    await page.reload();
    await page.getByRole('textbox', { name: 'Ticket' }).waitFor();
    const allowed = await page.evaluate(() => {
      const { permissionsPolicy, featurePolicy } = document as unknown as Record<
        string,
        { allowsFeature(name: string): boolean } | undefined
      >;
      const policy = permissionsPolicy ?? featurePolicy;
      return ['camera', 'microphone', 'geolocation'].map((name) => policy?.allowsFeature(name));
    });
    expect(allowed).toEqual([true, false, false]);
  });

  test('of a ticket that is new to the device, with no network, says what to do', async () => {
    await desk.network.cut();
    await page.getByRole('textbox', { name: 'Ticket' }).fill(desk.ticket);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Sign in once where there is a network').waitFor({ timeout: 60_000 });
  }, 90_000);
});

test('installing is offered once a test is ready, not before, and never during one', async () => {
  const offer = page.getByRole('button', { name: 'Install Satchel' });
  const browserOffers = () =>
    page.evaluate(() => {
      const event = new Event('beforeinstallprompt', { cancelable: true });
      const prompt = async () => document.documentElement.setAttribute('data-prompted', 'yes');
      return dispatchEvent(Object.assign(event, { prompt }));
    });
  expect(await browserOffers(), 'the browser may not show it by itself').toBe(false);
  await signIn(page, desk.ticket);
  expect(await offer.count()).toBe(0);
  await getReady(page, 'Science');
  await offer.waitFor();
  await expectNothingFound(page, 'my tests with the offer');
  await testLine(page, 'Science').getByRole('button', { name: 'Start test' }).click();
  await page.getByText('Question 1 of 40').waitFor();
  expect(await offer.count()).toBe(0);
  await page.getByRole('button', { name: 'Review answers' }).click();
  await page.getByRole('button', { name: 'Leave for now' }).click();
  await offer.click();
  await expect.poll(() => page.locator('html').getAttribute('data-prompted')).toBe('yes');
  await expect.poll(() => offer.count()).toBe(0);

  await browserOffers();
  await page.getByRole('button', { name: 'No, thank you' }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('My tests');
  await page.reload();
  await page.getByRole('heading', { name: 'My tests' }).waitFor();
  await browserOffers();
  expect(await offer.count()).toBe(0);
}, 120_000);
