import { readFileSync } from 'node:fs';

/**
 * Counts what Vitest's JSON report says. A file that could not be loaded has no test that could fail, and counts as one.
 *
 * @param {{ numPassedTests: number, numFailedTests: number,
 *           testResults: Array<{ status: string, assertionResults: Array<{ status: string }> }> }} report
 * @returns {{ passed: number, failed: number }}
 */
export function tally(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/**
 * @param {string} file
 * @returns {{ passed: number, failed: number }} one failure when the report cannot be read: the run did not get that far
 */
export function readTally(file) {
  try {
    return tally(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}
