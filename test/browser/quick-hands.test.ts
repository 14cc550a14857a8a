/*
 * Hands that are quicker than a slow device draws. Each drawing is a task of its own (decision 30): whoever hears a press before it
 * has closed over what was there before. Oracle: what was typed and pressed, and the rows on the device.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textExam } from '../support/text-exam.ts';
import { createSession, putExam } from '../support/wire-client.ts';
import { openSchool, type School } from './school.ts';
import { getReady, rowsOnDevice, signIn, testLine } from './student-page.ts';
import { RIGHT, responsesOf } from './text-answers.ts';

let school: School;
let page: Page;

beforeAll(async () => {
  school = await openSchool();
  const configId = await putExam(school.server.url, 'words', textExam);
  const { ticket } = await createSession(school.server.url, configId, 'quick');
  const browser = await school.openBrowser();
  ({ page } = browser);
  await page.goto(school.network.url);
  await signIn(page, ticket);
  await getReady(page, textExam.name);
  await testLine(page, textExam.name).getByRole('button', { name: 'Start test' }).click();
  await page.getByRole('heading', { name: 'Question 1 of 19', exact: true }).waitFor();
  const devtools = await browser.context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
});
afterAll(() => school.close());

/** Until the focus has gone there, which comes after the drawing, and scrolls: nothing moves under a hand any more. */
async function goTo(n: number): Promise<void> {
  await page.getByRole('button', { name: `Question ${n}`, exact: true }).click();
  const heading = page.getByRole('heading', { name: `Question ${n} of 19`, exact: true });
  await expect.poll(() => heading.evaluate((one) => one === document.activeElement)).toBe(true);
}

async function field(n: number) {
  await goTo(n);
  return page.getByRole('main').getByRole('textbox');
}

const answerOf = (itemId: string) => async () =>
  (await rowsOnDevice(page, 'answers')).find((row) => row.itemId === itemId)?.response;

test('all that is typed without a pause is there', async () => {
  const essay = await field(11);
  await essay.click();
  const text = 'faster than any thread is drawn';
  // None waits for the one before to be done with.
  await Promise.all([...text].map((key) => page.keyboard.press(key)));
  expect(await essay.inputValue()).toBe(text);
  await expect.poll(answerOf('essay')).toEqual({ value: text });
});

test('a field that loses the focus right after a letter keeps it', async () => {
  const price = await field(9);
  await price.click();
  await page.keyboard.type('two ');
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
  // As a keyboard on the screen does that moves on by itself: no key and no press comes between.
  await price.evaluate((input) => {
    document.execCommand('insertText', false, 't');
    input.blur();
  });
  expect(await price.inputValue()).toBe('two t');
  await expect.poll(answerOf('price')).toEqual({ value: 'two t' });
});

test('of two choices that come together both are made', async () => {
  await goTo(12);
  const nouns = RIGHT.nouns.map((name) => page.getByRole('main').getByRole('checkbox', { name }));
  const boxes = await Promise.all(nouns.map((one) => one.boundingBox()));
  await Promise.all(
    boxes.flatMap((box) => {
      if (box === null) throw new Error('there is nothing to press');
      return [page.mouse.move(box.x + box.width / 2, box.y + box.height / 2), page.mouse.down(), page.mouse.up()];
    }),
  );
  for (const one of nouns) expect(await one.isChecked()).toBe(true);
  await expect.poll(answerOf('nouns')).toEqual(responsesOf(RIGHT).nouns.q);
});
