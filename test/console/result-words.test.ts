/* What results say of each form of answer. Oracle: the words, written out. */
import { expect, test } from 'vitest';
import { answerOf, type ResultQuestion, rightOf, takesAnswer } from '../../src/console/result-words.ts';

const parts = (...contents: string[]) =>
  contents.map((content, index) => ({ id: `id-${index}`, content, isKey: false, index }));
const question = (change: Partial<ResultQuestion>): ResultQuestion => ({
  id: 'q',
  interactionType: 'choice',
  keys: [],
  options: parts('<p>a jar</p>', '<p>3 &lt; 4 &amp; more</p>', '<img alt="A map" src="map.gif">', '<img src="x.gif">'),
  response: {},
  ...change,
});
const keys = (...values: string[]) => values.map((value, index) => ({ value, index }));

test('options are their words, a picture the words that stand for it, and what has none its number', () => {
  const chosen = { options: [0, 1, 2, 3].map((index) => ({ index })) };
  expect(answerOf(question({ response: chosen }))).toEqual(['a jar', '3 < 4 & more', 'A map', 'number 4 of 4']);
  expect(rightOf(question({ keys: keys('id-2') }))).toEqual(['A map']);
});

test('no answer is none', () => {
  expect(answerOf(question({}))).toEqual([]);
});

test('pairs are both their halves, of one list or of two', () => {
  const pairs = { pairs: [{ source: 0, target: 1 }] };
  expect(answerOf(question({ response: pairs }))).toEqual(['a jar → 3 < 4 & more']);
  const targets = parts('meow', 'bark');
  const match = question({ interactionType: 'match', response: pairs, targets, keys: keys('id-0 id-0') });
  expect(answerOf(match)).toEqual(['a jar → bark']);
  expect(rightOf(match)).toEqual(['a jar → meow']);
});

test('texts, numbers and points are what they are, also where they look like a pair', () => {
  const entry = { interactionType: 'textEntry', options: [] };
  expect(answerOf(question({ ...entry, response: { value: 'id-0 id-1' } }))).toEqual(['id-0 id-1']);
  expect(rightOf(question({ ...entry, keys: keys('New York', '6') }))).toEqual(['New York', '6']);
  expect(answerOf(question({ ...entry, response: { points: [{ x: 1.6, y: 2 }] } }))).toEqual(['the point 2, 2']);
});

test.each([
  ['choice', true],
  ['reading', false],
  ['media', false],
  ['unsupported', false],
])('a question of the kind %s takes an answer: %s', (interactionType, takes) => {
  expect(takesAnswer(question({ interactionType }))).toBe(takes);
});
