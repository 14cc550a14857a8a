import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ItemKey } from '../../../src/shared/contract/item-key.ts';
import { results } from '../../../src/shared/contract/score.ts';
import { shuffledOrder } from '../../../src/shared/lib/shuffle.ts';
import { addScores } from '../../../src/shared/scoring/add-scores.ts';
import { scoreChoice } from '../../../src/shared/scoring/choice.ts';
import { type ResponsesToScore, scoreExam } from '../../../src/shared/scoring/score-exam.ts';
import { scoreQuestion } from '../../../src/shared/scoring/score-question.ts';
import { anyChoiceKey, choiceKey, hundredths, itemKeyOf, selected, selectionOf } from './keys.ts';

const id = () => fc.constantFrom('a', 'b', 'c', 'd', 'constructor', 'toString', 'hasOwnProperty', '1', '10', '2');

interface Exam {
  keys: ItemKey[];
  responses: ResponsesToScore;
}

/** Exams with a response, or none, to each question. */
const exam = (): fc.Arbitrary<Exam> => {
  const answered = anyChoiceKey().chain((key) => fc.tuple(fc.constant(key), fc.option(selectionOf(key))));
  const item = fc.tuple(
    id(),
    fc.array(id(), { maxLength: 3 }),
    fc.uniqueArray(fc.tuple(id(), answered), { selector: ([questionId]) => questionId, minLength: 1, maxLength: 3 }),
  );
  return fc.uniqueArray(item, { selector: ([itemId]) => itemId, maxLength: 6 }).map((items) => ({
    keys: items.map(([itemId, alignmentIds, questions]) => ({
      id: itemId,
      alignmentIds,
      questions: questions.map(([questionId, [key]]) => ({ ...key, id: questionId })),
    })),
    responses: Object.fromEntries(
      items.map(([itemId, , questions]) => [
        itemId,
        Object.fromEntries(questions.map(([questionId, [, chosen]]) => [questionId, chosen && selected(...chosen)])),
      ]),
    ),
  }));
};

describe('the results of an exam', () => {
  const keys: ItemKey[] = [
    itemKeyOf({ id: 'i1', alignmentIds: ['saving'] }),
    itemKeyOf({
      id: 'i2',
      alignmentIds: ['spending', 'saving'],
      questions: [choiceKey(), choiceKey({ id: 'q2', maxScore: 2 })],
    }),
    itemKeyOf({ id: 'i3' }),
  ];
  const score = (actual: number, max: number) => ({ actual, isScorable: true, min: 0, max });

  test('hold items in the order of the keys, objectives with the whole score of each aligned item, and points over all', () => {
    const responses = { i3: { q: selected(2) }, i2: { q2: selected(2), q: selected(0) }, i1: { q: selected(2) } };
    expect(scoreExam(keys, responses)).toEqual({
      items: [
        { id: 'i1', score: score(1, 1) },
        { id: 'i2', score: score(2, 3) },
        { id: 'i3', score: score(1, 1) },
      ],
      objectives: {
        saving: { id: 'saving', score: score(3, 4), scores: [score(1, 1), score(2, 3)] },
        spending: { id: 'spending', score: score(2, 3), scores: [score(2, 3)] },
      },
      points: score(4, 5),
    });
  });

  test('of an exam that nobody answered are all 0, out of the same', () => {
    expect(scoreExam(keys, {}).points).toEqual(score(0, 5));
    expect(scoreExam([], {})).toEqual({ items: [], objectives: {}, points: score(0, 0) });
  });

  test('count an item once for an objective that it names twice', () => {
    const twice = scoreExam([itemKeyOf({ alignmentIds: ['o', 'o'] })], {});
    expect(twice.objectives.o?.scores).toHaveLength(1);
  });

  test('have the shape of the contract, and survive JSON', () => {
    fc.assert(
      fc.property(exam(), ({ keys, responses }) => {
        const scored = scoreExam(keys, responses);
        expect(results.parse(JSON.parse(JSON.stringify(scored)))).toEqual(scored);
      }),
    );
  });
});

describe('scoring', () => {
  test('does not depend on the order of items, questions, answers or chosen options', () => {
    const reversed = <Value>(record: Readonly<Record<string, Value>>) =>
      Object.fromEntries(Object.entries(record).reverse());
    fc.assert(
      fc.property(exam(), ({ keys, responses }) => {
        const backwards = reversed(
          Object.fromEntries(Object.entries(responses).map(([itemId, questions]) => [itemId, reversed(questions)])),
        );
        const forwards = scoreExam(keys, responses);
        expect(scoreExam(keys, backwards)).toEqual(forwards);

        const turned = scoreExam(
          keys.toReversed().map((item) => ({ ...item, questions: item.questions.toReversed() })),
          responses,
        );
        expect(turned.points).toEqual(forwards.points);
        expect(turned.items.toReversed()).toEqual(forwards.items);
      }),
    );
  });

  test('changes nothing that it is given, and gives the same again', () => {
    fc.assert(
      fc.property(exam(), ({ keys, responses }) => {
        const before = JSON.stringify([keys, responses]);
        expect(scoreExam(keys, responses)).toEqual(scoreExam(keys, responses));
        expect(JSON.stringify([keys, responses])).toBe(before);
      }),
    );
  });

  test('adds up exactly: the points are the BigInt sum of the questions, and so is each objective', () => {
    fc.assert(
      fc.property(exam(), ({ keys, responses }) => {
        const { points, objectives } = scoreExam(keys, responses);
        for (const part of ['actual', 'min', 'max'] as const) {
          const ofItem = (item: ItemKey) =>
            item.questions
              .map((key) => scoreQuestion(key, responses[item.id]?.[key.id] ?? null))
              .reduce((sum, score) => sum + hundredths(score[part]), 0n);
          expect(hundredths(points[part])).toBe(keys.reduce((sum, item) => sum + ofItem(item), 0n));
          for (const { id, score } of Object.values(objectives)) {
            const aligned = keys.filter((item) => item.alignmentIds.includes(id));
            expect(hundredths(score[part])).toBe(aligned.reduce((sum, item) => sum + ofItem(item), 0n));
          }
        }
      }),
    );
  });

  test('does not look at answers that no key names', () => {
    fc.assert(
      fc.property(exam(), ({ keys, responses }) => {
        const more = { ...responses, elsewhere: { q: selected(0) } };
        expect(scoreExam(keys, more)).toEqual(scoreExam(keys, responses));
      }),
    );
  });

  test('is the same for what is picked through any order of options that a student saw', () => {
    const administered = anyChoiceKey().chain((key) =>
      fc.tuple(fc.constant(key), selectionOf(key), fc.array(fc.nat(6)), fc.array(fc.string(), { minLength: 1 })),
    );
    fc.assert(
      fc.property(administered, ([key, wanted, fixed, seed]) => {
        const order = shuffledOrder(seed, key.optionCount, fixed);
        // The student finds each wanted option at its place on the screen; what is sent is what stands there.
        const places = wanted.map((index) => order.indexOf(index)).sort((a, b) => a - b);
        const sent = places.flatMap((place) => order[place] ?? []);
        expect(scoreChoice(key, selected(...sent))).toEqual(scoreChoice(key, selected(...wanted)));
      }),
    );
  });
});

test('a sum is scorable when all its parts are; what waits for a person is 0 of 0 and leaves the rest counting', () => {
  const scored = { actual: 1, isScorable: true, min: 0, max: 2 };
  const waiting = { actual: 0, isScorable: false, min: 0, max: 0 };
  expect(addScores([scored, scored])).toEqual({ actual: 2, isScorable: true, min: 0, max: 4 });
  expect(addScores([scored, waiting])).toEqual({ actual: 1, isScorable: false, min: 0, max: 2 });
  expect(addScores([])).toEqual({ actual: 0, isScorable: true, min: 0, max: 0 });
});
