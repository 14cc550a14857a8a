import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerQuestion, getReady, signIn, testLine } from '../browser/student-page.ts';
import { type Browser, launchChromium } from '../support/chromium.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { serveBarePage } from './bare-page.ts';
import { median, report } from './measure.ts';

const CPU_THROTTLE = 6;
const NEW_TABS = 15;
const NEW_PROCESSES = 9;

let directory: string;
let server: ServerProcess;
let network: FaultyProxy;
let bare: Awaited<ReturnType<typeof serveBarePage>>;
let profile: string;

const open = () => launchChromium({ userDataDir: profile });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'satchel-cold-'));
  profile = join(directory, 'profile');
  server = await startServerProcess({ dataDir: join(directory, 'data') });
  network = await startFaultyProxy(server.url);
  bare = await serveBarePage();
  const browser = await open();
  await browser.page.goto(network.url);
  await signIn(browser.page, /\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b/.exec(server.output())?.[0] ?? '');
  await getReady(browser.page, 'Science');
  await testLine(browser.page, 'Science').getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(browser.page, 1, new Map());
  await browser.page.goto(bare.url);
  await browser.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await browser.close();
  await network.cut();
  bare.close();
}, 120_000);

afterAll(async () => {
  await network.close().catch(() => undefined);
  await server.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/**
 * Milliseconds from the navigation to the first paint with a question that can be answered, by the browser's own paint
 * timing. The page tells it by itself: asking would inject scripts of the test's tool into what is measured.
 */
async function answerableAfter(page: Page, url: string): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_THROTTLE });
  await page.addInitScript(() => {
    const answerable = new Promise<number>((resolve) => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('main input:is([type=radio], [type=checkbox]):not(:disabled)')) return;
        watch.disconnect();
        resolve(performance.now());
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    const painted = new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        const paint = list.getEntriesByName('first-contentful-paint')[0];
        if (paint) resolve(paint.startTime);
      }).observe({ type: 'paint', buffered: true });
    });
    void Promise.all([answerable, painted]).then((times) => console.log(`answerable after ${Math.max(...times)}`));
  });
  const told = page.waitForEvent('console', (message) => message.text().startsWith('answerable after'));
  await page.goto(url, { waitUntil: 'commit' });
  return Number((await told).text().split(' ').at(-1));
}

async function inNewTab(browser: Browser, url: string): Promise<number> {
  const page = await browser.context.newPage();
  const time = await answerableAfter(page, url);
  await page.close();
  return time;
}

async function inNewProcess(url: string): Promise<number> {
  const browser = await open();
  const time = await answerableAfter(browser.page, url);
  await browser.close();
  return time;
}

test('offline, throttled, in a new tab: the open question is up soon after a bare page would be', async () => {
  const browser = await open();
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n <= NEW_TABS; n++) {
    const bareTime = await inNewTab(browser, bare.url);
    const ourTime = await inNewTab(browser, network.url);
    // The first of each starts the service worker's process.
    if (n > 0) {
      times.bare.push(bareTime);
      times.ours.push(ourTime);
    }
  }
  await browser.close();
  const [ours, floor] = [median(times.ours), median(times.bare)];
  report('cold start, new tab', ours / floor, '< 1.8, aim 1.5', `${ours.toFixed(0)} ms beside ${floor.toFixed(0)} ms`);
  expect(times.ours).toHaveLength(NEW_TABS);
});

test('the same in a new browser process', async () => {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < NEW_PROCESSES; n++) {
    times.bare.push(await inNewProcess(bare.url));
    times.ours.push(await inNewProcess(network.url));
  }
  const [ours, floor] = [median(times.ours), median(times.bare)];
  report(
    'cold start, new process',
    ours / floor,
    '< 1.6, aim 1.5',
    `${ours.toFixed(0)} ms beside ${floor.toFixed(0)} ms`,
  );
  expect(times.ours).toHaveLength(NEW_PROCESSES);
});
