import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromRoot } from '../../src/commands/paths.mjs';
import { ScoredItem } from '../../src/server/import/qti/score-case.ts';
import { scoreExam } from '../../src/shared/scoring/score-exam.ts';
import { BROWSERS } from '../../vite.config.ts';
import { corpusText } from './corpus.ts';
import { byItem, keyOf, type OracleCase, oracleCases, responsesOf } from './oracle.ts';

/*
 * The oracle: items of the field, and the scores that independent QTI engines agreed on (../shared/corpus/README.md).
 * On the server's path: imported, put, prepared, answered in the response forms, scored. And by the same module as the
 * student's page loads it, bundled for its browsers.
 */
const TOLERANCE = 1e-6;

let folder: string;
let bundled: typeof scoreExam;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-scoring-'));
  await build({
    configFile: false,
    root: fromRoot(),
    logLevel: 'error',
    build: {
      target: BROWSERS,
      outDir: folder,
      minify: true,
      copyPublicDir: false,
      lib: { entry: 'src/shared/scoring/score-exam.ts', formats: ['es'], fileName: () => 'scoring.mjs' },
    },
  });
  bundled = (await import(pathToFileURL(join(folder, 'scoring.mjs')).href)).scoreExam;
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the oracle is the whole of it', () => {
  expect(oracleCases.length).toBeGreaterThan(1300);
  expect(byItem(oracleCases).length).toBeGreaterThan(120);
});

describe.each(byItem(oracleCases))('%s', (path, cases) => {
  test('scores as the engines say, on the server and in the browser’s bundle', () => {
    const key = keyOf(path);
    const wrong = cases.flatMap((one) => {
      const responses = { [key.id]: responsesOf(key, one.response) };
      const results = scoreExam([key], responses);
      expect(bundled([key], responses)).toEqual(results);
      const { actual } = results.points;
      return Math.abs(actual - one.expected_score) <= TOLERANCE
        ? []
        : [`${one.id}: ${actual}, not ${one.expected_score}`];
    });
    expect(wrong).toEqual([]);
  });

  test('gives the outcomes that the engines give', () => {
    const item = new ScoredItem(corpusText(path));
    expect(cases.flatMap((one) => wrongOutcomes(item, one))).toEqual([]);
  });

  test('never gives less than the least that it says', () => {
    const key = keyOf(path);
    for (const one of cases) {
      const { actual, min } = scoreExam([key], { [key.id]: responsesOf(key, one.response) }).points;
      expect(actual).toBeGreaterThanOrEqual(min);
    }
  });
});

function wrongOutcomes(item: ScoredItem, { id, response, expected_outcomes }: OracleCase): string[] {
  const { outcomes } = item.score(response);
  return Object.entries(expected_outcomes).flatMap(([name, expected]) => {
    const given = outcomes[name];
    const same =
      typeof expected === 'number' && typeof given === 'number'
        ? Math.abs(expected - given) <= TOLERANCE
        : expected === given;
    return same ? [] : [`${id}: ${name} is ${given}, not ${expected}`];
  });
}
