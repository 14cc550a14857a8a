import { type EarlyRead, readOpenAttempt } from './db/early-reader.ts';
import { earlyLook, LOOK } from './early-look.ts';
import type { Catalogs } from './strings/catalogs.ts';

interface Words {
  catalogsOf(tag: string): Catalogs;
}

declare global {
  /** Begun by a script in the page itself, before the bundle is there. */
  var satchelEarlyRead: Promise<EarlyRead | null>;
  /** The words of the language in use; undefined where that is English, null where they did not come. */
  var satchelWords: Promise<Words | null> | undefined;
  /** Addresses of the words by language, but for English; the build fills them in. */
  const SATCHEL_LANGUAGES: Record<string, string>;
}

globalThis.satchelEarlyRead = readOpenAttempt(indexedDB, Date.now());

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
