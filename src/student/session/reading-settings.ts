/** How a student reads best. Null: as the device has it. */
export interface ReadingSettings {
  language: 'en' | 'es' | 'fr' | 'ar' | null;
  /** `arab`: ٠١٢٣, in Arabic. */
  digits: 'latn' | 'arab';
  theme: 'light' | 'dark' | 'contrast' | 'yellow' | null;
  /** Percent of what the app is drawn at. */
  size: '100' | '125' | '150' | '200' | '300' | '400';
  spacing: 'normal' | 'wide';
  font: 'sans' | 'serif' | 'legible';
}

export const DEFAULT_SETTINGS: ReadingSettings = {
  language: null,
  digits: 'latn',
  theme: null,
  size: '100',
  spacing: 'normal',
  font: 'sans',
};
