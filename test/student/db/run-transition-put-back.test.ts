/* Oracle: a number that this device gave out twice ends under a new writer, and nothing else makes it mint one. */
import { describe, expect, test } from 'vitest';
import type { AnswerRow } from '../../../src/student/db/rows.ts';
import { receiveAnswer } from '../../../src/student/db/run-transition.ts';
import { answerOf, received } from './received.ts';
import { anAnswer, aRun, WRITER } from './rows.ts';

const one = [anAnswer({ seq: 1 })];

test('a database that was put back from an older copy counts on under a new writer, from its unsent answers', () => {
  // The server has 9 changes of this writer; this database knows of 2, and has made a third since it was put back.
  const run = aRun({ seq: 3, ackedSeq: 2, revision: 7 });
  const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
  const after = receiveAnswer(run, answers, received(run, answers, { answer: answerOf({ ackedThrough: 9 }) }));
  expect(after.run).toMatchObject({ writer: 'writer-bbbbbbbbbbbbb', seq: 1, ackedSeq: 0, revision: -1 });
  expect(after.answers.map(({ questionId, seq, foreign }) => [questionId, seq, foreign])).toEqual([
    ['q1', 0, true],
    ['q2', 0, true],
    ['q3', 1, false],
  ]);
});

describe('a number that the server has with another answer', () => {
  const run = aRun({ seq: 3, ackedSeq: 1, revision: 7 });
  const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
  const sent = received(run, answers, {
    answer: answerOf({ ackedThrough: 3, differs: { 'item-1': { q2: 2 } } }),
  });

  test('means that the database was put back from an older copy: what is unsent counts on under a new writer', () => {
    const after = receiveAnswer(run, answers, sent);
    expect(after.run).toMatchObject({ writer: 'writer-bbbbbbbbbbbbb', seq: 2, ackedSeq: 0, revision: -1 });
    expect(after.answers.map(({ questionId, seq, foreign }) => [questionId, seq, foreign])).toEqual([
      ['q1', 0, true],
      ['q2', 1, false],
      ['q3', 2, false],
    ]);
  });

  test('in a run that was left behind, too', () => {
    const left = { ...sent, answer: { ...sent.answer, outcome: 'stranded' as const } };
    expect(receiveAnswer(run, answers, left).run.writer).toBe('writer-bbbbbbbbbbbbb');
  });

  test('takes nothing for sent that another pass had acknowledged meanwhile', () => {
    const after = receiveAnswer({ ...run, ackedSeq: 3 }, answers, sent);
    expect(after.answers.map(({ seq }) => seq)).toEqual([0, 1, 2]);
  });

  test.each<[string, Partial<AnswerRow>]>([
    ['was changed since: the batch was only overtaken', { seq: 4 }],
    ['is not the one that was sent', { response: { options: [{ index: 3 }] } }],
    ['was refused by name since', { problem: 'refused' }],
    ['is not this device’s own', { foreign: true }],
  ])('means nothing when the answer here %s', (_, change) => {
    const now = answers.map((row) => (row.seq === 2 ? { ...row, ...change } : row));
    expect(receiveAnswer({ ...run, seq: 4 }, now, sent).run).toMatchObject({ writer: WRITER, seq: 4, ackedSeq: 3 });
  });
});

test('an acknowledgement reaches no further than what was sent: the rest was compared with nothing', () => {
  const sent = received(aRun({ seq: 1 }), one, { answer: answerOf({ ackedThrough: 3 }) });
  const answers = [1, 2, 3].map((seq) => anAnswer({ seq }));
  for (const outcome of ['applied', 'incomplete', 'stranded'] as const) {
    const answer = { ...sent.answer, outcome };
    expect(receiveAnswer(aRun({ seq: 3 }), answers, { ...sent, answer }).run.ackedSeq).toBe(1);
  }
});
