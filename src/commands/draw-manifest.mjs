import { mkdirSync } from 'node:fs';
import { fromRoot } from './paths.mjs';

/** A question beside its passage, and one under its picture. */
const SHOTS = [
  { file: 'wide.png', width: 1280, height: 800, question: 18 },
  { file: 'narrow.png', width: 540, height: 960, question: 13 },
];
const ANSWERED = 18;

/**
 * The manifest's pictures, of the demo test.
 *
 * @param {{ url: string, ticket: string, browser: import('playwright-core').Browser }} options `ticket` of a student of the demo
 */
export async function drawManifest({ url, ticket, browser }) {
  const page = await browser.newPage({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Science' });
  await line.getByRole('button', { name: 'Get ready for offline' }).click();
  await line.getByRole('button', { name: 'Start test' }).click();
  for (let question = 1; question <= ANSWERED; question += 1) {
    await page.getByText(`Question ${question} of`).waitFor();
    if (question % 7 === 0) await page.getByRole('button', { name: 'Flag for review' }).click();
    else await page.getByRole('radio').or(page.getByRole('checkbox')).first().check({ force: true });
    if (question < ANSWERED) await page.getByRole('button', { name: 'Next' }).click();
  }
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
  mkdirSync(fromRoot('public', 'screenshots'), { recursive: true });
  for (const { file, width, height, question } of SHOTS) {
    await page.setViewportSize({ width, height });
    const navigation = page.getByRole('navigation', { name: 'Questions' });
    await navigation.getByText(String(question), { exact: true }).click();
    await page.getByText(`Question ${question} of`).waitFor();
    await page.getByRole('radio').first().waitFor();
    // The stitch that was pressed has moved away, and another one lies under the mouse.
    await page.mouse.move(0, 0);
    await page.screenshot({ path: fromRoot('public', 'screenshots', file) });
  }
  await page.close();
}
