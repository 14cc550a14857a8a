import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPEN_NOTE } from '../../src/student/db/early-reader.ts';
import { answerQuestion, getReady, signIn, testLine } from '../browser/student-page.ts';
import { type Browser, launchChromium } from '../support/chromium.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { type OfflinePage, serveBarePage, servePlayerPage } from './bare-page.ts';
import { median, record } from './measure.ts';
import { buildPlayers } from './peers/pages.ts';

const CPU_THROTTLE = 6;
const NEW_TABS = 13;
const NEW_PROCESSES = 15;

let directory: string;
let server: ServerProcess;
let network: FaultyProxy;
let bare: OfflinePage;
/** Open QTI players with one question. */
const players: Array<OfflinePage & { name: string }> = [];
let profile: string;

const open = () => launchChromium({ userDataDir: profile, keepsSpareRenderer: true });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'satchel-cold-'));
  profile = join(directory, 'profile');
  server = await startServerProcess({ dataDir: join(directory, 'data') });
  network = await startFaultyProxy(server.url);
  bare = await serveBarePage();
  for (const page of await buildPlayers()) players.push({ name: page.name, ...(await servePlayerPage(page)) });
  const browser = await open();
  await browser.page.goto(network.url);
  await signIn(browser.page, /\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b/.exec(server.output())?.[0] ?? '');
  await getReady(browser.page, 'Science');
  await testLine(browser.page, 'Science').getByRole('button', { name: 'Start test' }).click();
  await answerQuestion(browser.page, 1, new Map());
  // The student stays at the question for a moment, as they do.
  await browser.page.waitForFunction((name) => localStorage.getItem(name) !== null, OPEN_NOTE);
  for (const page of [bare, ...players]) {
    await browser.page.goto(page.url);
    await browser.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }
  await browser.close();
  await network.cut();
  for (const page of [bare, ...players]) page.close();
}, 120_000);

afterAll(async () => {
  await network.close().catch(() => undefined);
  await server.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
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
      const roots: ParentNode[] = [document];
      const choice =
        'main input:is([type=radio], [type=checkbox]):not(:disabled), [role=radio], qti-simple-choice:defined';
      const watch = new MutationObserver(() => {
        if (!roots.some((root) => root.querySelector(choice))) return;
        watch.disconnect();
        resolve(performance.now());
      });
      const seen = { childList: true, subtree: true, attributeFilter: ['role'] };
      watch.observe(document, seen);
      // Some players draw where a look at the document does not reach.
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function (options) {
        const root = attachShadow.call(this, options);
        roots.push(root);
        watch.observe(root, seen);
        return root;
      };
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

const pages = () => [
  { name: 'Satchel, the whole app', url: network.url },
  { name: 'a bare page with one question', url: bare.url },
  ...players,
];

/** @param rounds of each page, one after the other, so that what disturbs one disturbs the others */
async function alternate(rounds: number, measure: (url: string) => Promise<number>) {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const { name, url } of pages()) times.set(name, [...(times.get(name) ?? []), await measure(url)]);
  }
  return [...times].map(([name, all]) => ({ name, value: median(all) }));
}

function tell(id: string, where: string, bars: Array<{ name: string; value: number }>): void {
  const [ours, , ...others] = bars.map(({ value }) => value);
  const fastest = Math.min(...others);
  record({
    id,
    title: `Offline, in ${where}, on a CPU 6 times slower: until a question can be answered`,
    unit: 'ms',
    bars,
    base: 1,
    budget: { text: 'sooner than the fastest player', holds: ours !== undefined && ours < fastest },
  });
}

test('offline, throttled, in a new tab: the open question is up soon after a bare page would be', async () => {
  const browser = await open();
  // The first of each starts the service worker's process.
  for (const { url } of pages()) await inNewTab(browser, url);
  const bars = await alternate(NEW_TABS, (url) => inNewTab(browser, url));
  await browser.close();
  tell('cold-tab', 'a new tab', bars);
  expect(bars).toHaveLength(4);
});

test('the same in a new browser process', async () => {
  const bars = await alternate(NEW_PROCESSES, inNewProcess);
  tell('cold-process', 'a new browser', bars);
  expect(bars).toHaveLength(4);
});
