/* The numbered invariants of `judge-submit.ts`. The oracle is a device: it keeps one row a question, the latest. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOrderOf } from '../../../src/server/session/exam-keys.ts';
import { coverAnswers, coverStanding, judgeSubmit, type OwnAnswer } from '../../../src/server/session/judge-submit.ts';
import { questionKey, type StandingAnswer } from '../../../src/server/session/plan-batch.ts';
import { canonicalJson } from '../../../src/shared/lib/canonical-json.ts';
import { submitContent, submitCount } from '../../../src/shared/session/submit-content.ts';
import { choose } from './test-device.ts';

interface Change {
  itemId: string;
  option: number | null;
  refused: boolean;
}

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    itemId: fc.constantFrom('i0', 'i1', 'i2', 'constructor', 'Ä'),
    option: fc.option(fc.nat(3)),
    refused: fc.boolean(),
  }),
  { maxLength: 30 },
);

const own = ({ itemId, option }: Change, index: number): OwnAnswer => {
  const response = choose(option);
  return { itemId, questionId: 'q', seq: index + 1, json: response === null ? null : canonicalJson(response) };
};

/** What the device computes at the moment of its submit: the latest row of each question that was not refused by name. */
function asTheDevice(made: Change[]) {
  const rows = new Map(made.map((change) => [change.itemId, change]));
  const covered = [...rows.values()]
    .filter(({ refused }) => !refused)
    .map(({ itemId, option }) => ({ itemId, questionId: 'q', response: choose(option) }));
  return {
    count: submitCount(covered),
    digest: createHash('sha256').update(submitContent(covered)).digest('hex'),
  };
}

/** What the server has of it: every change that was not refused, standing or replaced, in any order. */
function asTheServer(made: Change[]) {
  const numbered = made.map((change, index) => ({ change, answer: own(change, index) }));
  return {
    answers: numbered.filter(({ change }) => !change.refused).map(({ answer }) => answer),
    quarantined: numbered.filter(({ change }) => change.refused).map(({ answer }) => answer),
  };
}

test('the server covers what the device covers, whatever was changed, cleared or refused, in any order of arrival', () => {
  fc.assert(
    fc.property(changes, fc.nat(30), fc.func(fc.nat()), (made, later, order) => {
      const through = Math.max(0, made.length - later);
      const server = asTheServer(made);
      server.answers.sort((x, y) => order(x.seq) - order(y.seq));
      const device = asTheDevice(made.slice(0, through));
      expect(coverAnswers(server, through)).toMatchObject(device);
      expect(judgeSubmit(device, coverAnswers(server, through), false)).toMatchObject({
        kind: 'accepted',
        asItStands: false,
      });
    }),
  );
});

const ITEMS = ['i0', 'i1', 'i2', 'i10', 'constructor', 'Ä'];

/** What stands of two writers, and the items of an exam, which may lack one: both in any order. */
const standingCase = fc.record({
  standing: fc
    .uniqueArray(
      fc.record({
        itemId: fc.constantFrom(...ITEMS),
        questionId: fc.constantFrom('q', 'q-1'),
        writer: fc.constantFrom('own', 'other'),
        seq: fc.nat(9),
        json: fc.constantFrom(null, '{"options":[{"index":1}]}', '{"value":"x"}'),
      }),
      { selector: questionKey },
    )
    .map((answers) =>
      answers.map((answer): StandingAnswer => ({ ...answer, epoch: 0, source: 'device', receivedAt: 0 })),
    ),
  items: fc.shuffledSubarray(ITEMS, { minLength: ITEMS.length - 1 }).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          questions: fc.shuffledSubarray([{ id: 'q' }, { id: 'q-1' }], { minLength: 2 }),
        }),
      ),
    ),
  ),
  through: fc.nat(9),
});

test('what stands of a writer is covered as all that was written would be, unless the exam has no such question', () => {
  fc.assert(
    fc.property(standingCase, ({ standing, items, through }) => {
      const answers = standing.filter(({ writer }) => writer === 'own');
      const { count, digest } = coverAnswers({ answers, quarantined: [] }, through);
      const isForeign = answers.some(
        ({ itemId, seq, json }) => seq <= through && json !== null && !items.some(({ id }) => id === itemId),
      );
      const covered = coverStanding(
        { contentOrder: contentOrderOf(items) },
        new Map(standing.map((answer) => [questionKey(answer), answer])),
        'own',
        through,
      );
      expect(covered).toEqual(isForeign ? null : { count, digest });
    }),
  );
});

test('one answer less, one more, or another value is no match', () => {
  fc.assert(
    fc.property(changes, fc.nat(), (made, which) => {
      const server = asTheServer(made.map((change) => ({ ...change, refused: false })));
      const given = coverAnswers(server, made.length).answers.filter(({ json }) => json !== null);
      const victim = given[which % Math.max(1, given.length)];
      if (!victim) return;
      const device = asTheDevice(made.map((change) => ({ ...change, refused: false })));
      const without = { ...server, answers: server.answers.filter(({ itemId }) => itemId !== victim.itemId) };
      const more = { ...victim, itemId: 'another', json: victim.json };
      const changed = server.answers.map((answer) =>
        answer === victim ? { ...answer, json: canonicalJson(choose(9)) } : answer,
      );
      for (const answers of [without.answers, [...server.answers, more], changed]) {
        const verdict = judgeSubmit(device, coverAnswers({ answers, quarantined: [] }, made.length), false);
        expect(verdict.kind).toBe('incomplete');
      }
    }),
  );
});

test('an incomplete names the latest number of each question, cleared ones included', () => {
  const made: Change[] = [
    { itemId: 'i0', option: 1, refused: false },
    { itemId: 'constructor', option: 1, refused: false },
    { itemId: 'i0', option: null, refused: false },
  ];
  const covered = coverAnswers(asTheServer(made), 3);
  expect(judgeSubmit({ count: 1, digest: 'other' }, covered, false)).toEqual({
    kind: 'incomplete',
    holds: { i0: { q: 3 }, constructor: { q: 2 } },
  });
});

test('what fails twice is accepted with the server’s own count and digest', () => {
  const covered = coverAnswers(asTheServer([{ itemId: 'i0', option: 1, refused: false }]), 1);
  expect(judgeSubmit({ count: 7, digest: 'other' }, covered, true)).toEqual({
    kind: 'accepted',
    count: 1,
    digest: covered.digest,
    refused: [],
    asItStands: true,
  });
});
