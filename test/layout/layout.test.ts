import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenRule } from './dependency-rule.ts';
import { importLines, readSource, repositoryFiles } from './source-files.ts';

const MAX_LINES = 350;

const files = repositoryFiles();
const isCode = (path: string) => /\.(ts|tsx|mjs)$/.test(path);
const sources = files.filter((path) => path.startsWith('src/') && isCode(path));
const code = files.filter(isCode);
const texts = files.filter((path) => !/\.(png|ico|woff2|zip|jpg)$/.test(path));

const linesOf = (path: string) => readSource(path).trimEnd().split('\n').length;
const holding = (paths: string[], pattern: RegExp) => paths.filter((path) => pattern.test(readSource(path)));

// Put together here, so that this file does not find itself.
const word = (...parts: string[]) => parts.join('');

describe('the dependency rule', () => {
  it('is kept by every import of every source file', () => {
    const broken = sources.flatMap((path) => importLines(path, readSource(path)).map(brokenRule));
    expect(broken.filter((sentence) => sentence !== null)).toEqual([]);
  });

  it.each([
    ['src/shared/scoring/score.ts', 'src/student/db/rows.ts'],
    ['src/shared/lib/digest.ts', 'node:crypto'],
    ['src/shared/lib/digest.ts', 'zod'],
    ['src/student/ui/app.tsx', 'src/student/db/rows.ts'],
    ['src/student/ui/app.tsx', 'src/student/sync/classify.ts'],
    ['src/student/session/attempt.ts', 'src/student/sync/classify.ts'],
    ['src/student/sync/uploader.ts', 'src/student/session/ports.ts'],
    ['src/student/sync/uploader.ts', 'dexie'],
    ['src/student/main.tsx', 'src/server/app.ts'],
    ['src/student/new-folder/x.ts', 'src/shared/lib/digest.ts'],
    ['src/worker/service-worker.ts', 'src/student/session/ports.ts'],
    ['src/console/main.tsx', 'src/student/ui/app.tsx'],
    ['src/server/routes/exam.ts', 'kysely'],
    ['src/server/app.ts', 'src/console/words.ts'],
  ])('refuses %s importing %s', (from, to) => {
    expect(brokenRule({ from, to, typeOnly: false })).not.toBeNull();
  });

  it('sees every form of an import, and none in a comment', () => {
    const source = [
      "import { a } from './a.ts';",
      "import type { B } from 'kysely';",
      'import {',
      '  c,',
      "} from '../db/c.ts';",
      "import './styles.css';",
      "export { d } from './d.ts';",
      "const e = await import('../e.ts');",
      "// import { f } from './f.ts';",
      "/* import { g } from './g.ts'; */",
    ].join('\n');
    expect(importLines('src/student/ui/x.ts', source)).toEqual([
      { from: 'src/student/ui/x.ts', to: 'src/student/ui/a.ts', typeOnly: false },
      { from: 'src/student/ui/x.ts', to: 'kysely', typeOnly: true },
      { from: 'src/student/ui/x.ts', to: 'src/student/db/c.ts', typeOnly: false },
      { from: 'src/student/ui/x.ts', to: 'src/student/ui/styles.css', typeOnly: false },
      { from: 'src/student/ui/x.ts', to: 'src/student/ui/d.ts', typeOnly: false },
      { from: 'src/student/ui/x.ts', to: 'src/student/e.ts', typeOnly: false },
    ]);
  });
});

describe('every source file', () => {
  it(`has at most ${MAX_LINES} lines`, () => {
    expect(code.filter((path) => linesOf(path) > MAX_LINES).map((path) => `${path}: ${linesOf(path)}`)).toEqual([]);
  });

  it('is named in kebab-case', () => {
    const named = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
    expect(code.filter((path) => !named.test(path.split('/').at(-1) ?? ''))).toEqual([]);
  });

  it('exports by name, never as default', () => {
    expect(holding(sources, /^\s*export\s+default\b|\bas default\b/m)).toEqual([]);
  });

  it('hands on nothing that another file exports', () => {
    expect(holding(sources, /^\s*export\s+(type\s+)?(\*|\{[^}]*\})[^;\n]*\sfrom\s/m)).toEqual([]);
    expect(sources.filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual([]);
  });

  it('says the ending of what it imports', () => {
    const relative = sources
      .flatMap((path) => importLines(path, readSource(path)))
      .filter(({ to }) => to.startsWith('src/'));
    expect(relative.filter(({ to }) => !/\.(ts|tsx|mjs|css|svg)(\?raw)?$/.test(to))).toEqual([]);
  });

  it('knows a table of the server only in its store', () => {
    const elsewhere = sources.filter((path) => !path.startsWith('src/server/store/'));
    expect(holding(elsewhere, /\.(selectFrom|insertInto|updateTable|deleteFrom|replaceInto)\(/)).toEqual([]);
  });

  it('on a device deletes no database and empties no table, whatever failed', () => {
    const onDevice = sources.filter((path) => path.startsWith('src/student/') || path.startsWith('src/worker/'));
    expect(holding(onDevice, /\bdeleteDatabase\b|\bDexie\.delete\(|\bdb\.(delete|\w+\.clear)\(/)).toEqual([]);
  });

  it('silences neither the compiler nor the linter', () => {
    const silenced = new RegExp(
      [word('@ts-', 'ignore'), word('@ts-', 'expect-error'), word('@ts-', 'nocheck'), word('biome-', 'ignore')].join(
        '|',
      ),
    );
    expect(holding(code, silenced)).toEqual([]);
  });
});

describe('the repository', () => {
  it('holds no path of a machine and no address of a package registry', () => {
    const places = new RegExp(
      [
        word('/wo', 'rk/'),
        word('/ro', 'ot/'),
        word('/ho', 'me/[a-z]'),
        word('/Use', 'rs/'),
        word('registry\\.', 'npm'),
      ].join('|'),
    );
    expect(holding(texts, places)).toEqual([]);
  });

  it('has no link in a page that leads nowhere', () => {
    const links = files
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...readSource(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, to = '']) => ({
          from: path,
          to: posix.join(posix.dirname(path), to),
        })),
      );
    const leadsSomewhere = (to: string) => files.some((path) => path === to || path.startsWith(`${to}/`));
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(({ to }) => !leadsSomewhere(to.replace(/\/$/, '')))).toEqual([]);
  });

  it('numbers each decision once, as its title does', () => {
    const decisions = files.filter((path) => path.startsWith('docs/decisions/'));
    const numbers = decisions.map((path) => Number(posix.basename(path).slice(0, 4)));
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    expect(decisions.map((path) => Number(/^# (\d+)\. /.exec(readSource(path))?.[1]))).toEqual(numbers);
  });

  it('leaves no work undone in a comment', () => {
    expect(holding(code, new RegExp(`\\b(${word('TO', 'DO')}|${word('FIX', 'ME')}|${word('XX', 'X')})\\b`))).toEqual(
      [],
    );
  });
});
