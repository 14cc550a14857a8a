import { type EarlyRead, OPEN, readOpenAttempt } from './db/early-reader.ts';
import { earlyLook, LOOK } from './early-look.ts';
import { loadApp } from './load-app.ts';
import type * as paint from './next-paint.ts';
import { nextPaint } from './next-paint.ts';
import type * as order from './session/order.ts';
import { itemOrder, optionOrder, questionPlaces } from './session/order.ts';
import type * as snapshot from './session/snapshot.ts';
import { attemptSnapshot, sameScreen } from './session/snapshot.ts';
import type { Catalogs } from './strings/catalogs.ts';
import type * as allowList from './ui/allow-list.ts';
import { drawn } from './ui/allow-list.ts';
import { type ChosenEarly, drawEarly } from './ui/early-question.ts';
import type * as options from './ui/interactions/options.ts';
import { chosenIndexes, letter, optionsResponse } from './ui/interactions/options.ts';
import type * as body from './ui/stands-in-body.ts';
import { standsInBody } from './ui/stands-in-body.ts';
// Of what it draws, and of the first, empty frame. All other styles come with the app.
import './ui/interactions/choice.css';
import './ui/question.css';
import './ui/seam.css';
import './ui/item-screen.css';
import './ui/base.css';
import './ui/content.css';
import './ui/not-opened-words.css';

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

// By name: of a whole module, the build makes an object with a function for each export, and each is compiled to be asked.
const shared: typeof allowList & typeof body & typeof options & typeof order & typeof paint & typeof snapshot = {
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

const reading = readOpenAttempt(indexedDB, Date.now(), () => localStorage.getItem(OPEN));

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
  // The styles of all else, which are parsed there, and the link of the manifest: Chromium fetches that before anything else.
  for (const { content } of document.head.querySelectorAll('template')) document.head.append(content);
  loadApp(SATCHEL_APP, () => {
    // Words of the page itself take the place of all that was drawn (`not-opened-words.css`).
    document.body.className = 'closed';
  });
  await pageIsRead();
  return { read, chosen };
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
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
}
