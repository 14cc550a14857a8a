/*
 * What a move from question to question leaves and brings, in a real browser over sample rows. Oracle: where the page is scrolled to, the
 * elements that the page makes, and the objects that the browser still holds.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSampleScreens, type SampleScreens, usualWindow } from './sample-screens.ts';
import { showScreen } from './shown-screens.ts';

let screens: SampleScreens;
let page: Page;

beforeAll(async () => {
  screens = await openSampleScreens();
  page = screens.page;
});
afterAll(() => screens.close());
beforeEach(() => usualWindow(page));

const show = (name: string) => showScreen(screens, name);

test('a passage keeps its place from one question to the next', async () => {
  await page.setViewportSize({ width: 1366, height: 640 });
  await show('item');
  const passage = page.getByRole('region', { name: 'Cole’s allowance' });
  await passage.evaluate((one) => one.scrollTo(0, 40));
  const top = () => passage.evaluate((one) => one.scrollTop);
  await expect.poll(top).toBe(40);
  await page.getByRole('button', { name: 'Question 8', exact: true }).click();
  await page.getByText('Question 8 of 13').waitFor();
  await page.getByRole('button', { name: 'Question 2', exact: true }).click();
  await page.getByText('Question 2 of 13').waitFor();
  expect(await top()).toBe(40);
});

test('whoever comes to a long question sees its beginning, however far down they were', async () => {
  await page.setViewportSize({ width: 1366, height: 640 });
  await show('item');
  // No passage stands beside it, and the whole of it scrolls.
  await page.getByRole('button', { name: 'Question 8', exact: true }).click();
  await page.locator('main:not(.beside) h2:focus').waitFor();
  await page.addStyleTag({ content: '.stem { min-block-size: 80rem }' });
  const main = page.getByRole('main');
  const top = () => main.evaluate((one) => one.scrollTop);
  await main.evaluate((one) => one.scrollTo(0, 400));
  await expect.poll(top).toBe(400);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.locator('main h2:focus').waitFor();
  expect(await top()).toBe(0);
});

test('the seam keeps the current question in the middle', async () => {
  await show('many');
  await page.getByRole('button', { name: 'Question 30', exact: true }).click();
  await page.getByText('Question 30 of 52').waitFor();
  const fromMiddle = () =>
    page
      .getByRole('button', { name: 'Question 30', exact: true })
      .evaluate((one) => Math.abs(one.getBoundingClientRect().left / innerWidth - 0.5));
  await expect.poll(fromMiddle).toBeLessThan(0.2);
});

/** By then a student has stayed at a question, and what a step leads to is drawn. */
const STAYED_MS = 400;

/** By the page's own clock, and behind what it has to draw: beside others the page is late by more than a pause that is counted here. */
const stay = () =>
  page.evaluate(
    (ms) =>
      new Promise<void>((stayed) => {
        setTimeout(() => scheduler.postTask(() => stayed(), { priority: 'background' }), ms);
      }),
    STAYED_MS,
  );

/** Names of elements. */
interface Made {
  byStep: string[] | null;
  since: string[];
}

test('a step makes nothing: it shows what was drawn while the student stayed', async () => {
  await show('item');
  await stay();
  // A step is from its click until the focus comes to the question: what is made after that is made for the next one.
  await page.evaluate(() => {
    const made: Made = { byStep: null, since: [] };
    const make = document.createElementNS.bind(document);
    document.createElementNS = ((namespace: string, name: string) => {
      made.since.push(name);
      return make(namespace, name);
    }) as typeof document.createElementNS;
    const clicked = ({ target }: Event) => {
      if ((target as Element).closest('.steps-bar')) Object.assign(made, { byStep: null, since: [] });
    };
    addEventListener('click', clicked, { capture: true });
    addEventListener('focusin', ({ target }) => {
      if ((target as Element).matches('main h2')) made.byStep = made.since.splice(0);
    });
    Object.assign(globalThis, { made });
  });
  const made = () => page.evaluate(() => (globalThis as unknown as { made: Made }).made);
  const before = await page.getByRole('radio').first().getAttribute('name');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.locator('main h2:focus').waitFor();
  expect((await made()).byStep).not.toContain('input');
  // It is the next question, once, and it takes an answer.
  const options = page.locator('main input');
  expect(await options.first().getAttribute('name')).not.toBe(before);
  await options.first().check();
  await page.getByText('Saved on this device').waitFor();
  await stay();
  expect((await made()).since).toContain('input');
  await page.getByRole('button', { name: 'Previous', exact: true }).click();
  await page.locator('main h2:focus').waitFor();
  expect((await made()).byStep).not.toContain('input');
  expect(await page.locator('main input').first().getAttribute('name')).toBe(before);
});

test('whoever comes back to an order finds nothing of it held', async () => {
  await show('kind-seasons');
  const token = page.getByRole('main').locator('.token').first();
  const step = (name: 'Next' | 'Previous') => page.getByRole('button', { name, exact: true }).click();
  // There and back, so that it was drawn ahead when it is taken hold of.
  await step('Next');
  await stay();
  await step('Previous');
  await token.click();
  await page.locator('.token[aria-pressed=true]').waitFor();
  await step('Next');
  await stay();
  await step('Previous');
  await token.waitFor();
  expect(await page.locator('.token[aria-pressed=true]').count()).toBe(0);
});

test('of a question that was left the page keeps nothing but what a step leads to', async () => {
  await show('kind-plank');
  for (let moves = 0; moves < 12; moves++) {
    await page.getByRole('button', { name: moves % 8 < 4 ? 'Next' : 'Previous', exact: true }).click();
    await page.locator('main h2:focus').waitFor();
    if (moves % 3 === 2) await stay();
  }
  const devtools = await page.context().newCDPSession(page);
  const questionsOutside = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { result: prototype } = await devtools.send('Runtime.evaluate', { expression: 'HTMLElement.prototype' });
    const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId ?? '' });
    const { result } = await devtools.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: `function () {
        const sections = this.filter((one) => one.constructor === HTMLElement && !Object.hasOwn(one, 'constructor'));
        return sections.filter((one) => /^question\\b/.test(one.className) && !one.isConnected).length;
      }`,
      returnByValue: true,
    });
    await devtools.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
    return result.value;
  };
  await expect.poll(questionsOutside).toBe(2);
  await devtools.detach();
});
