import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../src/commands/browser.mjs';
import { withBuildLock } from '../../src/commands/build-lock.mjs';
import { buildStamp } from '../../src/commands/build-stamp.mjs';
import { isInstalled } from '../../src/commands/install.mjs';
import { findPostgres } from '../../src/commands/postgres.mjs';
import { readTally, tally } from '../../src/commands/tally.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-commands-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A Date that stays the same, so that only what a test changes can change a stamp. */
const LONG_AGO = new Date('2020-01-01T00:00:00Z');
function put(path: string, content: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
  utimesSync(join(folder, path), LONG_AGO, LONG_AGO);
}

describe('the stamp of a build', () => {
  beforeEach(() => {
    put('src/student/main.tsx', 'one');
    put('public/icon.svg', '<svg/>');
    put('index.html', '<html>');
    put('README.md', 'words');
  });

  it('stays the same while no input changes, whatever else does', () => {
    const stamp = buildStamp(folder);
    put('README.md', 'other words');
    put('test/x.test.ts', 'a test');
    expect(buildStamp(folder)).toBe(stamp);
  });

  it.each([
    ['is longer', () => put('src/student/main.tsx', 'longer')],
    ['is new', () => put('src/student/more.ts', 'one')],
    ['was saved again', () => writeFileSync(join(folder, 'src/student/main.tsx'), 'two')],
    ['is gone', () => rmSync(join(folder, 'public/icon.svg'))],
  ])('changes when a file %s', (_what, change) => {
    const stamp = buildStamp(folder);
    change();
    expect(buildStamp(folder)).not.toBe(stamp);
  });
});

describe('what npm installed', () => {
  const lock = (packages: object) => JSON.stringify({ packages: { '': { name: 'satchel' }, ...packages } });
  const hono = { version: '4.13.19', integrity: 'sha512-hono' };
  const mac = { version: '1.0.0', integrity: 'sha512-mac', optional: true };

  it('is not installed anew in a copy of the folder, in which the list of what is asked for is the younger file', () => {
    put('node_modules/.package-lock.json', lock({ 'node_modules/hono': hono }));
    put('package-lock.json', lock({ 'node_modules/hono': hono, 'node_modules/for-a-mac': mac }));
    utimesSync(join(folder, 'package-lock.json'), new Date(), new Date());
    expect(isInstalled({ root: folder, isBuilt: false })).toBe(true);
  });

  it.each([
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/hono': { ...hono, version: '4.13.18' } }],
    ['a package is of other content', { 'node_modules/hono': { ...hono, integrity: 'sha512-other' } }],
  ])('is installed anew when %s', (_what, installed) => {
    put('package-lock.json', lock({ 'node_modules/hono': hono }));
    put('node_modules/.package-lock.json', lock(installed));
    expect(isInstalled({ root: folder, isBuilt: false })).toBe(false);
  });

  it('may be without what is for building, where that is done', () => {
    put('package-lock.json', lock({ 'node_modules/vite': { ...hono, dev: true } }));
    put('node_modules/.package-lock.json', lock({}));
    expect([true, false].map((isBuilt) => isInstalled({ root: folder, isBuilt }))).toEqual([true, false]);
  });

  it('is installed where nothing was', () => {
    put('package-lock.json', lock({}));
    expect(isInstalled({ root: folder, isBuilt: false })).toBe(false);
  });

  it('is here what the tests run on', () => {
    expect(isInstalled({ isBuilt: false })).toBe(true);
  });
});

describe('the lock of a build', () => {
  it('lets one job in after the other', async () => {
    const file = join(folder, 'lock');
    const order: string[] = [];
    let finish = () => {};
    const first = withBuildLock(file, async () => {
      order.push('first in');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push('first out');
    });
    const second = withBuildLock(file, async () => {
      order.push('second in');
    });
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['first in', 'first out', 'second in']);
  });

  it('is taken over from a process that is gone, and let go after a failure', async () => {
    const file = join(folder, 'lock');
    // No system hands out a process id this large.
    writeFileSync(file, '2147483646');
    await expect(withBuildLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(withBuildLock(file, async () => 'built')).resolves.toBe('built');
  });
});

describe('the browser for the tests', () => {
  const program = (name: string) => {
    put(name, '#!/bin/sh');
    chmodSync(join(folder, name), 0o755);
    return join(folder, name);
  };

  it('is the one that CHROMIUM_PATH names, before any on PATH', () => {
    program('bin/chromium');
    const named = program('elsewhere/my-chrome');
    expect(findBrowser({ CHROMIUM_PATH: named, PATH: join(folder, 'bin') })).toBe(named);
  });

  it('is Chromium before Chrome, wherever on PATH they are', () => {
    program('a/google-chrome');
    const chromium = program('b/chromium');
    expect(findBrowser({ PATH: `${join(folder, 'a')}:${join(folder, 'b')}` })).toBe(chromium);
  });

  it('is none when nothing of a usual name can be run', () => {
    put('bin/chromium', 'not a program');
    expect(findBrowser({ PATH: `:${join(folder, 'bin')}` })).toBeUndefined();
  });

  it('is not guessed when CHROMIUM_PATH names nothing', () => {
    program('bin/chromium');
    expect(() => findBrowser({ CHROMIUM_PATH: join(folder, 'gone'), PATH: join(folder, 'bin') })).toThrow(
      'CHROMIUM_PATH',
    );
  });
});

describe('the PostgreSQL for the tests', () => {
  it('is the one that POSTGRES_BIN names, when a server is there', () => {
    for (const name of ['initdb', 'postgres']) {
      put(`pg/${name}`, '#!/bin/sh');
      chmodSync(join(folder, 'pg', name), 0o755);
    }
    expect(findPostgres({ POSTGRES_BIN: join(folder, 'pg') })).toBe(join(folder, 'pg'));
  });

  it('is not guessed when POSTGRES_BIN names a folder without one', () => {
    put('pg/psql', '#!/bin/sh');
    expect(() => findPostgres({ POSTGRES_BIN: join(folder, 'pg') })).toThrow('there are no initdb and postgres in it');
  });
});

describe('the count of the tests', () => {
  const file = (status: string, ...tests: string[]) => ({
    status,
    assertionResults: tests.map((result) => ({ status: result })),
  });

  it('is that of the report', () => {
    const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')];
    expect(tally({ numPassedTests: 3, numFailedTests: 1, testResults })).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    const testResults = [file('failed'), file('passed', 'passed')];
    expect(tally({ numPassedTests: 1, numFailedTests: 0, testResults })).toEqual({ passed: 1, failed: 1 });
  });

  it('is one failure when there is no report', () => {
    expect(readTally(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 1 });
  });
});
