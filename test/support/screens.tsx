/*
 * The student's screens with sample rows, one state a hash, to be looked at and to be checked in a browser without a
 * server. Nothing of it ships.
 */
// First, as in the page.
import '../../src/student/ui/first-frame-styles.ts';
import { signal } from '@preact/signals';
import { render } from 'preact';
import type { StudentItem } from '../../src/shared/contract/student/item.ts';
import { App } from '../../src/student/session/app.ts';
import type { AppState, AttemptPort, AttemptSnapshot, Services } from '../../src/student/session/ports.ts';
import type { Learned } from '../../src/student/session/preflight.ts';
import { DEFAULT_SETTINGS } from '../../src/student/session/reading-settings.ts';
import { watchTime } from '../../src/student/session/time-limit.ts';
import { drawLater, layOut, soon } from '../../src/student/ui/draw-later.ts';
import * as rest from '../../src/student/ui/rest-screens.tsx';
import { Root } from '../../src/student/ui/root.tsx';
import { LookWearer } from '../../src/student/wear-look.ts';
import { MemoryPort } from './memory-port.ts';
import { nothingWrong, picturedApp, picturedTests, picturedTimes, sampleSheet } from './pictured-states.ts';
import { practiceScreen } from './practice-screen.ts';
import { snapshots, submitted, test, tests } from './sample-states.ts';
import { sampleItems, sampleSnapshot } from './sample-test.ts';

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

/** The sample, or more of it than fits the width of any screen. */
function itemsOf(screen: string): StudentItem[] {
  if (screen === 'broken') return sampleItems.map((item) => (item.id === 'item-6' ? withoutOptions(item) : item));
  if (screen !== 'many') return sampleItems;
  return [0, 1, 2, 3].flatMap((round) =>
    sampleItems.map((item) => (round === 0 ? item : { ...item, id: `${item.id}-${round}` })),
  );
}

/** As a damaged package has it: items are opened without a schema. */
function withoutOptions(item: StudentItem): StudentItem {
  const questions = item.questions.map((question) => ({ ...question, options: null }));
  return { ...item, questions: questions as unknown as StudentItem['questions'] };
}

// As a student who goes elsewhere with an answer that is not saved.
let leave = () => {};
addEventListener('leave', () => leave());

function samplePort(screen: string): { snapshot: AttemptSnapshot; port: AttemptPort } {
  const items = itemsOf(screen);
  const listed = items.map(({ id, questions }) => ({ id, questions: questions.map((question) => question.id) }));
  const port = new MemoryPort(
    { ...sampleSnapshot, items: listed, ...snapshots[screen] },
    [...items, sampleSheet],
    media,
  );
  if (screen.endsWith('full')) port.refuse({ ok: false, reason: 'storage', detail: 'QuotaExceededError' });
  if (screen === 'elsewhere') port.writable = false;
  leave = () => port.change({ isLocked: true });
  return { snapshot: port.snapshot, port };
}

function sampleServices(screen: string, settings: AppState['settings']): Services {
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
  let tell: (state: AppState) => void = () => {};
  return {
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
    async saveSettings(part) {
      const chosen = { ...state.settings, ...part };
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
    openAttempt: async () => ({ ok: true, ...samplePort(screen) }),
    watchTime(_run, watcher) {
      if (screen === 'clock') watcher({ leftMs: 278_000, allowedMs: 2_700_000, isPaused: false, isOver: false });
      const pictured = picturedTimes[screen];
      if (pictured) watcher(pictured);
      return () => {};
    },
    async openRun() {
      return null;
    },
    resumeAttempt: async () => samplePort(screen),
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
}

const root = document.documentElement;
const look = new LookWearer({ root, storage: () => sessionStorage, languages: () => navigator.languages });
const place = document.getElementById('app') as HTMLElement;

/**
 * Puts a state up in place of the one before, which the page keeps nothing of but styles and parts that it has loaded.
 *
 * @param fragment the state, and behind a question mark the settings: `item?language=ar&theme=dark`
 */
async function put(fragment: string): Promise<void> {
  render(null, place);
  CSS.highlights.clear();
  scrollTo(0, 0);
  const [screen = '', asked = ''] = fragment.split('?');
  const practice = practiceScreen(screen);
  const settings = { ...DEFAULT_SETTINGS, ...Object.fromEntries(new URLSearchParams(asked)) };
  const services = sampleServices(screen, settings);
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
  // Chromium goes on asking an empty container for its width in the letters that it had first.
  place.hidden = true;
  await look.wear(settings);
  root.dir = screen === 'rtl' || root.lang.startsWith('ar') ? 'rtl' : 'ltr';
  place.getBoundingClientRect();
  place.hidden = false;
  render(<Root app={app} rest={signal(rest)} />, place);
  if (screen === 'not-opened') {
    app.rescued.value = { tests: 2, sent: 0, exportResponses: services.exportResponses };
    app.broken.value = true;
    return;
  }
  await app.connect(
    practice
      ? { ...services, openAttempt: async () => ({ ok: true, ...practice }), resumeAttempt: async () => practice }
      : services,
    practice || screen in snapshots ? { partition: 'school/maya', run: 'run-1' } : null,
  );
  watchTime(app, services);
  if (screen.startsWith('review') || screen === 'dialog') app.showReview(true);
  if (screen.startsWith('check')) app.showCheck();
  if (screen === 'update') app.update.value = () => {};
  // What waits to be drawn is, before anybody looks.
  await new Promise<void>((drawn) => soon(drawn));
}

drawLater(soon, window, layOut);
Object.assign(window, { put });
await put(location.hash.slice(1) || 'item');
