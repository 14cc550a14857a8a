import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { median, percentile, record } from './measure.ts';
import type { CommitLatencies } from './pages/commit-latency.ts';

const SAVES = 2000;

/** The bench page as one script, with the student app's own code in it. */
async function benchScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: resolve(import.meta.dirname, 'pages/commit-latency.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error('the bench page was not built');
  return output.output[0].code;
}

test('committing an answer costs at p99 at most 1.5 times a bare strict transaction over the same rows', async () => {
  const userDataDir = await mkdtemp(join(tmpdir(), 'satchel-commit-'));
  // IndexedDB and WebCrypto want an origin, and a secure one.
  const server = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html>'));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const browser = await launchChromium({ userDataDir });
  try {
    await browser.page.goto(`http://localhost:${(server.address() as AddressInfo).port}`);
    await browser.page.addScriptTag({ content: await benchScript() });
    const latencies = await browser.page.evaluate<CommitLatencies, number>(
      (saves) =>
        (globalThis as unknown as { measureCommits(saves: number): Promise<CommitLatencies> }).measureCommits(saves),
      SAVES,
    );
    expect(latencies.satchel).toHaveLength(SAVES);
    const p99 = { ours: percentile(latencies.satchel, 0.99), bare: percentile(latencies.bare, 0.99) };
    const middle = { ours: median(latencies.satchel), bare: median(latencies.bare) };
    const bars = ({ ours, bare }: { ours: number; bare: number }) => [
      { name: 'Satchel', value: ours },
      { name: 'bare IndexedDB, strict', value: bare },
    ];
    record({
      id: 'commit-p99',
      title: `An answer on the disk of the device: p99 of ${SAVES}`,
      unit: 'ms',
      bars: bars(p99),
      base: 1,
      budget: { text: 'at most 1.5 times a bare transaction', holds: p99.ours <= 1.5 * p99.bare },
    });
    record({
      id: 'commit-median',
      title: `An answer on the disk of the device: median of ${SAVES}`,
      unit: 'ms',
      bars: bars(middle),
      base: 1,
    });
  } finally {
    await browser.kill();
    server.close();
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});
