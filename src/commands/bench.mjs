import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addResults } from './bench-results.mjs';
import { requireBrowser } from './browser.mjs';
import { requireBuild } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot } from './paths.mjs';
import { run, runTool } from './run.mjs';
import { writeResults } from './write-results.mjs';

/*
 * npm run bench                        measures everything, and draws docs/benchmarks.md and docs/capacity.md anew
 * npm run bench -- test/bench/herd     measures some of it; the rest stays as it was
 * npm run bench -- --draw              draws what docs/benchmarks.json holds
 */
const args = process.argv.slice(2);
await installIfNeeded();
if (args.includes('--draw')) {
  writeResults(addResults('', null));
  process.exit(0);
}
const browser = await requireBrowser().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
await installPeers();
await requireBuild();
const folder = mkdtempSync(join(tmpdir(), 'satchel-bench-'));
const lines = join(folder, 'results');
const code = await runTool('vitest/vitest.mjs', ['run', '--config', 'vitest.bench.config.ts', ...args], {
  CHROMIUM_PATH: browser,
  BENCH_RESULTS: lines,
});
if (existsSync(lines)) writeResults(addResults(readFileSync(lines, 'utf8'), new Date()));
rmSync(folder, { recursive: true, force: true });
process.exit(code);

/** What is measured beside Satchel is installed by nobody but this command, and runs none of its install scripts. */
async function installPeers() {
  const peers = fromRoot('test', 'bench', 'peers');
  /** @param {string} path */
  const at = (path) => statSync(join(peers, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (at('node_modules/.package-lock.json') >= at('package-lock.json')) return;
  const failed = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', peers]);
  if (failed) process.exit(failed);
}
