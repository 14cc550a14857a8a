import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { getReady, questionIsUp, signIn, testLine } from '../browser/student-page.ts';
import { launchChromium } from '../support/chromium.ts';
import { demoTicket, startServerProcess } from '../support/server-process.ts';
import { median, percentile, record } from './measure.ts';

const CPU_THROTTLE = 6;
/** There and back over the items of the test, so many items in all. */
const MOVES = 200;
const TURN = 20;
/** A task that takes longer than this makes a tap wait (W3C Long Tasks). */
const LONG_TASK_MS = 50;
const FRAME_MS = 16;
/** What a move puts off, its place on the disk and what is read after that, is done by then. */
const PUT_OFF_MS = 500;

/** Seconds that scripts of the page ran, and bytes that its objects take. */
async function metrics(devtools: CDPSession): Promise<{ scriptMs: number; heapBytes: number }> {
  const { metrics: all } = await devtools.send('Performance.getMetrics');
  const value = (name: string) => all.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { scriptMs: value('ScriptDuration') * 1000, heapBytes: value('JSHeapUsedSize') };
}

async function heapAfterCollection(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await metrics(devtools)).heapBytes;
}

/** Tasks that began between two moments of the page. What the test's tool does in between, to find its way, is no part of it. */
async function longTasks(page: Page, windows: readonly Window[]): Promise<number[]> {
  const all = await page.evaluate(() => (globalThis as unknown as { longTasks: Array<[number, number]> }).longTasks);
  const within = (at: number) => windows.some(({ from, to }) => at >= from && at < to);
  return all.filter(([at]) => within(at)).map(([, duration]) => duration);
}

interface Window {
  from: number;
  to: number;
}

/**
 * Before a press: promises the task after the frame that shows another question, which need not be the next frame after the
 * press.
 */
async function watchForMove(page: Page): Promise<void> {
  await page.evaluate(() => {
    const question = () => document.querySelector('nav [aria-current]')?.textContent;
    const before = question();
    const moved = new Promise<void>((painted) => {
      const watch = new MutationObserver(() => {
        if (question() === before) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(painted));
      });
      watch.observe(document.body, { attributeFilter: ['aria-current'], subtree: true });
    });
    Object.assign(globalThis, { moved });
  });
}

const frame = (page: Page) =>
  page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));

/**
 * Presses where the mouse is, and waits for what comes of it.
 *
 * @param isMove it shows another question
 * @returns milliseconds of script until what came of it is painted, and the time until everything that was put off is done too
 */
async function press(page: Page, devtools: CDPSession, isMove: boolean): Promise<{ scriptMs: number; window: Window }> {
  if (isMove) await watchForMove(page);
  const from = await page.evaluate(() => performance.now());
  const before = await metrics(devtools);
  await page.mouse.down();
  await page.mouse.up();
  if (isMove) await page.evaluate(() => (globalThis as unknown as { moved: Promise<void> }).moved);
  else await frame(page);
  const { scriptMs } = await metrics(devtools);
  await page.waitForTimeout(PUT_OFF_MS);
  return { scriptMs: scriptMs - before.scriptMs, window: { from, to: await page.evaluate(() => performance.now()) } };
}

/** Milliseconds of script that waiting for a frame takes where nothing is pressed: the tool runs its own in the page. */
async function scriptOfWaiting(page: Page, devtools: CDPSession): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < TURN; at++) {
    const before = await metrics(devtools);
    await frame(page);
    times.push((await metrics(devtools)).scriptMs - before.scriptMs);
  }
  return median(times);
}

async function pointAt(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error('there is nothing to press');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
}

test('throttled: moving over 200 items and answering them blocks nobody, and keeps nothing', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'satchel-moving-'));
  const server = await startServerProcess({ dataDir: join(directory, 'data') });
  const { page, context, kill } = await launchChromium({ userDataDir: join(directory, 'profile') });
  try {
    await page.goto(server.url);
    await signIn(page, demoTicket(server));
    await getReady(page, 'Science');
    await testLine(page, 'Science').getByRole('button', { name: 'Start test' }).click();
    await questionIsUp(page, 1);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_THROTTLE });
    await page.evaluate(() => {
      const found: Array<[number, number]> = [];
      Object.assign(globalThis, { longTasks: found });
      const watch = new PerformanceObserver((list) => {
        found.push(...list.getEntries().map(({ startTime, duration }): [number, number] => [startTime, duration]));
      });
      watch.observe({ type: 'longtask' });
    });

    const waiting = await scriptOfWaiting(page, devtools);
    const moves: number[] = [];
    const answering: Window[] = [];
    const moving: Window[] = [];
    let heapAtFirst = 0;
    for (let move = 0; move < MOVES; move++) {
      const isForth = Math.floor(move / TURN) % 2 === 0;
      const option = page.getByRole('main').locator('label:has(input:is([type=radio], [type=checkbox]))').first();
      if (isForth && (await option.count()) > 0) {
        await pointAt(page, option);
        answering.push((await press(page, devtools, false)).window);
      }
      await pointAt(page, page.getByRole('button', { name: isForth ? 'Next' : 'Previous', exact: true }));
      const { scriptMs, window } = await press(page, devtools, true);
      moves.push(scriptMs - waiting);
      moving.push(window);
      if (move === TURN * 2) heapAtFirst = await heapAfterCollection(devtools);
    }
    const heap = await heapAfterCollection(devtools);
    console.log(`script of the measurement itself, left out below: ${waiting.toFixed(1)} ms a press`);
    console.log(`p95 of the script of a move: ${percentile(moves, 0.95).toFixed(1)} ms`);
    record({
      id: 'moving-script',
      title: `Moving to another question, at ${CPU_THROTTLE} times less CPU: script, median of ${MOVES}`,
      unit: 'ms',
      bars: [
        { name: 'Satchel', value: median(moves) },
        { name: 'one frame', value: FRAME_MS },
      ],
      base: 1,
      budget: { text: `at most ${FRAME_MS} ms`, holds: median(moves) <= FRAME_MS },
    });
    const [whileAnswering, whileMoving] = [await longTasks(page, answering), await longTasks(page, moving)];
    console.log(`of ${answering.length} answers: ${whileAnswering.length} tasks over ${LONG_TASK_MS} ms`);
    console.log(`of ${moving.length} moves: ${whileMoving.length} tasks over ${LONG_TASK_MS} ms`);
    // The browser tells of those over 50 ms alone.
    const longest = (tasks: number[]) => Math.max(LONG_TASK_MS, ...tasks);
    record({
      id: 'moving-tasks',
      title: `The longest task of a press, at ${CPU_THROTTLE} times less CPU`,
      unit: 'ms',
      bars: [
        { name: 'choosing an answer', value: longest(whileAnswering) },
        { name: 'moving to another question', value: longest(whileMoving) },
        { name: 'budget', value: LONG_TASK_MS },
      ],
      base: 2,
      budget: { text: `none over ${LONG_TASK_MS} ms while answering`, holds: whileAnswering.length === 0 },
    });
    record({
      id: 'moving-memory',
      title: `Memory of the page's objects after ${MOVES} moves`,
      unit: 'MB',
      bars: [
        { name: `after ${MOVES}`, value: heap / 1e6 },
        { name: `after ${TURN * 2}`, value: heapAtFirst / 1e6 },
      ],
      base: 1,
      // Code that the browser compiles meanwhile is counted in: a page that keeps nothing grows by a twentieth.
      budget: { text: 'flat: at most 1.1 times', holds: heap <= 1.1 * heapAtFirst },
    });
    expect(moves).toHaveLength(MOVES);
  } finally {
    await kill();
    await server.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  }
});
