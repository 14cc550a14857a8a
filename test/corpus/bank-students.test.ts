import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examSessionAnswer } from '../../src/shared/contract/exam-session.ts';
import type { Response } from '../../src/shared/contract/response.ts';
import { seededRandom } from '../../src/shared/lib/seeded-random.ts';
import { type Client, createClient, createConfig, createSession, expectOk } from '../server/api/client.ts';
import { type Asked, examOfBank, QUESTION } from './bank-exam.ts';
import { banks } from './banks.ts';

/*
 * Every bank goes through the API as an integrator would send it, and a thousand students take them. The oracle is worked
 * out here, in whole hundredths of a point, from the banks' keys and what each student chose: none of the product's
 * scoring has a part in it. A choice counts when the chosen set is the set of keys, a number when it is the number.
 */
const STUDENTS = 1000;
const SEED = 'a thousand students';

interface Given {
  asked: Asked;
  response: Response | null;
  isRight: boolean;
}

type Below = (bound: number) => number;

/** Students differ in how much they know; the best leave nothing out, the others every tenth question. */
function answerOf(asked: Asked, knows: number, below: Below): Given {
  const knowsThis = below(10) < knows;
  if (!knowsThis && below(10) === 0) return { asked, response: below(2) === 0 ? null : emptyOf(asked), isRight: false };
  const { answer } = asked;
  if (answer.kind === 'value') {
    const right = [answer.key, `${answer.key}.0`, Number(answer.key)];
    const wrong = [Number(answer.key) + 1, `-${answer.key}1`, 'I do not know', Number(answer.key) / 10 - 1];
    const value = (knowsThis ? right : wrong)[below(knowsThis ? right.length : wrong.length)] ?? '';
    return { asked, response: { value }, isRight: knowsThis };
  }
  const chosen = knowsThis ? answer.keys : guess(answer, below);
  const isRight = chosen.length === answer.keys.length && answer.keys.every((key) => chosen.includes(key));
  return { asked, response: { options: chosen.map((index) => ({ index })) }, isRight };
}

const emptyOf = ({ answer }: Asked): Response => (answer.kind === 'value' ? { value: '' } : { options: [] });

function guess({ several, count }: { several: boolean; count: number }, below: Below): number[] {
  if (!several) return [below(count)];
  const chosen = Array.from({ length: count }, (_, index) => index).filter(() => below(2) === 0);
  return chosen.length > 0 ? chosen.reverse() : [below(count)];
}

/** Rounded half up to four decimals, of two whole numbers. */
function percentOf(actual: bigint, max: bigint): number {
  const scaled = (2n * 1_000_000n * actual + max) / (2n * max);
  return Number(`${scaled / 10_000n}.${String(scaled % 10_000n).padStart(4, '0')}`);
}

const sumOf = (given: Given[]) => ({
  actual: given.reduce((sum, { asked, isRight }) => sum + (isRight ? asked.worth : 0), 0) / 100,
  max: given.reduce((sum, { asked }) => sum + asked.worth, 0) / 100,
  min: 0,
  isScorable: true,
});

function expectedOf(given: Given[]) {
  const points = sumOf(given);
  const ids = new Set(given.flatMap(({ asked }) => asked.objectives));
  const objectives = [...ids].map((id) => {
    const aligned = given.filter(({ asked }) => asked.objectives.includes(id));
    return [id, { id, score: sumOf(aligned), scores: aligned.map((one) => sumOf([one])) }] as const;
  });
  return {
    maturity: 'COMPLETE',
    scoreActual: percentOf(BigInt(Math.round(points.actual * 100)), BigInt(Math.round(points.max * 100))),
    results: {
      items: given.map((one) => ({ id: one.asked.itemId, score: sumOf([one]) })),
      objectives: Object.fromEntries(objectives),
      points,
    },
  };
}

let client: Client;
beforeAll(async () => {
  client = await createClient();
});
afterAll(() => client.close());

test('the percentages of this test are rounded half up', () => {
  expect([percentOf(2n, 3n), percentOf(1n, 3n), percentOf(1n, 160_000n), percentOf(0n, 7n), percentOf(7n, 7n)]).toEqual(
    [66.6667, 33.3333, 0.0006, 0, 100],
  );
});

/** More students for shorter banks, so that each bank takes a like share of the time. */
const shares = banks.map(({ items }) => 1 / items.length ** 1.6);
const whole = shares.reduce((sum, share) => sum + share, 0);
const upTo = (at: number) =>
  Math.round((shares.slice(0, at).reduce((sum, share) => sum + share, 0) / whole) * STUDENTS);

const classes = banks.map((bank, at) => ({ bank, name: bank.bank, students: upTo(at + 1) - upTo(at) }));

test('the students are a thousand, and every bank has some', () => {
  expect(classes.reduce((sum, { students }) => sum + students, 0)).toBe(STUDENTS);
  for (const { students } of classes) expect(students).toBeGreaterThan(8);
});

describe.each(classes)('the bank $name', ({ bank, name, students }) => {
  const { exam, questions } = examOfBank(bank);

  test(`is put as an exam, and ${students} students score what their answers are worth`, async () => {
    const configId = await createConfig(client, { showScoreOnComplete: true }, { examId: name, content: exam });
    for (let student = 0; student < students; student++) {
      const below = seededRandom(JSON.stringify([SEED, name, student]));
      const knows = below(12);
      const given = questions.map((asked) => answerOf(asked, knows, below));
      const session = await createSession(client, configId, `${name}-${student}`);
      const body = {
        submitForScoring: true,
        responses: given
          .filter(({ response }) => response !== null)
          .map(({ asked, response }) => ({ itemId: asked.itemId, questions: [{ id: QUESTION, response }] })),
      };
      await expectOk(client.call('POST', `/api/exam-session/${session}/responses`, body));
      const read = await expectOk(client.call('GET', `/api/exam-session/${session}?include[]=results`));
      const { maturity, scoreActual, results } = examSessionAnswer.parse(read).examSession;
      const expected = expectedOf(given);
      // The comparison that explains itself takes longer than the server.
      if (isDeepStrictEqual({ maturity, scoreActual, results }, expected)) continue;
      expect({ maturity, scoreActual, results }, `student ${student}`).toEqual(expected);
    }
  }, 120_000);
});
