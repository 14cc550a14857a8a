/*
 * Oracle: the English catalogs, key by key. The compiler refuses a missing key and another type; these tests find a function that
 * leaves out what it is told, and a text that was never translated.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Catalogs } from '../../../src/student/strings/catalogs.ts';
import { en } from '../../../src/student/strings/en.ts';
import { enBefore } from '../../../src/student/strings/en-before.ts';
import { enClock } from '../../../src/student/strings/en-clock.ts';
import { enInteractions } from '../../../src/student/strings/en-interactions.ts';
import { enPlacing } from '../../../src/student/strings/en-placing.ts';
import { enPractice } from '../../../src/student/strings/en-practice.ts';
import { enRest } from '../../../src/student/strings/en-rest.ts';
import { enSettings } from '../../../src/student/strings/en-settings.ts';
import { enTools } from '../../../src/student/strings/en-tools.ts';
import { said as saidInSpanish } from '../../../src/student/strings/es/said.ts';
import { LANGUAGE_NAMES, type Language, languageTag } from '../../../src/student/strings/languages.ts';
import { loadCatalogs } from '../../../src/student/strings/load-catalogs.ts';

const english: Catalogs = {
  text: en,
  rest: enRest,
  settings: enSettings,
  before: enBefore,
  tools: enTools,
  practice: enPractice,
  clock: enClock,
  interactions: enInteractions,
  placing: enPlacing,
};
const languages = (Object.keys(LANGUAGE_NAMES) as Language[]).filter((language) => language !== 'en');

/** Words that are the same in two languages. */
const SAME: Record<string, string[]> = {
  es: ['rest.product', 'settings.normal', 'before.check.no', 'tools.calculator.units.radians'],
  fr: [
    'rest.product',
    'settings.normal',
    'text.attempt.questions',
    'text.banner.heading',
    'interactions.media.pause',
    'interactions.mixed.question',
  ],
  ar: ['rest.product', 'tools.shortcuts.shift'],
};

type Leaf = [path: string, value: unknown];
const leaves = (value: unknown, path = ''): Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, part]) => leaves(part, path ? `${path}.${name}` : name))
    : [[path, value]];

/** What a catalog says, told numbers, which can stand for names too; one is told of a list. */
const spoken = ([path, value]: Leaf, given: number[]): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'function') return null;
  if (path === 'text.title' || path === 'rest.dayAndTime' || path === 'rest.time') return null;
  return String(path === 'interactions.mixed.questionsOf' ? value(given, 90) : value(...given));
};
const GIVEN = [
  [1, 1, 1],
  [2, 7, 9],
  [23, 47, 61],
];

describe.each(languages)('the words of %s', (language) => {
  const load = async () => (await loadCatalogs(language, languageTag(language, 'latn'))) as Catalogs;

  it('are all there, and no others', async () => {
    const paths = leaves(await load()).map(([path]) => path);
    expect(paths.sort()).toEqual(
      leaves(english)
        .map(([path]) => path)
        .sort(),
    );
    expect(paths.length).toBeGreaterThan(300);
  });

  it('are told as much as the English ones', async () => {
    const theirs = new Map(leaves(await load()));
    const arity = (value: unknown) => (typeof value === 'function' ? value.length : null);
    const others = leaves(english).filter(([path, value]) => arity(theirs.get(path)) !== arity(value));
    expect(others.map(([path]) => path)).toEqual([]);
  });

  it('are not the English ones', async () => {
    const theirs = new Map(leaves(await load()));
    const same = leaves(english).filter(([path, value]) => typeof value === 'string' && theirs.get(path) === value);
    const paths = same
      .filter(([path, value]) => value !== '' && path !== 'text.dir' && path !== 'interactions.view.arrow')
      .map(([path]) => path);
    expect(paths.sort()).toEqual([...(SAME[language] ?? [])].sort());
  });

  it('leave nothing empty that the English ones say, and shout at nobody', async () => {
    const silent = leaves(english).flatMap(([path, value]) => (value === '' ? [path] : []));
    for (const leaf of leaves(await load())) {
      if (silent.includes(leaf[0])) continue;
      for (const given of GIVEN)
        expect(spoken(leaf, given) ?? 'nothing', leaf[0]).not.toMatch(/^\s*$|undefined|NaN| {2}|!/);
    }
  });

  it('end with a full stop where the English ones do', async () => {
    const theirs = new Map(leaves(await load()));
    const others = leaves(english).filter(([path, value]) => {
      const mine = theirs.get(path);
      return typeof value === 'string' && typeof mine === 'string' && value.endsWith('.') !== mine.endsWith('.');
    });
    expect(others.map(([path]) => path)).toEqual([]);
  });

  it('tell everything that the English ones are told', async () => {
    const theirs = new Map(leaves(await load()));
    const given = [23, 47, 61];
    for (const [path, value] of leaves(english)) {
      const words = spoken([path, value], given);
      if (typeof value !== 'function' || words === null) continue;
      for (const number of given.map(String).filter((number) => words.includes(number))) {
        expect(spoken([path, theirs.get(path)], given), path).toContain(number);
      }
    }
  });
});

it('every English catalog belongs to what a language consists of', () => {
  const folder = fileURLToPath(new URL('../../../src/student/strings/', import.meta.url));
  const whole = readFileSync(`${folder}catalogs.ts`, 'utf8');
  const parts = readdirSync(folder).filter((name) => /^en(-\w+)?\.ts$/.test(name));
  expect(parts.length).toBeGreaterThan(7);
  expect(parts.filter((name) => !whole.includes(`'./${name}'`))).toEqual([]);
});

describe('what is noted in English', () => {
  const folder = fileURLToPath(new URL('../../../src/student/', import.meta.url));
  /** What a sign-in or a download is refused with is told by its reason, and a rescue by its numbers. */
  const NOT_SHOWN = ['sync/sign-in.ts', 'sync/install-package.ts'];
  const sources = ['db', 'sync', 'services']
    .flatMap((part) => readdirSync(`${folder}${part}`).map((name) => `${part}/${name}`))
    .filter((path) => path.endsWith('.ts') && !NOT_SHOWN.includes(path));
  const noted = sources.flatMap((path) =>
    [...readFileSync(folder + path, 'utf8').matchAll(/'([A-Z][a-z]+ [^'\n]*\.)'/g)].map(
      ([, sentence = '']) => sentence,
    ),
  );

  it('can be said in every language', () => {
    expect(noted.length).toBeGreaterThan(20);
    expect(noted.filter((sentence) => !(sentence in saidInSpanish))).toEqual([]);
  });

  it.each(languages)('is said in %s', async (language) => {
    const { text } = (await loadCatalogs(language, language)) as Catalogs;
    for (const sentence of Object.keys(saidInSpanish)) expect(text.said(sentence)).not.toBe(sentence);
    expect(text.said('Something that nobody knew of.')).toBe('Something that nobody knew of.');
  });
});
