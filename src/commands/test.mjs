import { rmSync } from 'node:fs';
import { requireBrowser } from './browser.mjs';
import { buildIfNeeded } from './build-if-needed.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot } from './paths.mjs';
import { requirePostgres } from './postgres.mjs';
import { runTool } from './run.mjs';
import { readTally } from './tally.mjs';

await installIfNeeded();
/** @param {Error} error */
const stop = (error) => {
  console.error(error.message);
  process.exit(1);
};
const browser = await requireBrowser().catch(stop);
const postgres = await requirePostgres().catch(stop);

/** @type {Array<[name: string, step: () => Promise<number>]>} */
const steps = [
  ['types', () => runTool('typescript/bin/tsc', ['-b'])],
  ['lint and format', () => runTool('@biomejs/biome/bin/biome', ['check'])],
  ['build', buildIfNeeded],
];
let failed = 0;
for (const [name, step] of steps) {
  const code = await step();
  console.log(code === 0 ? `${name}: fine` : `${name}: failed`);
  if (code !== 0) failed += 1;
}

const report = fromRoot('node_modules', '.cache', 'test-report.json');
rmSync(report, { force: true });
const code = await runTool(
  'vitest/vitest.mjs',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  { CHROMIUM_PATH: browser, POSTGRES_BIN: postgres },
);
const tests = readTally(report);
failed += tests.failed;
// An error outside every test (an unhandled rejection) fails the run and no test.
if (code !== 0 && tests.failed === 0) failed += 1;
console.log(`${tests.passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
