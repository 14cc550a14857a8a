/*
 * Draws every kind of question, empty and answered, to be looked at: what is cramped or unclear no test finds.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawSizes } from './draw-sizes.mjs';
import { loadModule } from './load-module.mjs';

/**
 * @typedef {Record<string, Record<string, unknown>>} Responses by item and question
 * @typedef {{ exam: { items: Array<{ id: string }> }, responses: Responses }} Drawn
 */

/**
 * Exams of the tests, with answers to them.
 *
 * @type {Array<{ name: string, read: () => Promise<Drawn> }>}
 */
const EXAMS = [
  {
    name: 'words',
    read: async () => {
      const { textExam } = /** @type {{ textExam: Drawn['exam'] }} */ (await loadModule('test/support/text-exam.ts'));
      const { responsesOf, RIGHT } = /** @type {{ responsesOf: (answers: unknown) => Responses, RIGHT: unknown }} */ (
        await loadModule('test/browser/text-answers.ts')
      );
      return { exam: textExam, responses: responsesOf(RIGHT) };
    },
  },
  { name: 'pairs', read: () => placing('pairsExam', 'PAIRS_RIGHT') },
  { name: 'pictures', read: () => placing('graphicExam', 'GRAPHIC_RIGHT') },
];

/**
 * One question an item, each called `q`.
 *
 * @param {string} exam
 * @param {string} answers
 * @returns {Promise<Drawn>}
 */
async function placing(exam, answers) {
  const exams = /** @type {Record<string, Drawn['exam']>} */ (await loadModule('test/support/placing-exam.ts'));
  const given = /** @type {Record<string, Record<string, unknown>>} */ (
    await loadModule('test/support/placing-answers.ts')
  );
  const found = exams[exam];
  if (!found) throw new Error(`there is no ${exam}`);
  const responses = Object.entries(given[answers] ?? {}).map(([item, response]) => [item, { q: response }]);
  return { exam: found, responses: Object.fromEntries(responses) };
}

/** @type {Record<'empty' | 'answered', Array<'light' | 'dark'>>} */
const THEMES = { empty: ['light'], answered: ['light', 'dark'] };

const CONFIG = { keyRelease: 'submit', showScoreOnComplete: true, showCorrectAnswersOnComplete: true };

/**
 * @param {{ url: string, authorization: string, browser: import('playwright-core').Browser, folder: string, only: RegExp }} options
 *   `authorization` is the API's, `folder` where the pictures go, `only` the names of pictures
 */
export async function drawQuestions({ url, authorization, browser, folder, only }) {
  mkdirSync(folder, { recursive: true });
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} body
   * @returns {Promise<{ examConfig: { id: string }, examSession: { id: string, ticket: string } }>} as far as it is asked for
   */
  const api = async (method, path, body) => {
    const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
    const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return /** @type {Awaited<ReturnType<typeof api>>} */ (await response.json());
  };
  for (const { name, read } of EXAMS) {
    const { exam, responses } = await read();
    await api('PUT', `/api/exam/${name}`, exam);
    const { examConfig } = await api('POST', `/api/exam/${name}/config`, { config: CONFIG });
    for (const state of /** @type {const} */ (['empty', 'answered'])) {
      const created = await api('POST', `/api/exam-config/${examConfig.id}/exam-session`, {
        user_id: `${name} ${state}`,
      });
      const { id, ticket } = created.examSession;
      if (state === 'answered') {
        await api('POST', `/api/exam-session/${id}/responses`, { responses: asList(responses) });
      }
      const context = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
      const page = await context.newPage();
      await open(page, url, ticket);
      for (const [at, { id: item }] of exam.items.entries()) {
        const path = `question-${name}-${String(at + 1).padStart(2, '0')}-${item}-${state}`;
        await isUp(page);
        if (only.test(path)) await drawSizes(page, join(folder, path), THEMES[state]);
        if (at < exam.items.length - 1) await page.getByRole('button', { name: 'Next' }).click();
      }
      if (state === 'answered') {
        await page.getByRole('button', { name: 'Review answers' }).click();
        await page.getByRole('button', { name: 'Submit test' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click();
        await page.getByRole('button', { name: 'See the answers' }).click();
        await page.getByRole('heading', { name: `Question ${exam.items.length}`, exact: true }).waitFor();
        await drawSizes(page, join(folder, `question-${name}-99-answers`), THEMES[state]);
      }
      await context.close();
    }
  }
}

/** @param {import('playwright-core').Page} page @param {string} url @param {string} ticket */
async function open(page, url, ticket) {
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Get ready for offline' }).click();
  await page.getByText('Ready for offline', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^(Start|Continue) test/ }).click();
}

/** The question with its part, and every picture in it. @param {import('playwright-core').Page} page */
async function isUp(page) {
  await page.getByRole('main').getByRole('heading').first().waitFor();
  await page.getByText('Opening the question').waitFor({ state: 'detached' });
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
}

/** @param {Responses} responses */
const asList = (responses) =>
  Object.entries(responses).map(([itemId, questions]) => ({
    itemId,
    questions: Object.entries(questions).map(([id, response]) => ({ id, response })),
  }));
