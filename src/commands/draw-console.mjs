/*
 * Draws the screens of the staff page, over students who are somewhere in a test: one done, one at it, one whose two devices say
 * different things, one who has not begun. To be looked at.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawSizes } from './draw-sizes.mjs';
import { loadModule } from './load-module.mjs';

/**
 * What `test/support/wire-client.ts` has of it.
 *
 * @typedef {{ session: unknown }} Device
 * @typedef {{
 *   choiceExam(questions: number): object,
 *   putExam(url: string, examId: string, exam: object): Promise<string>,
 *   createSession(url: string, configId: string, userId: string): Promise<{ id: string, ticket: string }>,
 *   openDevice(url: string, ticket: string, name: string): Promise<Device>,
 *   submitClaimOf(device: Device, given: object[], through: number): object,
 *   batchBody(device: Device, given: object[], range: { baseSeq: number, lastSeq: number }, submit?: object): string,
 *   upload(url: string, device: Device, body: string): Promise<unknown>,
 * }} Wire
 */

const QUESTIONS = 6;

/**
 * @param {{ url: string, password: string, browser: import('playwright-core').Browser, folder: string, only: RegExp }} options
 *   `password` of the account `admin`, `only` the names of pictures
 */
export async function drawConsole({ url, password, browser, folder, only }) {
  mkdirSync(folder, { recursive: true });
  const { configId, done, differing } = await begin(url);
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  /** @param {string} name */
  const draw = async (name) => {
    await page.waitForLoadState('networkidle');
    if (only.test(`console-${name}`)) await drawSizes(page, join(folder, `console-${name}`), ['light', 'dark']);
  };
  await page.goto(`${url}/console`);
  await page.getByRole('textbox', { name: 'User name' }).fill('admin');
  await page.getByRole('textbox', { name: 'Password' }).waitFor();
  await draw('01-sign-in');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Tests' }).waitFor();
  await draw('02-tests');
  const places = [
    ['03-board', `board/${configId}`],
    ['04-tickets', `tickets/${configId}`],
    ['05-results', `results/${configId}/${done}`],
    ['06-attention', 'attention'],
    ['07-decide', `decide/${differing}`],
    ['08-devices', 'devices'],
    ['09-files', 'files'],
  ];
  for (const [name = '', place] of places) {
    await page.goto(`${url}/console#/${place}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await draw(name);
  }
  await page.goto(`${url}/console#/decide/${differing}`);
  await page.getByRole('radio').last().check();
  await page.getByRole('button', { name: /^Decide/ }).click();
  await page.getByRole('dialog').waitFor();
  await draw('10-decide-confirm');
  await page.close();
}

/** @param {string} url */
async function begin(url) {
  const wire = /** @type {Wire} */ (await loadModule('test/support/wire-client.ts'));
  const configId = await wire.putExam(url, 'console', { ...wire.choiceExam(QUESTIONS), name: 'Numbers to twelve' });
  /** @param {number} count @param {number} index */
  const given = (count, index) =>
    Array.from({ length: count }, (_, n) => ({
      itemId: `item-${n}`,
      questionId: `q-${n}`,
      response: { options: [{ index: (n + index) % 4 }] },
      seq: n + 1,
    }));
  /** @param {string} ticket @param {string} device @param {ReturnType<typeof given>} answers @param {boolean} [submits] */
  const send = async (ticket, device, answers, submits = false) => {
    const opened = await wire.openDevice(url, ticket, device);
    const through = answers.length;
    const claim = submits ? wire.submitClaimOf(opened, answers, through) : undefined;
    await wire.upload(url, opened, wire.batchBody(opened, answers, { baseSeq: 0, lastSeq: through }, claim));
  };
  const done = await wire.createSession(url, configId, 'Ada Byron');
  await send(done.ticket, 'first', given(QUESTIONS, 0), true);
  const working = await wire.createSession(url, configId, 'Chidi Okafor-Montgomery');
  await send(working.ticket, 'second', given(3, 1));
  const differing = await wire.createSession(url, configId, 'Ida Neale');
  await send(differing.ticket, 'third', given(2, 0));
  await send(differing.ticket, 'fourth', given(4, 1));
  await wire.createSession(url, configId, 'Zora Lee');
  return { configId, done: done.id, differing: differing.id };
}
