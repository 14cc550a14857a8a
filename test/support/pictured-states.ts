/* More states of the screens: what `npm run screenshots` draws to be looked at, and no test has to reach. */
import { REFERENCE_SHEET } from '../../src/shared/contract/sealing.ts';
import type { StudentItem } from '../../src/shared/contract/student/item.ts';
import type {
  AppState,
  AttemptSnapshot,
  SubmittedAttempt,
  TestSummary,
  TimeView,
} from '../../src/student/session/ports.ts';
import type { Learned } from '../../src/student/session/preflight.ts';
import { sampleSnapshot } from './sample-test.ts';

/** What each attempt begins with. */
interface Bases {
  halfway: Partial<AttemptSnapshot>;
  left: Partial<AttemptSnapshot>;
  finished: Partial<AttemptSnapshot>;
  submitted: SubmittedAttempt;
  received: Partial<AttemptSnapshot>;
}

/** Attempts, by the name of the state. */
export const picturedAttempts = ({ halfway, left, finished, submitted, received }: Bases) =>
  ({
    tools: {
      ...halfway,
      config: {
        ...sampleSnapshot.config,
        tools: [
          'answerEliminator',
          'highlighter',
          'notes',
          'lineReader',
          'scientificCalculator',
          'referenceSheet',
          'readAloud',
        ],
      },
    },
    'one-minute': halfway,
    paused: halfway,
    'update-needed': halfway,
    'left-full': { ...left, isLocked: false },
    retake: received,
    'time-over': { ...finished, submitted: { ...submitted, timeWasOver: true } },
    refused: {
      ...finished,
      submitted: { ...submitted, waiting: false },
      problem: 'The server keeps these answers, but this test went on without them. Tell your teacher.',
    },
  }) satisfies Record<string, Partial<AttemptSnapshot>>;

/** The lists of tests of students who are somewhere else in their day. */
export function picturedTests(
  screen: string,
  test: (part: Partial<TestSummary>) => TestSummary,
  submitted: SubmittedAttempt,
): TestSummary[] | null {
  switch (screen) {
    case 'one-test':
      return [test({ step: 'get-ready', allowedMs: 2_700_000 })];
    case 'one-ready':
      return [test({ step: 'start', ready: true, allowedMs: 2_700_000, closesAt: '2026-06-01T12:00:00Z' })];
    case 'tests-done':
      return [
        test({
          sessionId: 'session-2',
          examName: 'Fractions',
          attempt: 2,
          step: 'continue',
          ready: true,
          questions: 8,
        }),
        test({
          step: 'submitted',
          submitted: { ...submitted, waiting: false, received: { at: '2026-05-05T10:50:00Z', jws: '' } },
        }),
        test({ sessionId: 'session-3', examName: 'Reading check', step: 'submitted', submitted, waiting: 4 }),
        test({
          sessionId: 'session-4',
          examName: 'Science: light, water and living things',
          step: 'start',
          ready: true,
          problem:
            'Your teacher started this test again. Your earlier answers are kept, and your teacher can look at them.',
        }),
      ];
    case 'retake':
      return [test({ step: 'submitted', canRetake: true })];
    default:
      return null;
  }
}

/** What else differs in the state of the app. */
export const picturedApp: Record<string, Partial<AppState>> = {
  'tests-done': { storage: 'low', othersWaiting: 2 },
  'no-tests': { storage: 'full' },
  locked: { student: null },
  'update-needed': { updateNeeded: true },
};

export const picturedTimes: Record<string, TimeView> = {
  'one-minute': { leftMs: 57_000, allowedMs: 2_700_000, isPaused: false, isOver: false },
  paused: { leftMs: 1_420_000, allowedMs: 2_700_000, isPaused: true, isOver: false },
};

export const nothingWrong: Learned = {
  installed: true,
  worker: 'controls',
  persisted: true,
  space: { usage: 400_000_000, quota: 12_000_000_000 },
  probe: true,
  clock: 300,
  voices: 3,
  sound: true,
  battery: { percent: 84, isCharging: false },
};

const element = (tagName: string, ...children: StudentItem['body']): StudentItem['body'][number] => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});
const row = (cell: string, ...words: string[]) =>
  element('tr', ...words.map((value) => element(cell, { type: 'text', value })));

/** As the author of an exam gives it. */
export const sampleSheet: StudentItem = {
  id: REFERENCE_SHEET,
  media: [],
  questions: [],
  body: [
    element('h1', { type: 'text', value: 'Money' }),
    element(
      'table',
      element('thead', row('th', 'Coin', 'Worth')),
      element('tbody', row('td', 'dime', '$0.10'), row('td', 'quarter', '$0.25'), row('td', 'half dollar', '$0.50')),
    ),
    element('p', { type: 'text', value: 'A year has 52 weeks.' }),
  ],
};
