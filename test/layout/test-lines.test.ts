import { describe, expect, it } from 'vitest';
import { readSource, repositoryFiles } from './source-files.ts';

/*
 * How many lines of tests sync and sessions have for each line of source; `docs/reliability.md` says what counts and why. A change
 * that adds source there brings the tests of it along.
 */
const AT_LEAST = 3;

const SOURCE = /^src\/(student\/(db|sync)|(server|shared)\/session)\//;
const TESTS = [
  /^test\/student\/(db|sync|services)\//,
  /^test\/server\/(session|device)\//,
  /^test\/shared\/session\//,
  /^test\/(simulation|crash)\//,
  /^test\/server\/api\/(accommodations|attempts|create-session|list-sessions|set-responses)\.test\.ts$/,
  /^test\/server\/import\/(import-responses(\.adversarial)?\.test|file-room)\.ts$/,
  /^test\/browser\/(bad-network|browser-kill|lost-database|offline-journey|shared-chromebook|slow-network|trouble)\.test\.ts$/,
  /^test\/browser\/(console-files|console-merge)\.test\.ts$/,
  /^test\/browser\/(sitting|slow-exam|student-page|witness)\.ts$/,
];

const code = repositoryFiles().filter((path) => path.endsWith('.ts'));
const linesIn = (paths: string[]) =>
  paths.reduce(
    (sum, path) =>
      sum +
      readSource(path)
        .split('\n')
        .filter((line) => /\S/.test(line)).length,
    0,
  );

describe('the tests of sync and session', () => {
  const source = code.filter((path) => SOURCE.test(path));
  const tests = code.filter((path) => TESTS.some((named) => named.test(path)));

  it('are where this file says that they are', () => {
    expect(source.length).toBeGreaterThan(100);
    for (const named of TESTS) expect(tests.filter((path) => named.test(path))).not.toEqual([]);
  });

  it(`hold at least ${AT_LEAST} lines for each line of source`, () => {
    expect(linesIn(tests) / linesIn(source)).toBeGreaterThanOrEqual(AT_LEAST);
  });
});
