import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/bench/**/*.bench.ts'],
    pool: 'forks',
    // One measurement at a time, or they would measure one another.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
    globalSetup: 'test/support/build.ts',
  },
});
