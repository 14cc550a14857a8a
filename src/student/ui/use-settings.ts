import { type Signal, useSignal } from '@preact/signals';
import type { App } from '../session/app.ts';
import { DEFAULT_SETTINGS, type ReadingSettings } from '../session/reading-settings.ts';
import { LANGUAGE_NAMES, type Language } from '../strings/languages.ts';
import { loadCatalogs } from '../strings/load-catalogs.ts';

export interface SettingsInUse {
  settings: ReadingSettings;
  /** A language was chosen whose words are not to be had. */
  missing: Signal<boolean>;
  change(part: Partial<ReadingSettings>): Promise<void>;
}

/** The language that was chosen last: a screen has more than one place to choose it. */
const latest = new WeakMap<App, Language | null>();

/** How the student reads, and what changes it. */
export function useSettings(app: App): SettingsInUse {
  const missing = useSignal(false);
  const settings = app.state.value?.settings ?? DEFAULT_SETTINGS;
  return {
    settings,
    missing,
    async change(part) {
      const { language } = part;
      let isThere = true;
      if (language !== undefined) {
        latest.set(app, language);
        // Before it is kept: nobody is left with a language that this device does not have.
        isThere = language === null || (await hasWords(language));
        // Another one was chosen meanwhile, and its words may have come sooner.
        if (latest.get(app) !== language) return;
      }
      missing.value = !isThere;
      if (isThere) await app.services?.saveSettings(part);
    },
  };
}

const hasWords = (language: Language): Promise<boolean> =>
  loadCatalogs(language, language).then(
    () => true,
    () => false,
  );

/** To be read beside words of a catalog: those are what tells of a change. */
export function languageInUse(): Language {
  const tag = document.documentElement.lang.slice(0, 2);
  return tag in LANGUAGE_NAMES ? (tag as Language) : 'en';
}
