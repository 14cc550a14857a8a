import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Answers,
  answerOf,
  changed,
  committed,
  failed,
  lost,
  noAnswers,
  reread,
  unsaved,
} from '../../../src/student/session/answers.ts';
import type { AttemptAnswer } from '../../../src/student/session/ports.ts';

const at = { itemId: 'item', questionId: 'q' };
const option = (index: number) => ({ options: [{ index }] });
const choose = (answers: Answers, index: number) => changed(answers, { ...at, response: option(index) });
const view = (answers: Answers) => answerOf(answers, at.itemId, at.questionId);
const stored = (state: AttemptAnswer['state'], index: number): AttemptAnswer => ({
  ...at,
  response: option(index),
  state,
  problem: null,
});

test('a choice shows at once and is said to be saved only after its commit', () => {
  const chosen = choose(noAnswers, 2);
  expect(view(chosen)).toMatchObject({ response: option(2), state: 'saving' });
  expect(view(committed(chosen, unsaved(chosen)))).toMatchObject({ response: option(2), state: 'device' });
});

test('the commit of an older choice does not pass for the commit of a newer one', () => {
  const first = choose(noAnswers, 1);
  const under = unsaved(first);
  const second = choose(first, 2);
  expect(view(committed(second, under))).toMatchObject({ response: option(2), state: 'saving' });
});

test('a change takes the word of the server away from an answer', () => {
  const known = reread(noAnswers, [stored('server', 0)]);
  expect(view(known).state).toBe('server');
  expect(view(choose(known, 1)).state).toBe('saving');
});

test('rows that say what was known change nothing that is shown, and others only what they are about', () => {
  const other = { ...stored('device', 1), questionId: 'other' };
  const known = reread(noAnswers, [stored('device', 0), other]);
  expect(reread(known, structuredClone([stored('device', 0), other]))).toBe(known);
  const acknowledged = reread(known, structuredClone([stored('server', 0), other]));
  expect(view(acknowledged).state).toBe('server');
  expect([...acknowledged.stored.values()].includes(other)).toBe(true);
  expect(reread(known, [other]).stored.size).toBe(1);
});

test('rows read anew leave what is not committed on top', () => {
  const chosen = choose(noAnswers, 1);
  expect(view(reread(chosen, [stored('server', 0)]))).toMatchObject({ response: option(1), state: 'saving' });
});

test('a choice that cannot be written is in memory alone, and so is the next one, until that is written', () => {
  const broken = failed(choose(noAnswers, 1));
  expect(view(broken).state).toBe('memory');
  expect(unsaved(broken)).toHaveLength(1);
  const next = choose(broken, 2);
  expect(view(next)).toMatchObject({ response: option(2), state: 'memory' });
  expect(view(committed(next, unsaved(next))).state).toBe('device');
});

test('a tab that lost the run keeps the choice as a copy and shows the answer of the device', () => {
  const other = reread(lost(choose(noAnswers, 1)), [stored('device', 3)]);
  expect(view(other)).toMatchObject({ response: option(3), state: 'device', copy: option(1) });
  expect(unsaved(other)).toEqual([]);
});

test('a new choice of the student replaces the copy', () => {
  expect(view(choose(lost(choose(noAnswers, 1)), 2)).copy).toBeUndefined();
});

test('a cleared answer and every empty form of one are no answer', () => {
  for (const response of [null, { options: [] }, { pairs: [] }, { points: [] }, { value: '' }]) {
    expect(unsaved(changed(noAnswers, { ...at, response }))).toMatchObject([{ response: null }]);
  }
  expect(unsaved(changed(noAnswers, { ...at, response: { value: 0 } }))).toMatchObject([{ response: { value: 0 } }]);
});

test('whatever happens in whatever order, the last choice is shown, and is said to be saved only when it is', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('choose' as const), index: fc.nat(9) }),
    fc.record({ kind: fc.constant('save' as const) }),
    fc.record({ kind: fc.constant('commit' as const) }),
    fc.record({ kind: fc.constant('fail' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let answers = noAnswers;
      let underWay: ReturnType<typeof unsaved> = [];
      let disk: number | null = null;
      let last: number | null = null;
      for (const one of steps) {
        if (one.kind === 'choose') {
          answers = choose(answers, one.index);
          last = one.index;
        } else if (one.kind === 'save') {
          underWay = unsaved(answers);
        } else if (one.kind === 'commit') {
          const response = underWay[0]?.response;
          if (response && 'options' in response) disk = response.options[0]?.index ?? disk;
          answers = committed(answers, underWay);
          underWay = [];
        } else {
          answers = failed(answers);
        }
        const { response, state } = view(answers);
        expect(response).toEqual(last === null ? null : option(last));
        if (state === 'device') expect(disk).toBe(last);
        if (state !== 'device' && last !== null) expect(unsaved(answers)).toHaveLength(1);
      }
    }),
  );
});
