import type { StoredSettings } from '../db/reading-settings.ts';

/** How a student reads best, whatever of it was chosen. */
export type ReadingSettings = Required<StoredSettings>;

export const DEFAULT_SETTINGS: ReadingSettings = {
  language: null,
  digits: 'latn',
  theme: null,
  size: '100',
  spacing: 'normal',
  font: 'sans',
};
