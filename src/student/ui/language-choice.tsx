import type { App } from '../session/app.ts';
import { directionOf, LANGUAGE_NAMES, type Language } from '../strings/languages.ts';
import { settingsText } from '../strings/settings-text.ts';
import { languageInUse, useSettings } from './use-settings.ts';
import './language-choice.css';

/** On the first screen, in sight: who cannot read the language in use finds no settings in it. */
export function LanguageChoice({ app }: { app: App }) {
  const { missing, change } = useSettings(app);
  const words = settingsText();
  const inUse = languageInUse();
  return (
    <div class="language-choice">
      <ul aria-label={words.language}>
        {(Object.entries(LANGUAGE_NAMES) as Array<[Language, string]>).map(([language, name]) => (
          <li key={language}>
            <button
              type="button"
              class="quiet"
              lang={language}
              dir={directionOf(language)}
              aria-pressed={language === inUse}
              onClick={() => void change({ language })}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      <p class="problem" role="alert">
        {missing.value && words.languageMissing}
      </p>
    </div>
  );
}
