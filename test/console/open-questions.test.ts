/*
 * From the journal to what a person is asked. Oracle: the numbered rules of the module, over rows of any kind; and by hand, what
 * each choice sends.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decisionsOf, dismiss, KEEP, settled, sortWaiting } from '../../src/console/open-questions.ts';
import { hindrance, type JournalItem } from '../../src/shared/contract/journal.ts';
import { BIKE, BOARD, CUPCAKE, journalItem } from './journal-item.ts';

const STATES: JournalItem['state'][] = ['waiting', 'filled', 'same', 'taken', 'dismissed'];

const anyItem = fc
  .record({
    item: fc.constantFrom('i0', 'i1', 'i2'),
    run: fc.constantFrom('run-of-the-test-000', 'run-of-the-test-001'),
    seq: fc.nat(1000),
    state: fc.constantFrom(...STATES),
    hindrance: fc.option(fc.constantFrom(...hindrance.options)),
    answer: fc.constantFrom(BIKE, BOARD, CUPCAKE),
    raw: fc.option(fc.constant('7'), { nil: undefined }),
    known: fc.boolean(),
  })
  .map(({ item, run, seq, state, hindrance: why, answer, raw, known }) =>
    journalItem({
      ...answer,
      itemId: item,
      run,
      seq,
      state,
      hindrance: why,
      countsAs: why === null ? answer.countsAs : null,
      question: known ? { number: Number(item.at(1)) + 1, text: item } : null,
      ...(raw !== undefined && { raw }),
    }),
  );

test('every answer that waits is in exactly one place, and no other is in any', () => {
  fc.assert(
    fc.property(fc.array(anyItem), (items) => {
      const { open, putAway, unusable } = sortWaiting(items);
      const placed = [...open.flatMap(({ rows }) => rows), ...[...putAway.values()].flat(), ...unusable];
      expect(new Set(placed).size).toBe(placed.length);
      expect(new Set(placed)).toEqual(new Set(items.filter(({ state }) => state === 'waiting')));
    }),
  );
});

test('a choice settles every answer that waits for the question, and takes at most one', () => {
  fc.assert(
    fc.property(fc.array(anyItem), fc.nat(), (items, pick) => {
      for (const question of sortWaiting(items).open) {
        const choices = [KEEP, ...question.others.map(({ key }) => key)];
        const choice = choices[pick % choices.length] ?? KEEP;
        const decisions = decisionsOf(question, choice);
        expect(decisions).toHaveLength(question.rows.length);
        const taken = decisions.filter(({ take }) => take === 'stranded');
        expect(taken).toHaveLength(choice === KEEP ? 0 : 1);
        for (const { seen } of decisions) expect(seen).toEqual(question.now.current);
      }
    }),
  );
});

test('the same answer from two devices is one to choose, and the later of the two is what is taken', () => {
  const first = journalItem({ writer: 'w1', receivedAt: '2026-05-12T09:30:00.000Z' });
  const second = journalItem({ writer: 'w2', receivedAt: '2026-05-12T09:40:00.000Z' });
  const [question] = sortWaiting([second, first]).open;
  expect(question?.others.map(({ came }) => came.map(({ writer }) => writer))).toEqual([['w1', 'w2']]);
  if (!question) return;
  expect(decisionsOf(question, question.others[0]?.key ?? '').map(({ writer, take }) => [writer, take])).toEqual([
    ['w1', 'current'],
    ['w2', 'stranded'],
  ]);
});

test('an earlier and a later answer of one device are two to choose from', () => {
  const [question] = sortWaiting([journalItem({ seq: 1 }), journalItem({ ...BOARD, seq: 2 })]).open;
  expect(question?.others).toHaveLength(2);
});

test('what says the same by now is nothing to choose, and leaves with the question', () => {
  const [question] = sortWaiting([journalItem(CUPCAKE)]).open;
  expect(question?.others).toEqual([]);
  expect(question && decisionsOf(question, KEEP)).toMatchObject([{ take: 'current' }]);
});

test('a cleared answer is another than the one that counts', () => {
  const cleared = { response: null, words: [], countsAs: { response: null, words: [] } };
  expect(sortWaiting([journalItem(cleared)]).open[0]?.others).toHaveLength(1);
});

test('questions come in the order of the test, and those that it does not have come last', () => {
  const at = (number: number | null) =>
    journalItem({ itemId: `i${number}`, question: number === null ? null : { number, text: '' }, state: 'taken' });
  expect(settled([at(null), at(10), at(2)]).map(({ itemId }) => itemId)).toEqual(['i2', 'i10', 'inull']);
});

test('what a device had set aside does not come back with its attempt', () => {
  const { putAway, unusable } = sortWaiting([
    journalItem({ hindrance: 'put-away', countsAs: null }),
    journalItem({ hindrance: 'put-away', countsAs: null, raw: '{}', seq: 2 }),
  ]);
  expect([...putAway.values()].flat().map(({ seq }) => seq)).toEqual([1]);
  expect(unusable.map(({ seq }) => seq)).toEqual([2]);
});

test('dismissing says nothing of what counts', () => {
  expect(dismiss(journalItem())).toEqual({
    run: 'run-of-the-test-000',
    writer: 'writer-of-the-second',
    seq: 1,
    itemId: 'item',
    questionId: 'q',
    take: 'current',
  });
});
