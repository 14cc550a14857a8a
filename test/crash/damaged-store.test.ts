/*
 * A server whose database was cut or damaged while it was off, by its programs alone. Oracle: exit codes, the one line that
 * is printed, the bytes of the damaged file before and after, and what the server lists once a backup was restored.
 */
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram } from '../support/node-program.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { upload } from '../support/wire-client.ts';
import { acknowledged, type Classmate, expectAllThereOnce, nextBatch, openClass } from './classmates.ts';

let folder: string;
let backup: string;
let classmates: Classmate[];
let server: ServerProcess | undefined;

/** A class, a backup with all of its answers, and the database of its server, which was killed some answers later. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'satchel-damaged-'));
  backup = join(folder, 'backup.sqlite');
  const dataDir = join(folder, 'data');
  server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  ({ classmates } = await openClass(server.url, 5));
  await uploadAll(server.url);
  for (const classmate of classmates) acknowledged(classmate);
  const made = await runProgram('dist/server/commands/backup.js', [backup], { DATA_DIR: dataDir });
  expect(made).toEqual({ code: 0, output: `The database of ${dataDir} is in ${backup}\n` });
  // A stop folds the log into the file, so that what the next kill leaves in it is a small part.
  await server.kill('SIGTERM');
  server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  await uploadAll(server.url);
  await server.kill('SIGKILL');
});
afterAll(async () => {
  await server?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const uploadAll = (url: string) =>
  Promise.all(classmates.map((classmate) => upload(url, classmate.device, nextBatch(classmate).body)));

const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

test.each<[string, string, (file: string) => void]>([
  ['killed, then cut in the middle of a page', 'data', (file) => truncateSync(file, 101_000)],
  [
    'closed, then written over in the middle',
    'backup',
    (file) => writeFileSync(file, readFileSync(file).fill(0xa5, 81_920, 90_112)),
  ],
])('%s: refused in one line, nothing written, and a restored backup starts', async (name, from, damage) => {
  const dataDir = join(folder, name.replaceAll(/\W+/g, '-'));
  const file = join(dataDir, 'satchel.sqlite');
  if (from === 'data') cpSync(join(folder, 'data'), dataDir, { recursive: true });
  else cpSync(backup, file, { recursive: true });
  damage(file);
  const damaged = hashOf(file);

  const env = { DATA_DIR: dataDir, PORT: '0', DEMO: '0', LOG_LEVEL: 'warn' };
  const start = await runProgram('dist/server/main.js', [], env);
  expect(start.code).toBe(1);
  expect(start.output).toMatch(/^[^\n]*satchel\.sqlite is damaged: [^\n]* npm run restore -- <file>[^\n]*\n$/);
  expect(start.output).toContain(file);
  expect(hashOf(file)).toBe(damaged);

  const restored = await runProgram('dist/server/commands/restore.js', [backup], { DATA_DIR: dataDir });
  const kept = /; what was there before is in (.*)\n$/.exec(restored.output)?.[1];
  expect([restored.code, kept && hashOf(kept)]).toEqual([0, damaged]);
  server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  await expectAllThereOnce(server.url, classmates);
  await server.kill('SIGTERM');
});
