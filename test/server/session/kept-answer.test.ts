/*
 * What a kept answer would count as. Oracle: the option that was chosen, by its id, found again by hand in the other version.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareExam } from '../../../src/server/import/prepare-exam.ts';
import type { ExamKeys } from '../../../src/server/session/exam-keys.ts';
import { judgeKept, type Target } from '../../../src/server/session/kept-answer.ts';
import { type QuestionWords, questionWords } from '../../../src/server/session/question-words.ts';
import type { JournalRow } from '../../../src/server/store/journal.ts';
import { type AuthoredExam, authoredExam } from '../../../src/shared/contract/exam.ts';

const exam = (ids: string[], { id = 'q', maxChoices = 0 } = {}): AuthoredExam =>
  authoredExam.parse({
    name: 'Exam',
    items: [
      {
        id: 'i',
        questions: [
          {
            id,
            interactionType: 'choice',
            maxChoices,
            options: ids.map((option, at) => ({ id: option, content: option, isKey: at === 0 })),
          },
        ],
      },
    ],
  });

/** Judged for version 0. */
function target(versions: AuthoredExam[]): Target {
  const [first] = versions;
  if (!first) throw new Error('there is no version');
  const [item] = prepareExam(first).items;
  const keys: ExamKeys = {
    items: item ? [item.key] : [],
    questions: new Map([['i', new Map(item?.key.questions.map((question) => [question.id, question]))]]),
    contentOrder: [],
  };
  const edition = (authored: AuthoredExam): Map<string, QuestionWords> =>
    new Map(
      authored.items[0]?.questions.map((question, at) => {
        const student = prepareExam(authored).items[0]?.student;
        const shown = student?.questions[at];
        if (!student || !shown) throw new Error('nothing was prepared');
        return [`i\n${question.id}`, questionWords(1, { shown, authored: question, body: student.body })];
      }),
    );
  return { run: 'run', version: 0, keys, editions: new Map(versions.map((one, at) => [at, edition(one)])) };
}

const row = (change: Partial<JournalRow>): JournalRow => ({
  workspace_id: 'w',
  run_id: 'run',
  writer: 'writer',
  seq: 1,
  item_id: 'i',
  question_id: 'q',
  session_id: 's',
  device_id: 'd',
  epoch: 1,
  response_json: '{"options":[{"index":0}]}',
  kind: 'stranded',
  state: 'waiting',
  reason: '',
  raw: null,
  received_at: 1,
  exam_version: 0,
  decided_by: null,
  decided_at: null,
  ...change,
});
const choosing = (...indexes: number[]) => JSON.stringify({ options: indexes.map((index) => ({ index })) });
const hindranceOf = (to: Target, change: Partial<JournalRow>) => {
  const judged = judgeKept(to, row(change));
  return judged.kind === 'hindered' ? judged.hindrance : null;
};

test('an answer to another version counts as the same options, whatever order they stand in, or as nothing', () => {
  const ids = ['a', 'b', 'c', 'd'];
  const order = fc.shuffledSubarray(ids, { minLength: 1 });
  fc.assert(
    fc.property(order, order, fc.shuffledSubarray([0, 1, 2, 3]), (now, then, chosen) => {
      const indexes = chosen.filter((index) => index < then.length);
      const judged = judgeKept(
        target([exam(now), exam(then)]),
        row({ exam_version: 1, response_json: choosing(...indexes) }),
      );
      const wanted = indexes.map((index) => then[index] ?? '');
      if (judged.kind === 'hindered') {
        expect(judged.hindrance).toBe('other-version');
        expect(wanted.some((id) => !now.includes(id))).toBe(true);
        return;
      }
      const found = judged.response === null || !('options' in judged.response) ? [] : judged.response.options;
      expect(found.map(({ index }) => now[index])).toEqual(wanted);
    }),
  );
});

test('an answer to the same version counts by its indexes', () => {
  const judged = judgeKept(target([exam(['a', 'b'])]), row({ response_json: choosing(1) }));
  expect(judged).toEqual({ kind: 'fits', response: { options: [{ index: 1 }] } });
});

test('an answer to a package that the server never made is taken by its indexes', () => {
  const judged = judgeKept(target([exam(['a', 'b']), exam(['b', 'a'])]), row({ exam_version: null }));
  expect(judged).toEqual({ kind: 'fits', response: { options: [{ index: 0 }] } });
});

test('a question that is not in this version, or was not in that, counts for nothing', () => {
  expect(hindranceOf(target([exam(['a']), exam(['a'], { id: 'p' })]), { exam_version: 1 })).toBe('other-version');
  expect(hindranceOf(target([exam(['a']), exam(['a'], { id: 'p' })]), { exam_version: 1, question_id: 'p' })).toBe(
    'other-version',
  );
});

test('clearing is carried over as clearing', () => {
  const judged = judgeKept(target([exam(['a']), exam(['b'])]), row({ exam_version: 1, response_json: null }));
  expect(judged).toEqual({ kind: 'fits', response: null });
});

test('a form that is not of the question does not come to fit by being carried over', () => {
  const text = { kind: 'quarantined' as const, raw: '{"value":"six"}', exam_version: 1 };
  expect(hindranceOf(target([exam(['a']), exam(['b'])]), text)).toBe('misfit');
});

test.each([
  ['of an attempt that was put away', { run_id: 'earlier' }, 'put-away'],
  ['that is not even JSON', { kind: 'quarantined', raw: 'not \u0001 JSON' }, 'unreadable'],
  ['that is JSON and no answer', { kind: 'quarantined', raw: '{"options":7}' }, 'unreadable'],
  ['that names an option beyond the last', { response_json: choosing(7) }, 'misfit'],
  ['to a question that there is not', { question_id: 'p' }, 'misfit'],
  ['that was set aside and is an answer after all', { kind: 'quarantined', raw: choosing(1) }, null],
] as Array<[string, Partial<JournalRow>, string | null]>)('an answer %s', (_, change, hindrance) => {
  expect(hindranceOf(target([exam(['a', 'b'])]), change)).toBe(hindrance);
});

test('what was carried over has to fit as any answer does', () => {
  const to = target([exam(['a', 'b']), exam(['a', 'b', 'c'])]);
  expect(hindranceOf(to, { exam_version: 1, response_json: choosing(0, 0) })).toBe('misfit');
});
