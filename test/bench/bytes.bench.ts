import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  getReady,
  goToQuestion,
  questionIsUp,
  signIn,
  statusOf,
  submitTest,
  testLine,
} from '../browser/student-page.ts';
import { type Browser, launchChromium } from '../support/chromium.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { choiceExam, createSession, putExam } from '../support/wire-client.ts';
import { record } from './measure.ts';

const QUESTIONS = 40;
const SECONDS_A_QUESTION = 45;
const NAME = `Exam of ${QUESTIONS}`;

let directory: string;
let server: ServerProcess;
let network: FaultyProxy;
let browser: Browser;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'satchel-bytes-'));
  server = await startServerProcess({ dataDir: join(directory, 'data'), env: { DEMO: '0' } });
  network = await startFaultyProxy(server.url);
  const configId = await putExam(server.url, 'bytes', choiceExam(QUESTIONS));
  const { ticket } = await createSession(server.url, configId, 'student');
  browser = await launchChromium({ userDataDir: join(directory, 'profile') });
  // Minutes pass in an instant: timers of the page run when the test says so, the network and the disk are real.
  await browser.page.clock.install();
  await browser.page.goto(network.url);
  await signIn(browser.page, ticket);
  await getReady(browser.page, NAME);
  // What the app itself weighs is another budget: here only what a test sends counts.
  await browser.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  network.seen = [];
});
afterEach(async () => {
  await browser.kill();
  await network.close();
  await server.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true, maxRetries: 5 });
});

async function answerAll(between: () => Promise<void>): Promise<void> {
  await testLine(browser.page, NAME).getByRole('button', { name: 'Start test' }).click();
  for (let n = 1; n <= QUESTIONS; n++) {
    if (n > 1) await goToQuestion(browser.page, n);
    await questionIsUp(browser.page, n);
    await browser.page
      .getByRole('main')
      .locator('label:has(input[type=radio])')
      .nth(n % 4)
      .click();
    await statusOf(browser.page).filter({ hasText: 'Saved on' }).waitFor();
    await between();
  }
}

async function untilReceived(): Promise<void> {
  const received = browser.page.getByText('Received by the server').first();
  for (let tries = 0; !(await received.isVisible()); tries++) {
    if (tries > 200) throw new Error('never received');
    await browser.page.clock.runFor(1000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // What the device asks for once it has the receipt counts too.
  await browser.page.clock.runFor(5000);
  await new Promise((resolve) => setTimeout(resolve, 1000));
}

function tell(id: string, how: string, up: number, most: number): void {
  const paths = network.seen.map((line) => line.replace(/[0-9a-f-]{36}/, ':id'));
  const counts = [...new Set(paths)].map((path) => `${paths.filter((one) => one === path).length} x ${path}`);
  console.log(counts.join(', '));
  record({
    id,
    title: `A ${QUESTIONS}-question exam goes up, ${how}: bytes with headers`,
    unit: 'kB',
    bars: [
      { name: 'Satchel', value: up / 1000 },
      { name: 'budget', value: most / 1000 },
    ],
    base: 1,
    budget: { text: `at most ${most / 1000} kB`, holds: up <= most },
  });
}

test('offline until the submit, a 40-question exam goes up in 3 kB with headers', async () => {
  await network.cut();
  await answerAll(async () => undefined);
  await submitTest(browser.page);
  const before = network.bytesUp();
  await network.restore();
  await untilReceived();
  const up = network.bytesUp() - before;
  tell('bytes-offline', 'offline until the submit', up, 3000);
  expect(up).toBeGreaterThan(0);
});

test('online all along, an answer every 45 s, it takes 40 kB with headers', async () => {
  const before = network.bytesUp();
  await answerAll(async () => {
    for (let second = 0; second < SECONDS_A_QUESTION; second += 5) {
      await browser.page.clock.runFor(5000);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await submitTest(browser.page);
  await untilReceived();
  const up = network.bytesUp() - before;
  tell('bytes-online', 'online all along, an answer every 45 s', up, 40_000);
  expect(up).toBeGreaterThan(0);
});
