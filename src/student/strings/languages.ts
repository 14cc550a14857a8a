/* The languages of the app. Each is named in itself, for whoever cannot read the one in use. */
export const LANGUAGE_NAMES = { en: 'English', es: 'Español', fr: 'Français', ar: 'العربية' };

export type Language = keyof typeof LANGUAGE_NAMES;

/** `arab`: ٠١٢٣, which only Arabic has besides 0123. */
export type Digits = 'latn' | 'arab';

/**
 * The first of the languages that somebody prefers that this app has; English where it has none of them.
 *
 * @param preferred BCP 47, as `navigator.languages` has them
 * @param known the app's, but for English
 */
export function preferredLanguage(preferred: readonly string[], known: Record<string, unknown>): string {
  for (const tag of preferred) {
    const language = tag.slice(0, 2);
    if (language === 'en' || language in known) return language;
  }
  return 'en';
}

/** As in `<html lang>`, BCP 47. */
export const languageTag = (language: Language, digits: Digits): string =>
  language === 'ar' && digits === 'arab' ? 'ar-u-nu-arab' : language;

export const directionOf = (language: string): 'ltr' | 'rtl' => (language.startsWith('ar') ? 'rtl' : 'ltr');
