import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DataDirInUse, lockDataDir } from '../../../src/server/store/data-dir.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-lock-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Another process that takes the lock as the server does, says so, and lives until it is killed. */
const HOLDER = `
  const Database = require('better-sqlite3');
  new Database(process.argv[1]).exec('begin exclusive');
  console.log('held');
  setInterval(() => {}, 1000);
`;

it('is held against other processes, and let go by one that was killed', async () => {
  const holder = spawn(process.execPath, ['-e', HOLDER, join(dataDir, 'satchel.lock')], {
    cwd: join(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  expect(() => lockDataDir(dataDir)).toThrow(DataDirInUse);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockDataDir(dataDir)();
});

it('is held against this process too, until it is let go', () => {
  const unlock = lockDataDir(dataDir);
  expect(() => lockDataDir(dataDir)).toThrow(DataDirInUse);
  unlock();
  lockDataDir(dataDir)();
});
