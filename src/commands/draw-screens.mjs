/*
 * Draws every screen of a student over sample rows, in three sizes and two themes, and from right to left. To be looked at: what is
 * cramped or unclear no test finds.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawSizes } from './draw-sizes.mjs';
import { loadModule } from './load-module.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {string} name @returns {(page: Page) => Promise<void>} what opens a tool of the test */
const tool = (name) => async (page) => {
  await page.locator('.test-bar [aria-expanded]').click();
  await page.locator(`[data-tool="${name}"]`).click();
  await page.locator(`[data-tool="${name}"][aria-pressed="true"]`).waitFor();
};

/**
 * A state of `test/support/screens.tsx`, and what is done there first.
 *
 * @type {Array<{ name: string, state?: string, act?: (page: Page) => Promise<void> }>}
 */
const SCENES = [
  { name: 'sign-in' },
  {
    name: 'sign-in-refused',
    state: 'sign-in',
    async act(page) {
      await page.locator('#ticket').fill('ABCD-EFGH');
      await page.locator('.sign-in button.main').click();
      await page.locator('#ticket-problem:not(:empty)').waitFor();
    },
  },
  { name: 'sign-in-locked', state: 'locked' },
  { name: 'wiped' },
  { name: 'not-opened' },
  { name: 'check' },
  { name: 'check-fine' },
  { name: 'no-tests' },
  { name: 'one-test' },
  { name: 'one-coming', state: 'one-test', act: (page) => page.locator('.test-next button').click() },
  { name: 'one-ready' },
  { name: 'tests' },
  { name: 'tests-done' },
  { name: 'sign-out', state: 'tests', act: (page) => page.locator('.bar .end > .quiet').first().click() },
  { name: 'settings', state: 'tests', act: (page) => page.locator('.settings-button').click() },
  { name: 'update' },
  { name: 'first' },
  { name: 'item' },
  { name: 'several' },
  { name: 'pictures' },
  { name: 'two' },
  { name: 'last' },
  { name: 'many' },
  { name: 'torn' },
  { name: 'broken' },
  { name: 'clock' },
  { name: 'one-minute' },
  { name: 'paused' },
  { name: 'full', act: (page) => page.locator('.option').first().click() },
  { name: 'elsewhere' },
  { name: 'update-needed' },
  { name: 'tools', act: (page) => page.locator('.test-bar [aria-expanded]').click() },
  {
    name: 'tool-cross-out',
    state: 'tools',
    async act(page) {
      await tool('answerEliminator')(page);
      await page.locator('.cross-out').first().click();
    },
  },
  { name: 'tool-highlighter', state: 'tools', act: tool('highlighter') },
  { name: 'tool-line-reader', state: 'tools', act: tool('lineReader') },
  { name: 'tool-calculator', state: 'tools', act: tool('calculator') },
  { name: 'tool-reference-sheet', state: 'tools', act: tool('referenceSheet') },
  { name: 'tool-read-aloud', state: 'tools', act: tool('readAloud') },
  {
    name: 'tool-shortcuts',
    state: 'tools',
    async act(page) {
      await page.locator('.test-bar [aria-expanded]').click();
      await page.locator('.tool-row button').last().click();
    },
  },
  { name: 'left' },
  {
    name: 'left-wrong',
    state: 'left',
    async act(page) {
      await page.locator('#proctor-code').fill('1234');
      await page.locator('dialog[open] button.main').click();
    },
  },
  {
    name: 'left-full',
    async act(page) {
      await page.locator('.option').first().click();
      await page.locator('.banner.loud').waitFor();
      await page.evaluate('dispatchEvent(new Event("leave"))');
    },
  },
  { name: 'review' },
  { name: 'review-all' },
  { name: 'submit', state: 'dialog', act: (page) => page.locator('.review-actions .main').click() },
  { name: 'submitted' },
  { name: 'submitted-hand-in', state: 'submitted', act: (page) => page.locator('.hand-in summary').click() },
  { name: 'mistaken', act: (page) => page.locator('summary').first().click() },
  { name: 'time-over' },
  { name: 'refused' },
  { name: 'received' },
  { name: 'received-receipt', state: 'received', act: (page) => page.locator('.steps summary').click() },
  { name: 'answers', state: 'received', act: (page) => page.locator('.submitted > .actions button').first().click() },
  { name: 'retake' },
];

/**
 * How a student chose to read; each is a load of the page. In the themes of the device where none is named.
 *
 * @type {Array<{ name: string, settings: string, themes: Array<'light' | 'dark'>, scenes: RegExp }>}
 */
const LOOKS = [
  { name: '', settings: '', themes: ['light', 'dark'], scenes: /./ },
  { name: '-arabic', settings: 'language=ar', themes: ['light'], scenes: /./ },
  {
    name: '-yellow',
    settings: 'theme=yellow',
    themes: ['light'],
    scenes: /^(sign-in|tests|item|tool-calculator|review|received)$/,
  },
  {
    name: '-large',
    settings: 'size=200&language=es',
    themes: ['light'],
    scenes: /^(sign-in|tests|item|tool-calculator|review|received)$/,
  },
];

/** @param {{ browser: import('playwright-core').Browser, folder: string, only: RegExp }} options `only`: names of pictures */
export async function drawScreens({ browser, folder, only }) {
  mkdirSync(folder, { recursive: true });
  const { serveScreens } = /** @type {{ serveScreens: () => Promise<{ url: string, close: () => Promise<void> }> }} */ (
    await loadModule('test/support/screens-server.ts')
  );
  const screens = await serveScreens();
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  for (const look of LOOKS) {
    for (const [at, { name, state = name, act }] of SCENES.entries()) {
      const path = `screen-${String(at + 1).padStart(2, '0')}-${name}${look.name}`;
      if (!look.scenes.test(name) || !only.test(path)) continue;
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.goto('about:blank');
      await page.goto(`${screens.url}#${state}?${look.settings}`);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      await act?.(page);
      await drawSizes(page, join(folder, path), look.themes);
    }
  }
  await page.close();
  await screens.close();
}
