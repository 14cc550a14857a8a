/*
 * The student's screens with sample rows, one state a hash, to be looked at and to be checked in a browser without a
 * server. Nothing of it ships.
 */
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { OptionsResponse } from '../../src/shared/contract/response.ts';
import type { StudentItem } from '../../src/shared/contract/student/item.ts';
import { App } from '../../src/student/session/app.ts';
import type {
  AppState,
  AttemptAnswer,
  AttemptPort,
  AttemptSnapshot,
  Services,
  TestSummary,
} from '../../src/student/session/ports.ts';
import type { Learned } from '../../src/student/session/preflight.ts';
import { DEFAULT_SETTINGS } from '../../src/student/session/reading-settings.ts';
import { watchTime } from '../../src/student/session/time-limit.ts';
import * as rest from '../../src/student/ui/rest-screens.tsx';
import { Root } from '../../src/student/ui/root.tsx';
import { LookWearer } from '../../src/student/wear-look.ts';
import { MemoryPort } from './memory-port.ts';
import {
  nothingWrong,
  picturedApp,
  picturedAttempts,
  picturedTests,
  picturedTimes,
  sampleSheet,
} from './pictured-states.ts';
import { practiceScreen } from './practice-screen.ts';
import { sampleItems, sampleSnapshot } from './sample-test.ts';

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
const all = sampleSnapshot.items.flatMap(({ id, questions }) =>
  questions.map((questionId) => ({
    itemId: id,
    questionId,
    response: options(1),
    state: 'device' as const,
    problem: null,
  })),
);
const submitted = {
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

const snapshots: Record<string, Partial<AttemptSnapshot>> = {
  ...tested,
  ...picturedAttempts({
    halfway,
    left: tested.left ?? {},
    finished: { answers: all },
    submitted,
    received: tested.received ?? {},
  }),
};

const test = (part: Partial<TestSummary>): TestSummary => ({
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
  submitted: null,
  canRetake: false,
  ...part,
});
const tests: TestSummary[] = [
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

/** The state, and behind a question mark the settings: `#item?language=ar&theme=dark`. */
const [screen = 'item', asked = ''] = location.hash.slice(1).split('?');
const practice = practiceScreen(screen);
const settings = { ...DEFAULT_SETTINGS, ...Object.fromEntries(new URLSearchParams(asked)) };
const leaf = new Blob(
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><path d="M20 90C90 10 220 10 300 90 220 170 90 170 20 90z" fill="#6a9a4f"/><path d="M20 90h280" stroke="#33512a" stroke-width="4"/></svg>',
  ],
  { type: 'image/svg+xml' },
);
const media = async (name: string) => {
  if (name === 'leaf.svg') return URL.createObjectURL(leaf);
  throw new Error('missing');
};

/** The sample, or more of it than fits the width of any screen. */
const items =
  screen === 'many'
    ? [0, 1, 2, 3].flatMap((round) =>
        sampleItems.map((item) => (round === 0 ? item : { ...item, id: `${item.id}-${round}` })),
      )
    : screen === 'broken'
      ? sampleItems.map((item) => (item.id === 'item-6' ? withoutOptions(item) : item))
      : sampleItems;

/** As a damaged package has it: items are opened without a schema. */
function withoutOptions(item: StudentItem): StudentItem {
  const questions = item.questions.map((question) => ({ ...question, options: null }));
  return { ...item, questions: questions as unknown as StudentItem['questions'] };
}

function openPort(): { snapshot: AttemptSnapshot; port: AttemptPort } {
  if (practice) return practice;
  const port = samplePort();
  return { snapshot: port.snapshot, port };
}

function samplePort(): MemoryPort {
  const listed = items.map(({ id, questions }) => ({ id, questions: questions.map((question) => question.id) }));
  const port = new MemoryPort(
    { ...sampleSnapshot, items: listed, ...snapshots[screen] },
    [...items, sampleSheet],
    media,
  );
  if (screen.endsWith('full')) port.refuse({ ok: false, reason: 'storage', detail: 'QuotaExceededError' });
  if (screen === 'elsewhere') port.writable = false;
  // As a student who goes elsewhere with an answer that is not saved.
  addEventListener('leave', () => port.change({ isLocked: true }));
  return port;
}

let state: AppState = {
  student: screen === 'sign-in' || screen === 'wiped' ? null : { name: 'Maya R.' },
  school: 'Willow Creek Elementary',
  tests: screen === 'no-tests' ? [] : (picturedTests(screen, test, submitted) ?? tests),
  online: screen !== 'submitted' && screen !== 'tests',
  signInAgain: screen === 'tests',
  updateNeeded: false,
  othersWaiting: screen === 'sign-in' ? 3 : 0,
  locked: screen === 'locked',
  storage: screen === 'low' ? 'low' : 'ok',
  settings,
  wiped: screen === 'wiped' ? { rescued: 2, sent: 0 } : null,
  ...picturedApp[screen],
};
const look = new LookWearer({
  root: document.documentElement,
  storage: () => sessionStorage,
  languages: () => navigator.languages,
});
let tell: (state: AppState) => void = () => {};
/** One check of each outcome. */
const found: Learned = {
  installed: false,
  worker: 'not-yet',
  persisted: null,
  space: { usage: 0, quota: 30_000_000 },
  probe: true,
  clock: 420_000,
  voices: 1,
  battery: { percent: 18, isCharging: false },
};
const services: Services = {
  read: async () => state,
  subscribe(listener) {
    tell = listener;
    return () => {};
  },
  signIn: async () => ({ ok: false, reason: 'wrong-ticket', detail: '' }),
  signOut: async () => {},
  lock: async () => {},
  isIdle: async () => false,
  active: () => {},
  exportResponses: async () => ({ ok: false, reason: 'nothing' }),
  acceptReceipt: async () => ({ ok: false, reason: 'not-a-receipt' }),
  async saveSettings(chosen) {
    state = { ...state, settings: chosen };
    tell(state);
    await look.wear(chosen);
  },
  seenWiped: async () => {},
  refresh: async () => {},
  async getReady(_id, onProgress) {
    onProgress(1_200_000, 3_400_000);
    return new Promise(() => {});
  },
  openAttempt: async () => ({ ok: true, ...openPort() }),
  watchTime(_run, watcher) {
    if (screen === 'clock') watcher({ leftMs: 278_000, allowedMs: 2_700_000, isPaused: false, isOver: false });
    const pictured = picturedTimes[screen];
    if (pictured) watcher(pictured);
    return () => {};
  },
  async openRun() {
    return null;
  },
  resumeAttempt: async () => openPort(),
  before: async () =>
    screen.startsWith('check')
      ? {
          check: async (learned) => learned(screen === 'check-fine' ? nothingWrong : found),
          playTone: async () => true,
          report: async () => 'not-reached',
          practice: () => Promise.reject(new Error('none here')),
        }
      : null,
  retake: async () => ({ ok: false, detail: '' }),
  left: async () => {},
  letIn: async () => 'wrong',
  takeBack: async () => ({ ok: false, reason: 'submitted' }),
};

const app = new App({
  fragment: '',
  later: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  holdAttempt: () => () => {},
});
app.settled.value = true;
app.installed.value = 'here';
if (screen === 'rtl') document.documentElement.dir = 'rtl';
const root = document.getElementById('app');
// Chromium goes on asking an empty container for its width in the letters that it had first.
if (root) root.hidden = true;
await look.wear(settings);
root?.getBoundingClientRect();
if (root) root.hidden = false;
if (root) render(<Root app={app} rest={signal(rest)} />, root);
if (screen === 'not-opened') {
  app.rescued.value = { tests: 2, sent: 0, exportResponses: services.exportResponses };
  app.broken.value = true;
  await new Promise(() => {});
}
await app.connect(services, practice || screen in snapshots ? { partition: 'school/maya', run: 'run-1' } : null);
watchTime(app, services);
if (screen.startsWith('review') || screen === 'dialog') app.showReview(true);
if (screen.startsWith('check')) app.showCheck();
if (screen === 'update') app.update.value = () => {};
