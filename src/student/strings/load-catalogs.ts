import type { Catalogs } from './catalogs.ts';
import type { Language } from './languages.ts';

const files: Record<Exclude<Language, 'en'>, () => Promise<{ catalogsOf(tag: string): Catalogs }>> = {
  es: () => import('./es/catalogs.ts'),
  fr: () => import('./fr/catalogs.ts'),
  ar: () => import('./ar/catalogs.ts'),
};

/**
 * @param tag as in `<html lang>`
 * @throws when the file of the language is not to be had
 */
export async function loadCatalogs(language: Language, tag: string): Promise<Partial<Catalogs>> {
  return language === 'en' ? {} : (await files[language]()).catalogsOf(tag);
}
