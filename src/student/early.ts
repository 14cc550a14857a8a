import { type EarlyRead, OPEN_NOTE, readOpenAttempt } from './db/early-reader.ts';
import { earlyLook, LOOK } from './early-look.ts';
import { loadApp } from './load-app.ts';
import { nextPaint } from './next-paint.ts';
import { itemOrder, optionOrder, questionPlaces } from './session/order.ts';
import { attemptSnapshot, sameScreen } from './session/snapshot.ts';
import type { Catalogs } from './strings/catalogs.ts';
import { drawn } from './ui/allow-list.ts';
import { type ChosenEarly, drawEarly } from './ui/early-question.ts';
import { chosenIndexes, letter, optionsResponse } from './ui/interactions/options.ts';
import { standsInBody } from './ui/stands-in-body.ts';
import './ui/first-frame-styles.ts';

interface Words {
  catalogsOf(tag: string): Catalogs;
}

interface Opening {
  read: EarlyRead | null;
  /** Null where the question is not drawn yet. */
  chosen: ChosenEarly | null;
}

declare global {
  /** Begun by a script in the page itself, before the app is there. */
  var satchelOpening: Promise<Opening>;
  /** Modules that the app takes from here (`taken-from-page.mjs`). */
  var satchelShared: object;
  /** The words of the language in use; undefined where that is English, null where they did not come. */
  var satchelWords: Promise<Words | null> | undefined;
  /** Addresses of the words by language, but for English; the build fills them in. */
  const SATCHEL_LANGUAGES: Record<string, string>;
  /** Address of the app's script, likewise. */
  const SATCHEL_APP: string;
}

type Shared = typeof import('./next-paint.ts') &
  typeof import('./session/order.ts') &
  typeof import('./session/snapshot.ts') &
  typeof import('./ui/allow-list.ts') &
  typeof import('./ui/interactions/options.ts') &
  typeof import('./ui/stands-in-body.ts');

// By name: of `{ ...module }` the build makes a function for each export, and each costs compiling. The type refuses a list that lacks
// one, which the app would get as undefined.
const shared: Shared = {
  attemptSnapshot,
  chosenIndexes,
  drawn,
  itemOrder,
  letter,
  nextPaint,
  optionOrder,
  optionsResponse,
  questionPlaces,
  sameScreen,
  standsInBody,
};
globalThis.satchelShared = shared;

const reading = readOpenAttempt(indexedDB, Date.now(), () => localStorage.getItem(OPEN_NOTE));

const root = document.documentElement;
const look = earlyLook(() => localStorage.getItem(LOOK), navigator.languages, SATCHEL_LANGUAGES);
for (const name in look) root.setAttribute(name, look[name] ?? '');

const words = SATCHEL_LANGUAGES[root.lang.slice(0, 2)];
if (words) {
  globalThis.satchelWords = import(/* @vite-ignore */ words).catch(() => {
    root.lang = 'en';
    root.dir = 'ltr';
    return null;
  });
}

globalThis.satchelOpening = open();

async function open(): Promise<Opening> {
  const read = await reading;
  let chosen: ChosenEarly | null = null;
  if (read?.attempt) {
    await pageIsRead();
    chosen = draw(read.attempt);
    // It would be fetched and evaluated while the student waits for the question.
    if (chosen) await nextPaint();
  }
  loadApp(SATCHEL_APP, () => void close());
  // Or the templates may not be there yet.
  await pageIsRead();
  // The styles of all else, which are parsed there, and the link of the manifest: Chromium fetches that before anything else.
  for (const { content } of document.head.querySelectorAll('template')) document.head.append(content);
  return { read, chosen };
}

/** Words of the page itself take the place of all that was drawn (`not-opened-words.css`). */
async function close(): Promise<void> {
  await pageIsRead();
  document.body.className = 'closed';
}

function draw(attempt: NonNullable<EarlyRead['attempt']>): ChosenEarly | null {
  const app = document.getElementById('app');
  try {
    return app && drawEarly(app, attemptSnapshot(attempt, null), attempt.item);
  } catch {
    // The app draws it, or says why it cannot.
    app?.replaceChildren();
    return null;
  }
}

function pageIsRead(): Promise<unknown> | undefined {
  if (document.readyState !== 'loading') return;
  // Which comes too where the page broke off; DOMContentLoaded does not.
  return new Promise((resolve) => document.addEventListener('readystatechange', resolve));
}
