/* Oracle: a question that takes no answer is never one that was not answered. */

import { expect, test } from 'vitest';
import { answerable, unanswered } from '../../../src/student/session/answerable.ts';
import { noAnswers } from '../../../src/student/session/answers.ts';
import { Attempt } from '../../../src/student/session/attempt.ts';
import { questionPlaces } from '../../../src/student/session/order.ts';
import { reviewGroups } from '../../../src/student/session/review-groups.ts';
import { stitch } from '../../../src/student/session/status.ts';
import { sampleSnapshot } from '../../support/sample-test.ts';

const items = [{ id: 'letter', questions: ['read', 'q'], unanswered: ['read'] }];

test('a page to read has its number, and no answer that is missing', () => {
  const [page, question] = questionPlaces(items);
  if (!page || !question) throw new Error('two questions make two places');
  expect([stitch(noAnswers, page), stitch(noAnswers, question)]).toEqual(['none', 'open']);
  const groups = reviewGroups([page, question], noAnswers, () => false);
  expect([groups.none, groups.open]).toEqual([[page], [question]]);
  expect(reviewGroups([page], noAnswers, () => true).flagged).toEqual([page]);
});

test('what is left to answer does not count it', () => {
  const snapshot = { ...sampleSnapshot, items };
  const attempt = new Attempt({ snapshot, later: () => () => {} });
  expect([attempt.questions.length, answerable(attempt).length, unanswered(attempt)]).toEqual([2, 1, 1]);
});
