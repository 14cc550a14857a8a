import { afterEach, beforeEach, expect, it } from 'vitest';
import { examPackage } from '../../../src/shared/contract/package.ts';
import { openSchool, type School } from './school.ts';

let school: School;
beforeEach(async () => {
  school = await openSchool();
});
afterEach(() => school.close());

const choice = {
  id: 'c',
  interactionType: 'choice' as const,
  options: [
    { id: 'a', content: 'a', isKey: true },
    { id: 'b', content: 'b' },
  ],
};
const typed = { id: 't', interactionType: 'textEntry' as const, correct: ['York'] };
const player = { id: 'u', interactionType: 'unsupported' as const, name: 'drawing' };

async function packageOf(questions: Parameters<School['putExam']>[0]) {
  await school.putExam(questions);
  const { ticket } = await school.addSession(
    await school.addConfig({ showCorrectAnswersOnComplete: true, showScoreOnComplete: true }),
    'kevin',
  );
  const authorization = await school.bearer(ticket);
  const session = await school.only(authorization);
  const response = await school.ask('GET', `/api/package/${session.package.hash}`);
  return { authorization, session, sealed: examPackage.parse(await response.json()) };
}

it('a package of choices has the format that the first apps read; any other one the next', async () => {
  const { sealed } = await packageOf({ name: 'x', items: [{ id: 'i', questions: [choice] }] });
  expect(sealed.format).toBe(1);
});

it('a package with another question, or with one inside of its text, is for newer apps', async () => {
  const { sealed } = await packageOf({ name: 'x', items: [{ id: 'i', questions: [choice, typed] }] });
  expect(sealed.format).toBe(2);
  const placed = await packageOf({
    name: 'y',
    items: [{ id: 'i', body: '<p><slot name="c"></slot></p>', questions: [choice] }],
  });
  expect(placed.sealed.format).toBe(2);
});

it('a package says which of its questions take no answer', async () => {
  const { sealed } = await packageOf({
    name: 'x',
    items: [
      { id: 'i', questions: [typed, player] },
      { id: 'j', questions: [choice] },
    ],
  });
  expect(sealed.items.map(({ questions, unanswered }) => [questions, unanswered])).toEqual([
    [['t', 'u'], ['u']],
    [['c'], undefined],
  ]);
});

it('the right answers come as options of choices, and in the response forms of the others', async () => {
  const { authorization, session } = await packageOf({ name: 'x', items: [{ id: 'i', questions: [choice, typed] }] });
  const questions = [
    { id: 'c', response: { options: [{ index: 0 }] } },
    { id: 't', response: { value: 'york' } },
  ];
  const body = { submitForScoring: true, responses: [{ itemId: 'i', questions }] };
  await school.integrator('POST', `/api/exam-session/${session.id}/responses`, body);
  const { shown } = await school.only(authorization);
  expect(shown).toMatchObject({
    scoreActual: 100,
    correct: { i: { c: [0] } },
    correctResponses: { i: { t: { value: 'York' } } },
  });
});
