import { expect, test } from 'vitest';
import type { ItemKey } from '../../src/shared/contract/item-key.ts';
import type { Response } from '../../src/shared/contract/response.ts';
import { type ResponsesToScore, scoreExam } from '../../src/shared/scoring/score-exam.ts';
import { record } from './measure.ts';

const QUESTIONS = 40;
const STUDENTS = 50;
const ROUNDS = 200;
const BUDGET = 5;

/** Every eighth question has two keys; eight objectives. */
const keys = Array.from({ length: QUESTIONS }, (_, at): ItemKey => {
  const several = at % 8 === 7;
  return {
    id: `item-${at}`,
    alignmentIds: [`objective-${at % 8}`],
    questions: [
      {
        id: 'q',
        interactionType: 'choice',
        maxScore: 1,
        maxChoices: several ? 0 : 1,
        optionCount: 4,
        keys: several ? [0, 2] : [at % 4],
      },
    ],
  };
});

const answer = (at: number, student: number): Response =>
  at % 8 === 7 ? { options: [{ index: 0 }, { index: 2 }] } : { options: [{ index: (at + student) % 4 }] };
const classroom = Array.from({ length: STUDENTS }, (_, student) =>
  Object.fromEntries(keys.map(({ id }, at) => [id, { q: answer(at, student) }])),
);

/** What scoring cannot do without: each chosen option against the keys. No results, no objectives, no exactness. */
function bareLoop(responses: ResponsesToScore): number {
  let points = 0;
  for (const { id, questions } of keys) {
    const [key] = questions;
    const response = responses[id]?.q;
    if (key?.interactionType !== 'choice' || !response || !('options' in response)) continue;
    const { options } = response;
    if (options.length === key.keys.length && options.every(({ index }) => key.keys.includes(index)))
      points += key.maxScore;
  }
  return points;
}

function milliseconds(score: (responses: ResponsesToScore) => unknown): number {
  const start = performance.now();
  for (let repeat = 0; repeat < 20; repeat++) for (const responses of classroom) score(responses);
  return performance.now() - start;
}

test(`scoring ${QUESTIONS} choice questions costs at most ${BUDGET} times a bare loop over options and keys`, () => {
  for (const responses of classroom) expect(scoreExam(keys, responses).points.actual).toBe(bareLoop(responses));
  // The fastest of many, one beside the other: what else the machine does only ever adds.
  let [bare, scored] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    bare = Math.min(bare, milliseconds(bareLoop));
    scored = Math.min(
      scored,
      milliseconds((responses) => scoreExam(keys, responses)),
    );
  }
  const ratio = scored / bare;
  record({
    id: 'scoring',
    title: `${QUESTIONS} choice questions scored, with results by item and objective`,
    unit: 'µs',
    bars: [
      { name: 'Satchel', value: scored },
      { name: 'a bare loop over options and keys', value: bare },
    ],
    base: 1,
    budget: { text: `at most ${BUDGET} times the bare loop`, holds: ratio <= BUDGET },
  });
  expect(ratio).toBeLessThanOrEqual(BUDGET);
});
