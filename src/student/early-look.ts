/*
 * How the app is drawn for the student who is there, before anything of it is: attributes of `<html>`, which the styles go by. They are
 * kept as they are set, outside of the database, because that answers too late for the first frame.
 */
import { directionOf, preferredLanguage } from './strings/languages.ts';

export const LOOK = 'satchel-look';

/** Attributes by name. Whoever left out `lang` reads in the language of the device. */
export type Look = Record<string, string>;

/**
 * @param stored throws where the person blocked the storage
 * @param preferred as `navigator.languages`
 * @param languages the app's, but for English
 */
export function earlyLook(
  stored: () => string | null,
  preferred: readonly string[],
  languages: Record<string, unknown>,
): Look {
  const look: Look = {};
  try {
    for (const [name, value] of Object.entries(JSON.parse(stored() ?? '{}') ?? {})) {
      if (/^(lang|data-[a-z]+)$/.test(name)) look[name] = String(value);
    }
  } catch {
    // The device's own will do.
  }
  const lang = look.lang ?? preferredLanguage(preferred, languages);
  return { ...look, lang, dir: directionOf(lang) };
}
