import { type Signal, useSignal } from '@preact/signals';
import type { App } from '../session/app.ts';
import { DEFAULT_SETTINGS, type ReadingSettings } from '../session/reading-settings.ts';
import { LANGUAGE_NAMES, type Language, languageTag } from '../strings/languages.ts';
import { loadCatalogs } from '../strings/load-catalogs.ts';

export interface SettingsInUse {
  settings: ReadingSettings;
  /** A language was chosen whose words are not to be had. */
  missing: Signal<boolean>;
  change(part: Partial<ReadingSettings>): Promise<void>;
}

/** How the student reads, and what changes it. */
export function useSettings(app: App): SettingsInUse {
  const missing = useSignal(false);
  const settings = app.state.value?.settings ?? DEFAULT_SETTINGS;
  return {
    settings,
    missing,
    async change(part) {
      const { language, digits } = { ...settings, ...part };
      try {
        // Before it is kept: nobody is left with a language that this device does not have.
        if (language !== null) await loadCatalogs(language, languageTag(language, digits));
        missing.value = false;
      } catch {
        missing.value = true;
        return;
      }
      const now = app.state.peek()?.settings ?? DEFAULT_SETTINGS;
      await app.services?.saveSettings({ ...now, ...part });
    },
  };
}

/** To be read beside words of a catalog: those are what tells of a change. */
export function languageInUse(): Language {
  const tag = document.documentElement.lang.slice(0, 2);
  return tag in LANGUAGE_NAMES ? (tag as Language) : 'en';
}
