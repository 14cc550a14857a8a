import { describe, expect, it } from 'vitest';
import { earlyLook } from '../../src/student/early-look.ts';
import { DEFAULT_SETTINGS } from '../../src/student/session/reading-settings.ts';
import { lookOf } from '../../src/student/wear-look.ts';

const LANGUAGES = { es: '/es.js', fr: '/fr.js', ar: '/ar.js' };
const early = (stored: string | null, preferred: string[] = ['en-US']) => earlyLook(() => stored, preferred, LANGUAGES);

describe('before the first frame', () => {
  it('a device that knows nothing yet is read in its own language', () => {
    expect(early(null, ['fr-CA', 'en'])).toEqual({ lang: 'fr', dir: 'ltr' });
    expect(early(null, ['ar-SA'])).toEqual({ lang: 'ar', dir: 'rtl' });
  });

  it('a language that the app does not have is passed over, and English comes last', () => {
    expect(early(null, ['de-DE', 'es'])).toEqual({ lang: 'es', dir: 'ltr' });
    expect(early(null, ['de-DE'])).toEqual({ lang: 'en', dir: 'ltr' });
    expect(early(null, ['en-GB', 'es'])).toEqual({ lang: 'en', dir: 'ltr' });
    expect(early(null, [])).toEqual({ lang: 'en', dir: 'ltr' });
  });

  it('what was chosen stands before what the device prefers', () => {
    const stored = JSON.stringify({ lang: 'ar-u-nu-arab', 'data-theme': 'dark' });
    expect(early(stored)).toEqual({ lang: 'ar-u-nu-arab', dir: 'rtl', 'data-theme': 'dark' });
  });

  it('a storage that is blocked or damaged keeps nobody from reading', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    expect(earlyLook(blocked, ['es'], LANGUAGES)).toEqual({ lang: 'es', dir: 'ltr' });
    expect(early('{"lang":')).toEqual({ lang: 'en', dir: 'ltr' });
    for (const other of ['null', '7', '"text"', '["a"]', '{"on click": 1, "style": "x"}']) {
      expect(early(other)).toEqual({ lang: 'en', dir: 'ltr' });
    }
  });
});

describe('what is kept for the next start', () => {
  it('is nothing where the device decides everything', () => {
    expect(lookOf(DEFAULT_SETTINGS, ['es'])).toEqual({});
  });

  it('is each choice as an attribute of the page', () => {
    const chosen = { ...DEFAULT_SETTINGS, theme: 'yellow', size: '200', spacing: 'wide', font: 'serif' } as const;
    expect(lookOf(chosen, [])).toEqual({
      'data-theme': 'yellow',
      'data-size': '200',
      'data-large': '',
      'data-spacing': 'wide',
      'data-font': 'serif',
    });
    expect(lookOf({ ...chosen, size: '125' }, [])).not.toHaveProperty('data-large');
  });

  it('names the digits with the language, also where the device chose that', () => {
    expect(lookOf({ ...DEFAULT_SETTINGS, language: 'ar', digits: 'arab' }, [])).toEqual({ lang: 'ar-u-nu-arab' });
    expect(lookOf({ ...DEFAULT_SETTINGS, digits: 'arab' }, ['ar-EG'])).toEqual({ lang: 'ar-u-nu-arab' });
    expect(lookOf({ ...DEFAULT_SETTINGS, language: 'es', digits: 'arab' }, [])).toEqual({ lang: 'es' });
  });

  it.each(['en', 'es', 'fr', 'ar'] as const)('leads back to %s', (language) => {
    const kept = JSON.stringify(lookOf({ ...DEFAULT_SETTINGS, language }, ['fr']));
    expect(early(kept, ['fr']).lang).toBe(language);
  });
});
