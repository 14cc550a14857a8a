import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SubmittedAnswer, submitContent, submitCount } from '../../../src/shared/session/submit-content.ts';
import { anyResponse } from './responses.ts';

const id = () => fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.:~-]{0,5}$/);
const answers = () =>
  fc.uniqueArray(fc.record<SubmittedAnswer>({ itemId: id(), questionId: id(), response: anyResponse() }), {
    selector: ({ itemId, questionId }) => `${itemId} ${questionId}`,
  });

test('the text is the one that the contract states', () => {
  const given: SubmittedAnswer[] = [
    { itemId: 'b', questionId: 'q1', response: { options: [{ index: 2 }] } },
    { itemId: 'a', questionId: 'q2', response: { value: 'é' } },
    { itemId: 'a', questionId: 'q10', response: { pairs: [{ target: 1, source: 0 }] } },
    { itemId: 'c', questionId: 'q1', response: null },
    { itemId: 'B', questionId: 'q1', response: { options: [] } },
  ];
  expect(submitContent(given)).toBe(
    '[["a","q10",{"pairs":[{"source":0,"target":1}]}],["a","q2",{"value":"é"}],["b","q1",{"options":[{"index":2}]}]]',
  );
  expect(submitCount(given)).toBe(3);
});

test('of nothing it is an empty list', () => {
  expect(submitContent([])).toBe('[]');
  expect(submitCount([])).toBe(0);
});

test('the order in which answers come makes no difference', () => {
  fc.assert(
    fc.property(
      answers().chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, shuffled]) => {
        expect(submitContent(shuffled)).toBe(submitContent(given));
      },
    ),
  );
});

test('it names as many answers as it counts, sorted by item and question', () => {
  fc.assert(
    fc.property(answers(), (given) => {
      const entries: Array<[string, string, unknown]> = JSON.parse(submitContent(given));
      expect(entries).toHaveLength(submitCount(given));
      const order = ([item, question]: [string, string, unknown]) => [item, question];
      const byCodeUnits = [...entries].map(order).sort((a, b) => (a.join('\0') < b.join('\0') ? -1 : 1));
      expect(entries.map(order)).toEqual(byCodeUnits);
      for (const [, , response] of entries) expect(response).not.toBeNull();
    }),
  );
});

test('a changed answer changes the text', () => {
  fc.assert(
    fc.property(answers(), fc.nat(3), fc.integer({ min: 4, max: 9 }), (given, index, other) => {
      const withOption = (chosen: number) =>
        submitContent([...given, { itemId: '~', questionId: 'q', response: { options: [{ index: chosen }] } }]);
      expect(withOption(index)).not.toBe(withOption(other));
    }),
  );
});

test('answers are read once, so that a cursor will do', () => {
  function* cursor() {
    yield { itemId: 'a', questionId: 'q', response: { value: 'x' } };
  }
  expect(submitContent(cursor())).toBe('[["a","q",{"value":"x"}]]');
});
