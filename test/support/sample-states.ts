/* The rows of the screens over sample rows: attempts by the name of the state, and a list of tests. */
import type { OptionsResponse } from '../../src/shared/contract/response.ts';
import { RESTARTED } from '../../src/student/db/run-transition.ts';
import type { AttemptAnswer, AttemptSnapshot, TestSummary } from '../../src/student/session/ports.ts';
import { picturedAttempts } from './pictured-states.ts';
import { sampleSnapshot } from './sample-test.ts';

const options = (...indexes: number[]): OptionsResponse => ({ options: indexes.map((index) => ({ index })) });
const answered = (n: number, state: AttemptAnswer['state'], ...indexes: number[]): AttemptAnswer => ({
  itemId: `item-${n}`,
  questionId: n === 9 ? 'a' : 'q',
  response: options(...indexes),
  state,
  problem: state === 'attention' ? 'The server could not read this answer. Please choose again.' : null,
});
const some = [1, 2, 3, 4].map((n) => answered(n, 'server', 1));
const halfway: Partial<AttemptSnapshot> = {
  itemId: 'item-6',
  answers: [...some, answered(6, 'device', 2)],
  flagged: [['item-5', 'q']],
};
const behind: Partial<AttemptSnapshot> = {
  ...halfway,
  answers: [1, 2, 3, 4, 6].map((n) => ({ ...answered(n, 'attention', 1), problem: null })),
  isLeftBehind: true,
  problem: RESTARTED,
};
const all = sampleSnapshot.items.flatMap(({ id, questions }) =>
  questions.map((questionId) => ({
    itemId: id,
    questionId,
    response: options(1),
    state: 'device' as const,
    problem: null,
  })),
);
export const submitted = {
  code: 'QK7M-2TXA',
  submittedAt: Date.UTC(2026, 4, 5, 10, 42),
  received: null,
  waiting: true,
  canTakeBack: false,
  timeWasOver: false,
  provisional: null,
  shown: null,
};
const score = { actual: 9, isScorable: true, min: 0, max: 13 };
const objectives = {
  saving: { abbreviation: '2.11.B', text: 'explain that saving is an alternative to spending;' },
  deposits: { abbreviation: '2.11.C', text: 'tell a deposit from a withdrawal;' },
};
const receipt = {
  at: '2026-05-05T10:50:00Z',
  jws: `${'eyJhbGciOiJFUzI1NiJ9'.repeat(8)}.${'x'.repeat(120)}.${'y'.repeat(86)}`,
};

const tested: Record<string, Partial<AttemptSnapshot>> = {
  first: {},
  item: halfway,
  review: halfway,
  dialog: halfway,
  'review-all': { answers: all },
  torn: {
    ...halfway,
    itemId: 'item-3',
    answers: [...some.filter((one) => one.itemId !== 'item-3'), answered(3, 'attention', 0)],
  },
  clock: halfway,
  behind,
  'review-behind': behind,
  several: { ...halfway, itemId: 'item-7', answers: [answered(7, 'device', 1, 2)] },
  pictures: { ...halfway, itemId: 'item-8' },
  two: { ...halfway, itemId: 'item-9', answers: [answered(9, 'device', 1)] },
  last: { ...halfway, itemId: 'item-12' },
  full: halfway,
  elsewhere: halfway,
  broken: halfway,
  many: halfway,
  rtl: halfway,
  submitted: { answers: all, submitted: { ...submitted, provisional: { items: [], objectives: {}, points: score } } },
  left: {
    ...halfway,
    isLocked: true,
    config: { ...sampleSnapshot.config, leaveLock: { salt: '', iterations: 1, verifier: '' } },
  },
  mistaken: { answers: all, submitted: { ...submitted, canTakeBack: true } },
  received: {
    answers: all,
    submitted: {
      ...submitted,
      received: receipt,
      waiting: false,
      shown: {
        attempt: 1,
        scoreActual: 69.2308,
        results: {
          items: [],
          objectives: Object.fromEntries(
            Object.keys(objectives).map((id, at) => {
              const own = { actual: 5 - at * 2, isScorable: true, min: 0, max: 5 };
              return [id, { id, score: own, scores: [own] }];
            }),
          ),
          points: score,
        },
        objectives,
        correct: Object.fromEntries(
          sampleSnapshot.items.map(({ id, questions }, at) => [
            id,
            Object.fromEntries(questions.map((one) => [one, [at % 3 === 0 ? 0 : 1]])),
          ]),
        ),
      },
    },
  },
};

export const snapshots: Record<string, Partial<AttemptSnapshot>> = {
  ...tested,
  ...picturedAttempts({
    halfway,
    left: tested.left ?? {},
    finished: { answers: all },
    submitted,
    received: tested.received ?? {},
  }),
};

export const test = (part: Partial<TestSummary>): TestSummary => ({
  sessionId: 'session-1',
  examName: 'Saving and spending',
  attempt: 1,
  step: 'start',
  ready: false,
  bytes: 3_400_000,
  opensAt: null,
  closesAt: null,
  allowedMs: null,
  answered: 0,
  questions: null,
  waiting: 0,
  problem: null,
  isLeftBehind: false,
  submitted: null,
  canRetake: false,
  ...part,
});
export const tests: TestSummary[] = [
  test({ step: 'continue', ready: true, answered: 5, questions: 12, waiting: 2 }),
  test({ sessionId: 'session-2', examName: 'Science: light, water and living things', step: 'get-ready' }),
  test({
    sessionId: 'session-3',
    examName: 'Reading check',
    step: 'start',
    ready: true,
    closesAt: '2026-06-01T12:00:00Z',
  }),
  test({
    sessionId: 'session-4',
    examName: 'Fractions',
    step: 'submitted',
    submitted,
    ready: true,
    canRetake: true,
    problem: 'The server has a newer copy of this test. Ask your teacher.',
  }),
  test({ sessionId: 'session-5', examName: 'Spring benchmark', step: 'not-open-yet', opensAt: '2026-06-05T08:00:00Z' }),
  test({ sessionId: 'session-6', examName: 'Winter benchmark', step: 'closed' }),
  test({ sessionId: 'session-7', examName: 'Listening', step: 'ask-teacher' }),
];
