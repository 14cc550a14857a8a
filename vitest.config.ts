import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Real material that nobody of this project wrote; it lies beside the repository where it is to be had, never in it. */
const hasCorpus = existsSync(join(import.meta.dirname, '../shared/corpus'));
if (!hasCorpus) console.log('There is no ../shared/corpus here: the tests of test/corpus are not part of this run.');

/** Of tests that start servers and browsers. */
const patient = { testTimeout: 180_000, hookTimeout: 120_000 };
const alone = { fileParallelism: false, maxWorkers: 1, ...patient };

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            `test/{shared,server,student,console,layout,build${hasCorpus ? ',corpus' : ''}}/**/*.test.{ts,tsx}`,
          ],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // A real server and a real browser each, which mostly wait: two files at a time.
        extends: true,
        test: {
          ...patient,
          maxWorkers: 2,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/support/build.ts',
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Servers that are killed under load.
        extends: true,
        test: {
          ...alone,
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          globalSetup: 'test/support/build.ts',
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Builds the simulator and runs it in processes of its own.
        extends: true,
        test: {
          ...alone,
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
