import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resultsJson } from '../../../src/server/session/results-json.ts';
import type { ItemKey } from '../../../src/shared/contract/item-key.ts';
import type { Results, Score } from '../../../src/shared/contract/score.ts';

const number = fc.oneof(fc.constantFrom(0, -0, 1, 0.1, 1e21, Number.POSITIVE_INFINITY, Number.NaN), fc.double());
const score: fc.Arbitrary<Score> = fc.record({ actual: number, isScorable: fc.boolean(), min: number, max: number });

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', '10', '2', '"', '\ud800', 'constructor'), { minLength: 1 });

/** Of one exam: the results of several students, who reach the same few scores and some others. */
const exam = ids.chain((names) =>
  fc.array(score, { minLength: 1, maxLength: 30 }).chain((scores) => {
    const any = fc.constantFrom(...scores);
    return fc.record({
      keys: fc.constant(names.map((id): ItemKey => ({ id, alignmentIds: [], questions: [] }))),
      students: fc.array(
        fc.record<Results>({
          items: fc.tuple(...names.map((id) => any.map((reached) => ({ id, score: reached })))),
          objectives: fc.dictionary(
            fc.string(),
            any.map((reached) => ({ id: 'o', score: reached, scores: [reached] })),
          ),
          points: any,
        }),
        { minLength: 1, maxLength: 60 },
      ),
    });
  }),
);

test('the text of results is that of JSON.stringify, whatever was written of the exam before', () => {
  fc.assert(
    fc.property(exam, ({ keys, students }) => {
      for (const results of students) expect(resultsJson(keys, results)).toBe(JSON.stringify(results));
    }),
  );
});

test('an exam without items has a text too', () => {
  const results: Results = { items: [], objectives: {}, points: { actual: 0, isScorable: true, min: 0, max: 0 } };
  expect(resultsJson([], results)).toBe(JSON.stringify(results));
});
