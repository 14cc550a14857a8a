/*
 * Takes the manifest's screenshots from the demo test, and draws every kind of question, and the main screens in every look, into
 * `screenshots/`. Run by hand when the look changes: the manifest's are kept in the repository, so that a build needs no browser; the others are looked at.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { requireBrowser } from './browser.mjs';
import { requireBuild } from './build-if-needed.mjs';
import { drawLooks } from './draw-looks.mjs';
import { drawQuestions } from './draw-questions.mjs';
import { fromRoot } from './paths.mjs';

/** A question beside its passage, and one under its picture. */
const SHOTS = [
  { file: 'wide.png', width: 1280, height: 800, question: 18 },
  { file: 'narrow.png', width: 540, height: 960, question: 13 },
];
const ANSWERED = 18;
/** Of a server that lives as long as this command. */
const API = { APP_KEY: 'screenshots', APP_SECRET: randomBytes(24).toString('base64url') };

await requireBuild();
const data = mkdtempSync(join(tmpdir(), 'satchel-screenshots-'));
const server = spawn(process.execPath, [fromRoot('dist', 'server', 'main.js')], {
  env: { ...process.env, ...API, DATA_DIR: data, PORT: '0', LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
// However this command ends.
process.once('exit', () => server.kill('SIGKILL'));
const { url, ticket } = await started();
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: ['--no-sandbox', '--disable-gpu'],
});
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
  await page.getByRole('navigation', { name: 'Questions' }).getByText(String(question), { exact: true }).click();
  await page.getByText(`Question ${question} of`).waitFor();
  await page.getByRole('radio').first().waitFor();
  await page.screenshot({ path: fromRoot('public', 'screenshots', file) });
}
const authorization = `Basic ${Buffer.from(`${API.APP_KEY}:${API.APP_SECRET}`).toString('base64')}`;
await drawLooks({ url, ticket, browser, folder: fromRoot('screenshots') });
await drawQuestions({ url, authorization, browser, folder: fromRoot('screenshots') });
await browser.close();
server.kill('SIGTERM');
await once(server, 'close');
rmSync(data, { recursive: true, force: true });

/** @returns {Promise<{ url: string, ticket: string }>} once the server says that it listens */
function started() {
  return new Promise((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (chunk) => {
      output += chunk;
      const listening = /^listening on (\S+)$/m.exec(output);
      const demo = /\bticket ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(output);
      if (listening?.[1] && demo?.[1]) resolve({ url: listening[1], ticket: demo[1] });
    });
    server.once('close', () => reject(new Error(`the server ended:\n${output}`)));
  });
}
