import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSource } from '../layout/source-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-command-'));
  mkdirSync(join(folder, 'commands'));
  writeFileSync(join(folder, 'commands/check-store.js'), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The command of a service, in `folder`, and ending where it would become the user of the service. @returns its environment */
function run(...args: string[]): Record<string, string> {
  const script = readSource('deploy/satchel')
    .replace('/opt/satchel/dist/server/commands', join(folder, 'commands'))
    .replaceAll('/etc/satchel.env', join(folder, 'satchel.env'))
    .replace('"$(id -u)"', '0')
    .replace(/^exec setpriv .*$/m, 'exec env -0');
  const out = execFileSync('/bin/sh', ['-c', script, 'satchel', ...args], { encoding: 'utf8', stdio: 'pipe' });
  return Object.fromEntries(out.split('\0').map((pair) => pair.split(/=(.*)/s).slice(0, 2)));
}

it('takes $ and & of a setting for letters, as systemd does, for which a password is no program', () => {
  const lines = [
    '# of the school',
    '',
    'DEMO=0',
    'DATABASE_URL=postgres://a:p$w@db/a?b=c&d=e',
    '  METRICS_TOKEN="quoted"  ',
  ];
  writeFileSync(join(folder, 'satchel.env'), `${lines.join('\n')}\nADMIN_PASSWORD=correct horse`);
  expect(run('check-store')).toMatchObject({
    DEMO: '0',
    DATABASE_URL: 'postgres://a:p$w@db/a?b=c&d=e',
    METRICS_TOKEN: 'quoted',
    ADMIN_PASSWORD: 'correct horse',
    DATA_DIR: '/var/lib/satchel',
  });
});

it.each([[[]], [['chekc-store']], [['--help']]])('tells its usage for %j', (args) => {
  expect(() => run(...args)).toThrow(
    expect.objectContaining({ status: 1, stderr: expect.stringMatching(/^usage: sudo satchel check-store/) }),
  );
});

it('passes over a setting whose name is none, and reads a file of Windows', () => {
  writeFileSync(join(folder, 'satchel.env'), 'DEMO =0\r\nA-B=1\r\nPORT="8080"\r\n');
  const settings = run('check-store');
  expect(settings).toMatchObject({ PORT: '8080' });
  expect(Object.keys(settings)).not.toContain('A-B');
});
