import { earlyLook, LOOK, type Look } from './early-look.ts';
import type { ReadingSettings } from './session/reading-settings.ts';
import { catalogs } from './strings/catalogs.ts';
import { LANGUAGE_NAMES, type Language, languageTag, preferredLanguage } from './strings/languages.ts';
import { loadCatalogs } from './strings/load-catalogs.ts';

/** The attributes of `<html>` that follow the settings, besides `lang` and `dir`. */
const ATTRIBUTES = ['data-theme', 'data-size', 'data-large', 'data-spacing', 'data-font'];
/** From here on, in percent, a window has no room for parts that stay in place while others scroll. */
const LARGE = 150;

export interface Page {
  root: HTMLElement;
  /** Throws where the person blocked it. */
  storage: () => Storage;
  /** As `navigator.languages`. */
  languages: () => readonly string[];
}

/** What is kept for the first frame of the next start. Pure. */
export function lookOf(settings: ReadingSettings, deviceLanguages: readonly string[]): Look {
  const { language, digits, theme, size, spacing, font } = settings;
  const look: Look = {};
  // Left out where the device decides, and may decide otherwise tomorrow.
  if (language !== null || digits !== 'latn') {
    const inUse = language ?? preferredLanguage(deviceLanguages, LANGUAGE_NAMES);
    look.lang = languageTag(inUse as Language, digits);
  }
  if (theme !== null) look['data-theme'] = theme;
  if (size !== '100') look['data-size'] = size;
  if (Number(size) >= LARGE) look['data-large'] = '';
  if (spacing !== 'normal') look['data-spacing'] = spacing;
  if (font !== 'sans') look['data-font'] = font;
  return look;
}

/** Draws the app as somebody's settings say, now and from the first frame of the next start on. */
export class LookWearer {
  readonly #page: Page;
  #turn = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async wear(settings: ReadingSettings): Promise<void> {
    const { root, storage, languages } = this.#page;
    const turn = ++this.#turn;
    const kept = JSON.stringify(lookOf(settings, languages()));
    const { lang = 'en', dir = 'ltr', ...look } = earlyLook(() => kept, languages(), LANGUAGE_NAMES);
    let words = null;
    try {
      if (lang !== root.lang) words = await loadCatalogs(lang.slice(0, 2) as Language, lang);
    } catch (error) {
      // The screen stays in the language that it is in, as a whole.
      console.error(error);
    }
    if (turn !== this.#turn) return;
    for (const name of ATTRIBUTES) {
      const value = look[name];
      if (value === undefined) root.removeAttribute(name);
      else root.setAttribute(name, value);
    }
    if (words) {
      root.lang = lang;
      root.dir = dir;
      catalogs.value = words;
    }
    colourWindow(root);
    try {
      storage().setItem(LOOK, kept);
    } catch {
      // The next start draws it a moment later, when the database is open.
    }
  }
}

/** The bars of the window around the page. */
function colourWindow(root: HTMLElement): void {
  const paper = root.dataset.theme ? getComputedStyle(root).getPropertyValue('--paper') : null;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset.own ??= meta.content;
    meta.content = paper ?? meta.dataset.own;
  }
}
