/* The words of the settings, in English; see `en.ts`. Languages are named in themselves and stand in `languages.ts`. */
const percent = new Intl.NumberFormat('en', { style: 'percent' });

export const enSettings = {
  button: 'Settings',
  heading: 'Settings',
  about: 'Choose what you can read best. Your answers stay as they are.',
  asDevice: 'Same as this device',

  language: 'Language',
  languageMissing: 'This language is not on this device yet. Try again when there is a network.',
  digits: 'Numerals',

  theme: 'Colors',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
  yellow: 'Yellow on black',

  size: 'Size',
  /** @param scale 1 is as the app is drawn */
  percent: (scale: number) => percent.format(scale),

  spacing: 'Spacing',
  normal: 'Normal',
  wide: 'Wide',

  font: 'Letters',
  sans: 'Plain',
  serif: 'As in a book',
  legible: 'Easy to tell apart',

  reset: 'Set all back',
  done: 'Done',
};

export type SettingsCatalog = typeof enSettings;
