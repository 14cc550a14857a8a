/*
 * Takes the manifest's screenshots from the demo test, and draws every screen, every kind of question and the staff page into
 * `screenshots/`. Run by hand when the look changes: the manifest's are kept in the repository, so that a build needs no browser;
 * the others are looked at.
 *
 *     npm run screenshots                         all of it, in some minutes
 *     npm run screenshots -- screens tool-        a part, and of it what has these letters in its name
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { requireBrowser } from './browser.mjs';
import { requireBuild } from './build-if-needed.mjs';
import { drawConsole } from './draw-console.mjs';
import { drawManifest } from './draw-manifest.mjs';
import { drawQuestions } from './draw-questions.mjs';
import { drawScreens } from './draw-screens.mjs';
import { loadModule } from './load-module.mjs';
import { fromRoot } from './paths.mjs';

const PARTS = { manifest: drawManifest, screens: drawScreens, questions: drawQuestions, console: drawConsole };

const [part, only = '.'] = process.argv.slice(2);
const chosen = Object.entries(PARTS).filter(([name]) => part === undefined || name === part);
if (chosen.length === 0) throw new Error(`there is no part ${part}: ${Object.keys(PARTS).join(', ')}`);

await requireBuild();
/** @typedef {{ url: string, output: () => string, kill: (signal: string) => Promise<unknown> }} Server */
const { startServerProcess, demoTicket, BASIC, ADMIN_PASSWORD } =
  /** @type {{ startServerProcess: (options: { dataDir: string }) => Promise<Server>, demoTicket: (server: Server) => string, BASIC: string, ADMIN_PASSWORD: string }} */ (
    await loadModule('test/support/server-process.ts')
  );
const data = mkdtempSync(join(tmpdir(), 'satchel-screenshots-'));
const server = await startServerProcess({ dataDir: data });
// However this command ends.
process.once('exit', () => void server.kill('SIGKILL'));
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: ['--no-sandbox', '--disable-gpu'],
});
const options = {
  url: server.url,
  ticket: demoTicket(server),
  authorization: BASIC,
  password: ADMIN_PASSWORD,
  browser,
  folder: fromRoot('screenshots'),
  only: new RegExp(only),
};
for (const [, draw] of chosen) await draw(options);
await browser.close();
await server.kill('SIGTERM');
rmSync(data, { recursive: true, force: true });
