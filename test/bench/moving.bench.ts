import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { getReady, questionIsUp, signIn, testLine } from '../browser/student-page.ts';
import { launchChromium } from '../support/chromium.ts';
import { demoTicket, startServerProcess } from '../support/server-process.ts';
import { median, percentile } from './measure.ts';

const CPU_THROTTLE = 6;
/** There and back over the items of the test, so many items in all. */
const MOVES = 200;
const TURN = 20;
/** A task that takes longer than this makes a tap wait (W3C Long Tasks). */
const LONG_TASK_MS = 50;
const FRAME_MS = 16;

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

async function longTasks(page: Page): Promise<number[]> {
  return await page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
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
      const found: number[] = [];
      Object.assign(globalThis, { longTasks: found });
      const watch = new PerformanceObserver((list) => found.push(...list.getEntries().map(({ duration }) => duration)));
      watch.observe({ type: 'longtask' });
    });

    const moves: number[] = [];
    let heapAtFirst = 0;
    for (let move = 0; move < MOVES; move++) {
      const isForth = Math.floor(move / TURN) % 2 === 0;
      const option = page.getByRole('main').locator('label:has(input:is([type=radio], [type=checkbox]))').first();
      if (isForth && (await option.count()) > 0) await option.click();
      const button = page.getByRole('button', { name: isForth ? 'Next' : 'Previous', exact: true });
      await button.hover();
      const before = await metrics(devtools);
      await page.mouse.down();
      await page.mouse.up();
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
      moves.push((await metrics(devtools)).scriptMs - before.scriptMs);
      if (move === TURN * 2) heapAtFirst = await heapAfterCollection(devtools);
    }
    const heap = await heapAfterCollection(devtools);
    const long = await longTasks(page);
    const script = `median ${median(moves).toFixed(1)} ms, p95 ${percentile(moves, 0.95).toFixed(1)} ms`;
    console.log(`moving to another item, script at ${CPU_THROTTLE}x throttle: ${script} (budget ${FRAME_MS} ms)`);
    const longest = long.length > 0 ? `${Math.max(...long).toFixed(0)} ms` : 'none';
    console.log(`tasks over ${LONG_TASK_MS} ms in ${MOVES} moves: ${long.length}, longest ${longest} (budget none)`);
    const kept = (heap - heapAtFirst) / (MOVES - TURN * 2);
    console.log(
      `memory after ${MOVES} moves: ${(heap / heapAtFirst).toFixed(2)} x (budget 1), ${kept.toFixed(0)} bytes a move`,
    );
    expect(moves).toHaveLength(MOVES);
  } finally {
    await kill();
    await server.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  }
});
