/*
 * A newcomer follows docs/deploy.md for a classroom without internet: the commands and the policy are read from the page, and
 * the commands run in a folder like a fresh clone. The server and the device are in network namespaces of their own, joined
 * by one cable; the device has a clean profile, managed by that policy. Oracle: the browser itself finds no fault with the
 * certificate, its worker controls the page, and a test is taken with the cable unplugged.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireBrowser } from '../../src/commands/browser.mjs';
import { fromRoot } from '../../src/commands/paths.mjs';
import { type Browser, launchChromium } from '../support/chromium.ts';
import { canMakeLan, type Lan, openLan } from '../support/lan.ts';
import { answerQuestion, getReady, signIn, statusOf, testLine } from './student-page.ts';

const HOST = 'satchel.local';
const isLan = canMakeLan();
const guide = readFileSync(fromRoot('docs', 'deploy.md'), 'utf8');

let directory: string;
let clone: string;
let lan: Lan | undefined;
let server: ChildProcess;
let browser: Browser | undefined;
let output = '';

/** The first block of code after a heading. */
function blockAfter(heading: string, language: string): string {
  const [, rest = ''] = guide.split(`\n### ${heading}\n`);
  const block = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(rest)?.[1];
  if (!block) throw new Error(`docs/deploy.md says nothing after ${heading}`);
  return block;
}

/** What git would bring, and what npm and the first start would have made of it. */
function cloneTo(folder: string): void {
  const left = new Set(['node_modules', 'data', '.git']);
  for (const name of readdirSync(fromRoot())) {
    if (left.has(name)) continue;
    cpSync(fromRoot(name), join(folder, name), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(fromRoot('node_modules'), join(folder, 'node_modules'));
}

function onServer(command: string): ChildProcess {
  const [program = '', ...args] = [...(lan?.onServer ?? []), 'sh', '-ec', command];
  const env = { PATH: process.env.PATH, LOG_LEVEL: 'silent' };
  const child = spawn(program, args, { cwd: clone, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return child;
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'satchel-lan-'));
  clone = join(directory, 'clone');
  cloneTo(clone);
  if (isLan) lan = openLan(directory, HOST);
  const making = onServer(blockAfter('Make the certificate', 'sh'));
  expect(await once(making, 'exit')).toEqual([0, null]);
  server = onServer(blockAfter('Start the server', 'sh'));
  while (!output.includes('listening on')) await once(server.stdout as NodeJS.ReadableStream, 'data');
});

afterAll(async () => {
  await browser?.close();
  if (server?.pid !== undefined && server.exitCode === null) {
    process.kill(-server.pid, 'SIGTERM');
    await once(server, 'exit');
  }
  lan?.close();
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
});

/** As the page says: the lines between BEGIN and END, as one. */
const authorityText = () =>
  readFileSync(join(clone, 'data', 'tls', 'authority.pem'), 'utf8')
    .replace(/-----.*-----/g, '')
    .replace(/\s/g, '');

/** Asks the server on its own machine, as a program that believes the authority alone. @returns the status, or why there is none */
async function askReady(): Promise<string> {
  const program = `
    const ca = require('node:fs').readFileSync('data/tls/authority.pem');
    const url = { host: '127.0.0.1', port: 8443, path: '/readyz', servername: '${HOST}', headers: { host: '${HOST}' }, ca };
    require('node:https').get(url, (answer) => console.log('answered', answer.statusCode)).on('error', (e) => console.log(e.message));`;
  const asking = onServer(`node -e "${program.replaceAll('\n', ' ')}"`);
  await once(asking, 'close');
  return output.trimEnd().split('\n').at(-1) ?? '';
}

test('the commands of the page make a server that speaks HTTPS under its name', async () => {
  expect(await askReady()).toBe('answered 200');
});

if (isLan) {
  test('a device that its school manages installs the app from a classroom server, and takes a test with the cable unplugged', async () => {
    if (!lan) throw new Error('there is no LAN');
    const policies = JSON.parse(blockAfter('Give it to the devices', 'json').replace('MII…', authorityText())) as {
      WebAppInstallForceList: Array<{ url: string }>;
    };
    const address = policies.WebAppInstallForceList[0]?.url ?? '';
    expect(new URL(address).hostname).toBe(HOST);
    const program = lan.deviceProgram(await requireBrowser(), policies);
    browser = await launchChromium({ userDataDir: join(directory, 'profile'), program });
    const { page, context } = browser;
    await page.goto(address);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await signIn(page, /signs in with the ticket (\S+)/.exec(output)?.[1] ?? '');
    await getReady(page, 'Science');
    const devtools = await context.newCDPSession(page);
    const installed = (manifestId: string) =>
      devtools.send('PWA.getOsAppState', { manifestId }).then(
        () => true,
        () => false,
      );
    await expect.poll(() => installed(address), { timeout: 30_000 }).toBe(true);
    expect(await installed(`${address}another-app`)).toBe(false);

    lan.unplug();
    await page.goto(address);
    await testLine(page, 'Science').getByRole('button', { name: 'Start test' }).click();
    await answerQuestion(page, 1, new Map());
    await statusOf(page).filter({ hasText: 'Saved on this device' }).waitFor();

    lan.plugIn();
    // At once where the browser hears of the cable, and at its next try where it does not.
    await statusOf(page).filter({ hasText: 'Saved on the server' }).waitFor({ timeout: 150_000 });
  });
}
