import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { precachedUrls } from '../../src/commands/budget.mjs';
import { fromRoot } from '../../src/commands/paths.mjs';
import { readSource, repositoryFiles } from '../layout/source-files.ts';
import { setup } from '../support/build.ts';
import { NEWER_IN_SCRIPTS, NEWER_IN_STYLES, newerFeatures } from './newer-features.ts';

beforeAll(setup, 240_000);

const built = (...path: string[]) => fromRoot('dist', ...path);
const read = (...path: string[]) => readFileSync(built(...path), 'utf8');
const filesIn = (folder: string, ending: string) =>
  readdirSync(built(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

describe('what browsers are given', () => {
  it.each(['student', 'console'])('asks nothing of Chrome 109 that it has not, in scripts (%s)', (page) => {
    const scripts = filesIn(page, '.js');
    expect(scripts).not.toEqual([]);
    expect(scripts.flatMap((path) => newerFeatures(read(path), NEWER_IN_SCRIPTS))).toEqual([]);
  });

  it.each(['student', 'console'])('asks nothing of Chrome 109 that it has not, in styles (%s)', (page) => {
    const styles = filesIn(page, '.css');
    expect(styles).not.toEqual([]);
    expect(styles.flatMap((path) => newerFeatures(read(path), NEWER_IN_STYLES))).toEqual([]);
  });

  it('would show a newer call or value', () => {
    expect(newerFeatures('a.toSorted((b,c)=>b-c)', NEWER_IN_SCRIPTS)).toHaveLength(1);
    expect(newerFeatures('x.values().map(y)', NEWER_IN_SCRIPTS)).toHaveLength(1);
    expect(newerFeatures('.a{color:color-mix(in srgb,red,blue)}', NEWER_IN_STYLES)).toHaveLength(1);
    expect(newerFeatures('.a{color:red;&:hover{color:blue}}', NEWER_IN_STYLES)).toHaveLength(1);
  });

  it('has the first frame’s styles in the student’s page, all others inert until they are asked for, and no rule in both', () => {
    const [, firstFrame = ''] = /<style>(.*?)<\/style>/s.exec(read('student', 'index.html')) ?? [];
    const [, others = ''] = /<template><style>(.*?)<\/style>/s.exec(read('student', 'index.html')) ?? [];
    for (const selector of ['.option', '.steps-bar', '.seam']) expect(firstFrame).toContain(selector);
    expect(firstFrame).not.toContain('.stitch');
    expect(others).toContain('.stitch');
    // Without those within `@media`, whose braces end elsewhere.
    const rulesOf = (style: string) => new Set(style.match(/[^{}@]+\{[^{}]{30,}\}/g));
    const inBoth = rulesOf(firstFrame);
    for (const rule of inBoth) if (!rulesOf(others).has(rule)) inBoth.delete(rule);
    expect([...inBoth]).toEqual([]);
  });

  it('has one script and one style in the student’s page for the first paint, and no handler in any page', () => {
    const counted = (page: string, tag: RegExp) => read(page, 'index.html').match(tag)?.length ?? 0;
    const inline = /<script(?![^>]*\ssrc=)[^>]*>/g;
    expect([counted('student', inline), counted('student', /<style/g)]).toEqual([1, 2]);
    expect(counted('student', /<template><style>/g)).toBe(1);
    expect([counted('console', inline), counted('console', /<style/g)]).toEqual([0, 0]);
    for (const page of ['student', 'console']) expect(counted(page, /<[^>]*\s(style|on[a-z]+)=/g)).toBe(0);
  });

  it('makes no element from a string of HTML', () => {
    const raw = /innerHTML|outerHTML|dangerouslySet|insertAdjacent/;
    const sources = repositoryFiles('src/student').filter((path) => /\.tsx?$/.test(path));
    expect(sources.filter((path) => raw.test(readSource(path)))).toEqual([]);
  });
});

describe('the service worker', () => {
  it('puts away the page and every script and style of it, and nothing of the API or the console', () => {
    const urls = precachedUrls(read('student', 'sw.js'));
    const needed = ['index.html', ...[...filesIn('student/assets', '.js'), ...filesIn('student/assets', '.css')]];
    expect(urls).toEqual(expect.arrayContaining(needed.map((path) => path.replace('student/', ''))));
    expect(urls.filter((url) => /^\/?(api|console)/.test(url))).toEqual([]);
    expect(urls).not.toContain('sw.js');
  });

  it('takes over only when it is told to', () => {
    const calls = read('student', 'sw.js').match(/skipWaiting\(\)/g);
    expect(calls).toHaveLength(1);
  });
});

describe('the manifest', () => {
  const manifest = () => JSON.parse(read('student', 'manifest.webmanifest'));

  it('is linked from the page and says what an installed app needs', () => {
    expect(read('student', 'index.html')).toContain('rel="manifest"');
    expect(manifest()).toMatchObject({
      name: 'Satchel',
      id: '/',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      shortcuts: [{ name: 'My tests' }],
    });
  });

  it('names pictures that exist in the sizes that it says, for every purpose and form', () => {
    const pictures = [...manifest().icons, ...manifest().screenshots] as Array<{
      src: string;
      type: string;
      sizes: string;
    }>;
    for (const { src, type, sizes } of pictures) {
      const bytes = readFileSync(built('student', src));
      if (type !== 'image/png') continue;
      // PNG: width and height stand in the header chunk, bytes 16 to 23.
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src).toBe(sizes);
    }
    const purposes = new Set(manifest().icons.map(({ purpose }: { purpose: string }) => purpose));
    expect(purposes).toEqual(new Set(['any', 'maskable']));
    const forms = new Set(manifest().screenshots.map(({ form_factor }: { form_factor: string }) => form_factor));
    expect(forms).toEqual(new Set(['wide', 'narrow']));
  });
});
