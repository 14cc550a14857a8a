import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { MEMORY_DIRECTORY } from './test/support/memory-directory.ts';

/** Real material that nobody of this project wrote; it lies beside the repository where it is to be had, never in it. */
const hasCorpus = existsSync(join(import.meta.dirname, '../shared/corpus'));
if (!hasCorpus) console.log('There is no ../shared/corpus here: the tests of test/corpus are not part of this run.');

/** What makes the embedded store fail, and what takes minutes over a store that has a process of its own. */
const EMBEDDED_ONLY = ['staff/service', 'session/model', 'session/interleavings', 'session/plan-batch'].map(
  (name) => `test/server/${name}.test.ts`,
);

/** Between them they ask most of what devices, staff and integrators do. */
const OVER_TWO_SERVERS = ['offline-journey', 'console-merge'].map((name) => `test/browser/${name}.test.ts`);

/** `npm test` runs two halves beside each other: it says how many files of each at a time, and where it reads how each ended. */
const workers = Number(process.env.TEST_WORKERS ?? 2);
const report = process.env.TEST_REPORT;

/** Of a poll. A machine with more to do than its cores is late by seconds, and no poll is there to fail soon. */
const unhurried = { poll: { timeout: 20_000 } };

/** Of tests that start servers, browsers and processes of their own, and wait for them a third of their time. */
const patient = {
  maxWorkers: workers,
  testTimeout: 300_000,
  hookTimeout: 120_000,
  expect: unhurried,
  sequence: { groupOrder: 1 },
  // Of those in one file that have a process each, as many as there are cores on a small machine.
  maxConcurrency: 2,
};

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    pool: 'forks',
    // The summary moves over the lines above it, which of two runs beside each other may be the other's.
    ...(report && {
      reporters: [
        ['default', { summary: false }],
        ['json', { outputFile: report }],
      ],
    }),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            `test/{shared,server,student,worker,console,layout,build${hasCorpus ? ',corpus' : ''}}/**/*.test.{ts,tsx}`,
          ],
          exclude: ['**/postgres*.test.ts'],
          // A commit that waits for a disk costs two milliseconds here, and proves nothing: what a kill takes is tested by `crash`.
          env: { TMPDIR: MEMORY_DIRECTORY },
          testTimeout: 30_000,
          expect: unhurried,
          // Files share a process and what it has loaded: loading all of it anew for each took two thirds of the time.
          isolate: false,
          maxWorkers: workers,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // What the server promises once more, over PostgreSQL.
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/server/**/postgres*.test.ts', 'test/server/{api,device,session,staff}/**/*.test.ts'],
          exclude: EMBEDDED_ONLY,
          env: { TEST_STORE: 'postgres', TMPDIR: MEMORY_DIRECTORY },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: unhurried,
          isolate: false,
          maxWorkers: workers,
          sequence: { groupOrder: 0 },
          globalSetup: 'test/support/postgres.ts',
        },
      },
      {
        // A real server and a real browser each.
        extends: true,
        test: {
          ...patient,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // Databases of browsers and servers wait for a disk at each answer, three times as long as for all else.
          env: { TMPDIR: MEMORY_DIRECTORY },
          isolate: false,
          globalSetup: 'test/support/build.ts',
        },
      },
      {
        // Two servers on one PostgreSQL, each request to the other one; TEST_BROWSER=all for every file of a browser.
        extends: true,
        test: {
          ...patient,
          name: 'two-servers',
          include: process.env.TEST_BROWSER === 'all' ? ['test/browser/**/*.test.ts'] : OVER_TWO_SERVERS,
          env: { TEST_SERVERS: '2', TMPDIR: MEMORY_DIRECTORY },
          globalSetup: ['test/support/build.ts', 'test/support/postgres.ts'],
        },
      },
      {
        // Servers that are killed under load.
        extends: true,
        test: {
          ...patient,
          name: 'crash',
          include: ['test/crash/*.test.ts'],
          globalSetup: 'test/support/build.ts',
        },
      },
      {
        // Builds programs, with single places of the sources changed too, and runs them in processes of their own.
        extends: true,
        test: { ...patient, name: 'simulation', include: ['test/{simulation,crash/await}/**/*.test.ts'] },
      },
    ],
  },
});
