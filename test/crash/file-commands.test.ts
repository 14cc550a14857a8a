import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backupDatabase } from '../../src/server/store/backup.ts';
import { MIGRATIONS } from '../../src/server/store/migrations/migrations.ts';
import { openStore } from '../../src/server/store/open-store.ts';
import { runProgram } from '../support/node-program.ts';
import { startServerProcess } from '../support/server-process.ts';

const root = resolve(import.meta.dirname, '../..');

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-file-commands-'));
  await (await openStore({ dataDir: join(folder, 'data') })).close();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As npm runs it for somebody who stands in `folder`. */
const run = (command: string, ...args: string[]) =>
  runProgram(join(root, 'dist/server/commands', `${command}.js`), args, {
    DATA_DIR: join(folder, 'data'),
    INIT_CWD: folder,
  });

it.each(['backup', 'restore', 'import'])('%s takes an option for no file', async (command) => {
  const { code, output } = await run(command, '--help');
  expect([code, output]).toEqual([1, expect.stringMatching(new RegExp(`^usage: npm run ${command} -- <.*>\n$`))]);
  expect(existsSync(join(root, '--help'))).toBe(false);
  expect(readdirSync(folder)).toEqual(['data']);
});

it('a move of a data directory that is not there leaves none behind', async () => {
  const { code, output } = await run('migrate-store', '--from', 'dat', '--to', 'postgres://nobody@localhost:1/none');
  expect([code, output]).toEqual([1, `there is no database in ${join(folder, 'dat')}\n`]);
  expect(readdirSync(folder)).toEqual(['data']);
});

it('a backup lies where the person stands who asked for it, and is found from there', async () => {
  expect((await run('backup', 'monday.sqlite')).code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['data', 'monday.sqlite']);
  expect(await run('check-store', 'monday.sqlite')).toMatchObject({ code: 0 });
  expect(await run('restore', 'monday.sqlite')).toMatchObject({ code: 0 });
});

it('a backup of an older release is checked in the way that its check tells', async () => {
  const dataDir = join(folder, 'older');
  await (await openStore({ dataDir, migrations: MIGRATIONS.slice(0, -1) })).close();
  const file = join(folder, 'older.sqlite');
  await backupDatabase({ dataDir, file });
  const before = readFileSync(file);
  const { code, output } = await run('check-store', 'older.sqlite');
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/^\S+ is a whole database, made by an older Satchel, .*\n$/),
  ]);
  expect(output).toContain(
    `DATA_DIR=<a new folder>, npm run restore -- ${file}, then npm start once, then npm run check-store`,
  );

  const copy = { DATA_DIR: join(folder, 'copy') };
  const runOnCopy = (command: string, ...args: string[]) =>
    runProgram(join(root, 'dist/server/commands', `${command}.js`), args, copy);
  expect(await runOnCopy('restore', file)).toMatchObject({ code: 0 });
  expect(await runOnCopy('check-store')).toEqual({
    code: 1,
    output: 'the database is one of an older Satchel: start the server once, which brings it up to date\n',
  });
  await (await startServerProcess({ dataDir: copy.DATA_DIR })).kill('SIGTERM');
  expect(await runOnCopy('check-store')).toEqual({ code: 0, output: expect.stringContaining('all of it agrees') });
  expect(readFileSync(file)).toEqual(before);
});
