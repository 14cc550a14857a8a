/* Answers of every form in the words of the test. Oracle: what a person would say, written out. */
import { expect, test } from 'vitest';
import { prepareExam } from '../../../src/server/import/prepare-exam.ts';
import { carryOver } from '../../../src/server/session/carry-over.ts';
import { type QuestionWords, questionWords } from '../../../src/server/session/question-words.ts';
import { responseWords } from '../../../src/server/session/response-words.ts';
import { authoredExam } from '../../../src/shared/contract/exam.ts';

const PICTURE = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** One question as it is prepared from what an author wrote. */
function words(question: Record<string, unknown>, { body = '', number = 1 } = {}): QuestionWords {
  const exam = authoredExam.parse({
    name: 'Exam',
    items: [
      {
        id: 'i',
        body,
        media: ['map.gif', 'other.gif'].map((name) => ({ name, type: 'image/gif', data: PICTURE })),
        questions: [{ id: 'q', maxScore: 0, ...question }],
      },
    ],
  });
  const [item] = prepareExam(exam).items;
  const [shown] = item?.student.questions ?? [];
  const [authored] = exam.items[0]?.questions ?? [];
  if (!item || !shown || !authored) throw new Error('nothing was prepared');
  return questionWords(number, { shown, authored, body: item.student.body });
}

const named = (...ids: string[]) => ids.map((id) => ({ id, content: `<p>the ${id}</p>` }));
const choice = (...ids: string[]) => words({ interactionType: 'choice', options: named(...ids) });
const match = (sources: string[], targets: string[]) =>
  words({ interactionType: 'match', sources: named(...sources), targets: named(...targets) });
const gaps = (...ids: string[]) =>
  words({
    interactionType: 'gapMatch',
    sources: named('cat', 'dog'),
    gaps: ids.map((id) => ({ id })),
    body: `<p>A ${ids.map((id) => `<slot name="${id}"></slot>`).join(' and a ')}.</p>`,
  });
const point = (src: string) => words({ interactionType: 'selectPoint', picture: { src, alt: 'A map' } });
const text = words({ interactionType: 'textEntry' });

test('a question asks what its prompt says, or else its own text, or else its item', () => {
  const options = named('a');
  expect(
    words({ interactionType: 'choice', prompt: '<p>Which?</p>', options }, { body: '<p>Cole earns.</p>' }).text,
  ).toBe('Which?');
  expect(gaps('g').text).toBe('A ____ .');
  expect(words({ interactionType: 'choice', options }, { body: '<p>Cole earns.</p>' }).text).toBe('Cole earns.');
  expect(words({ interactionType: 'choice', prompt: `<p>${'long '.repeat(200)}</p>`, options }).text).toMatch(
    /^.{400}…$/,
  );
});

test('options are said in the order in which they were chosen', () => {
  expect(responseWords(choice('jar', 'box'), { options: [{ index: 1 }, { index: 0 }] })).toEqual([
    'the box',
    'the jar',
  ]);
  expect(responseWords(choice('jar'), null)).toEqual([]);
});

test('pairs are said with both their halves, and a gap by its number', () => {
  const pairs = [{ source: 1, target: 0 }];
  expect(responseWords(match(['cat', 'dog'], ['meow', 'bark']), { pairs })).toEqual(['the dog → the meow']);
  expect(responseWords(gaps('g', 'h'), { pairs })).toEqual(['the dog → number 1 of 2']);
});

test('what has no words is called by its number, and a picture by the words that stand for it', () => {
  const options = [
    { id: 'a', content: '<img src="map.gif" alt="A map">' },
    { id: 'b', content: '<img src="map.gif" alt="">' },
  ];
  const pictures = words({ interactionType: 'choice', options });
  expect(responseWords(pictures, { options: [{ index: 0 }, { index: 1 }] })).toEqual(['A map', 'number 2 of 2']);
});

test('text, numbers, points and files say what they are', () => {
  expect(responseWords(text, { value: 'six' })).toEqual(['six']);
  expect(responseWords(undefined, { value: 6 })).toEqual(['6']);
  expect(responseWords(point('map.gif'), { points: [{ x: 1.4, y: 2 }] })).toEqual(['the point 1, 2 of the picture']);
  const file = { hash: 'a'.repeat(64), type: 'image/png', bytes: 7 };
  expect(responseWords(undefined, { file })).toEqual(['a file of 7 bytes (image/png)']);
});

test('what the question does not have is not put into words', () => {
  expect(responseWords(choice('jar'), { options: [{ index: 1 }] })).toBeNull();
  expect(responseWords(undefined, { options: [{ index: 0 }] })).toBeNull();
  expect(responseWords(match(['cat'], ['meow']), { pairs: [{ source: 0, target: 1 }] })).toBeNull();
});

test('pairs are carried to another version by the ids of both halves', () => {
  const from = match(['cat', 'dog'], ['meow', 'bark']);
  const given = { pairs: [{ source: 1, target: 1 }] };
  expect(carryOver(from, match(['dog', 'cat'], ['meow', 'bark']), given)).toEqual({
    pairs: [{ source: 0, target: 1 }],
  });
  expect(carryOver(from, match(['cat', 'dog'], ['meow']), given)).toBeUndefined();
  expect(carryOver(gaps('g', 'h'), gaps('h', 'g'), given)).toEqual({ pairs: [{ source: 1, target: 0 }] });
});

test('a text stays what it is, also where what is right was changed', () => {
  const changed = words({ interactionType: 'textEntry', correct: ['7'], maxScore: 1 });
  expect(carryOver(text, changed, { value: '6' })).toEqual({ value: '6' });
});

test('a point stays where the picture does', () => {
  const given = { points: [{ x: 1, y: 2 }] };
  expect(carryOver(point('map.gif'), point('map.gif'), given)).toEqual(given);
  expect(carryOver(point('map.gif'), point('other.gif'), given)).toBeUndefined();
});

test('nothing is carried to a question of another kind, not even that there is no answer', () => {
  expect(carryOver(text, choice('a'), { value: '6' })).toBeUndefined();
  expect(carryOver(text, choice('a'), null)).toBeUndefined();
});
