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
await Promise.all(
  steps.map(async ([name, step]) => {
    const code = await step();
    console.log(code === 0 ? `${name}: fine` : `${name}: failed`);
    if (code !== 0) failed += 1;
  }),
);

/**
 * About as long as each other, beside each other: what computes all the time, and what waits for browsers and servers in
 * between. More at a time and a browser that two cores are too few for is taken for a fault.
 */
const HALVES = [
  { name: 'computing', projects: ['unit', 'postgres', 'simulation'], workers: 1 },
  { name: 'waiting', projects: ['browser', 'two-servers', 'crash'], workers: 2 },
];

/**
 * @param {string} name of its report
 * @param {string[]} choice which tests
 * @param {NodeJS.ProcessEnv} [environment]
 */
async function runTests(name, choice, environment) {
  const report = fromRoot('node_modules', '.cache', `test-report-${name}.json`);
  rmSync(report, { force: true });
  const code = await runTool('vitest/vitest.mjs', ['run', ...choice], {
    CHROMIUM_PATH: browser,
    POSTGRES_BIN: postgres,
    TEST_REPORT: report,
    ...environment,
  });
  const tally = readTally(report);
  // An error outside every test (an unhandled rejection) fails the run and no test.
  return { ...tally, failed: code !== 0 && tally.failed === 0 ? 1 : tally.failed };
}

const chosen = process.argv.slice(2);
const tallies =
  chosen.length > 0
    ? [await runTests('chosen', chosen)]
    : await Promise.all(
        HALVES.map(({ name, projects, workers }) =>
          runTests(
            name,
            projects.map((project) => `--project=${project}`),
            { TEST_WORKERS: String(workers) },
          ),
        ),
      );
let passed = 0;
for (const tests of tallies) {
  passed += tests.passed;
  failed += tests.failed;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
