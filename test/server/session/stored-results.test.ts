import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResults, storedResults } from '../../../src/server/session/stored-results.ts';
import type { ItemKey } from '../../../src/shared/contract/item-key.ts';
import type { Results, Score } from '../../../src/shared/contract/score.ts';

const number = fc.oneof(fc.constantFrom(0, 1, 0.1, 1e21), fc.double({ noNaN: true, noDefaultInfinity: true }));
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
          // zod takes no record with this name; no id of an objective is it.
          objectives: fc.dictionary(
            fc.string().filter((id) => id !== '__proto__'),
            any.map((reached) => ({ id: 'o', score: reached, scores: [reached] })),
          ),
          points: any,
        }),
        { minLength: 1, maxLength: 60 },
      ),
    });
  }),
);

/** As JSON has it, which knows no negative zero. */
const throughJson = (results: Results): Results => JSON.parse(JSON.stringify(results));

test('what is stored of results is read as they were, whatever was written of the exam before', () => {
  fc.assert(
    fc.property(exam, ({ keys, students }) => {
      for (const results of students) {
        expect(readResults(storedResults(keys, results))).toEqual(throughJson(results));
      }
    }),
  );
});

test('results that were stored by the names of the API are read too', () => {
  fc.assert(
    fc.property(exam, ({ students }) => {
      for (const results of students) expect(readResults(JSON.stringify(results))).toEqual(throughJson(results));
    }),
  );
});

test('four runs of 40 questions fit on a page of four kilobytes', () => {
  const one = { actual: 1, isScorable: true, min: 0, max: 1 };
  const items = Array.from({ length: 40 }, (_, n) => ({ id: `item-${n}`, score: one }));
  expect(storedResults([], { items, objectives: {}, points: { ...one, actual: 40, max: 40 } }).length).toBeLessThan(
    1000,
  );
});

test('what is no results is refused', () => {
  for (const text of ['{}', 'null', '{"items":[["a",[1]]],"objectives":{},"points":[1,1]}']) {
    expect(() => readResults(text), text).toThrow();
  }
});

test('an exam without items has results too', () => {
  const results: Results = { items: [], objectives: {}, points: { actual: 0, isScorable: true, min: 0, max: 0 } };
  expect(readResults(storedResults([], results))).toEqual(results);
});
