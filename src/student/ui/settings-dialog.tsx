import { useRef } from 'preact/hooks';
import type { App } from '../session/app.ts';
import { DEFAULT_SETTINGS, type ReadingSettings } from '../session/reading-settings.ts';
import { directionOf, LANGUAGE_NAMES, type Language } from '../strings/languages.ts';
import { settingsText } from '../strings/settings-text.ts';
import { hasLegibleFont } from './legible-font.ts';
import { Setting, type SettingOption } from './setting.tsx';
import { languageInUse, useSettings } from './use-settings.ts';
import './settings-dialog.css';

const SIZES = ['100', '125', '150', '200', '300', '400'] as const;

/** Opens the settings, from every screen. */
export function SettingsButton({ app }: { app: App }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" class="quiet settings-button" onClick={() => dialog.current?.showModal()}>
        {settingsText().button}
      </button>
      <dialog ref={dialog} class="settings" aria-labelledby="settings-heading">
        <Settings app={app} onDone={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

/** Each choice holds at once, so that it can be seen before the dialog is closed. */
function Settings({ app, onDone }: { app: App; onDone(): void }) {
  const { settings, missing, change } = useSettings(app);
  const words = settingsText();
  const languages = (Object.entries(LANGUAGE_NAMES) as Array<[Language, string]>).map(([value, name]) => ({
    value,
    name,
    lang: value,
    dir: directionOf(value),
  }));
  const fonts: Array<SettingOption<ReadingSettings['font']>> = [
    { value: 'sans', name: words.sans },
    { value: 'serif', name: words.serif, font: 'serif' },
  ];
  if (hasLegibleFont() || settings.font === 'legible')
    fonts.push({ value: 'legible', name: words.legible, font: 'legible' });
  return (
    <>
      <h2 id="settings-heading">{words.heading}</h2>
      <p class="settings-about">{words.about}</p>
      <Setting
        name="language"
        legend={words.language}
        options={[{ value: null, name: words.asDevice }, ...languages]}
        chosen={settings.language}
        onChoose={(language) => void change({ language })}
      />
      <p class="problem" role="alert">
        {missing.value && words.languageMissing}
      </p>
      {languageInUse() === 'ar' && (
        <Setting
          name="digits"
          legend={words.digits}
          options={[
            { value: 'latn', name: '123' },
            { value: 'arab', name: '١٢٣' },
          ]}
          chosen={settings.digits}
          onChoose={(digits) => void change({ digits })}
        />
      )}
      <Setting
        name="theme"
        legend={words.theme}
        options={[
          { value: null, name: words.asDevice },
          { value: 'light', name: words.light },
          { value: 'dark', name: words.dark },
          { value: 'contrast', name: words.contrast },
          { value: 'yellow', name: words.yellow },
        ]}
        chosen={settings.theme}
        onChoose={(theme) => void change({ theme })}
      />
      <Setting
        name="size"
        legend={words.size}
        options={SIZES.map((value) => ({ value, name: words.percent(Number(value) / 100) }))}
        chosen={settings.size}
        onChoose={(size) => void change({ size })}
      />
      <Setting
        name="spacing"
        legend={words.spacing}
        options={[
          { value: 'normal', name: words.normal },
          { value: 'wide', name: words.wide },
        ]}
        chosen={settings.spacing}
        onChoose={(spacing) => void change({ spacing })}
      />
      <Setting
        name="font"
        legend={words.font}
        options={fonts}
        chosen={settings.font}
        onChoose={(font) => void change({ font })}
      />
      <div class="actions dialog-actions">
        <button type="button" class="main" onClick={onDone}>
          {words.done}
        </button>
        <button type="button" class="quiet" onClick={() => void change(DEFAULT_SETTINGS)}>
          {words.reset}
        </button>
      </div>
    </>
  );
}
