import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/server/store/open-store.ts';
import { runProgram } from '../support/node-program.ts';

const NOBODY = 65_534;
// Only root may run something as somebody else.
const isRoot = process.getuid?.() === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-nobody-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** @returns what a program of the project says to somebody who owns nothing of it */
async function runAsNobody(program: string, ...args: string[]): Promise<string> {
  const env = { NODE_ENV: 'production', DATA_DIR: folder, PORT: '0', DEMO: '0' };
  return (await runProgram(program, args, env, { uid: NOBODY, gid: NOBODY })).output;
}

it.runIf(isRoot)('a command runs in a folder that somebody else built and owns', async () => {
  chownSync(folder, NOBODY, NOBODY);
  expect(await runAsNobody('src/commands/check-store.mjs')).toMatch(/^there is no database at /);
});

it.runIf(isRoot)(
  'a server that may read its database but not write to it does not start, and says so in one line',
  async () => {
    await (await openStore({ dataDir: folder })).close();
    chownSync(folder, NOBODY, NOBODY);
    chownSync(join(folder, 'satchel.lock'), NOBODY, NOBODY);
    chmodSync(join(folder, 'satchel.sqlite'), 0o444);
    expect(await runAsNobody('dist/server/main.js')).toMatch(/^the database in .* cannot be opened \(EACCES.*\n$/);
  },
);

it.runIf(isRoot)('a command that is to write where it may only read says so in one line', async () => {
  await (await openStore({ dataDir: folder })).close();
  chownSync(folder, NOBODY, NOBODY);
  chmodSync(join(folder, 'satchel.sqlite'), 0o444);
  expect(await runAsNobody('dist/server/commands/staff-password.js')).toMatch(
    /^the database in .* cannot be opened \(EACCES.*\n$/,
  );
});

it.runIf(isRoot)("a certificate is renewed in the place of somebody else's, and that is said", async () => {
  chownSync(folder, NOBODY, NOBODY);
  const renew = () => runAsNobody('dist/server/commands/certificate.js', '--host', 'satchel.local');
  expect(await renew()).not.toMatch('belonged to');
  const path = join(folder, 'tls', 'server.key');
  chownSync(path, 0, 0);
  chmodSync(path, 0o640);
  const said = await renew();
  expect(said).toContain(
    `${path} belonged to another user or group, and this user may not give it to them: give it back with chown\n`,
  );
  expect(said).not.toContain('server.pem belonged');
  const { uid, mode } = statSync(path);
  expect([uid, mode & 0o777]).toEqual([NOBODY, 0o600]);
});
