import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { choice, manifest, packageOf } from '../server/import/package/package.ts';
import { runProgram } from '../support/node-program.ts';
import { APP_KEY, APP_SECRET, BASIC, startServerProcess } from '../support/server-process.ts';

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-import-'));
  dataDir = join(folder, 'data');
  const files = { 'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'bad' }]), 'a.xml': choice('a') };
  writeFileSync(join(folder, 'good.zip'), packageOf({ ...files, 'bad.xml': '<a>\n<b>' }));
  writeFileSync(join(folder, 'bad.zip'), packageOf({ 'imsmanifest.xml': manifest([{ id: 'bad' }]), 'bad.xml': 'x' }));
});
afterEach(() => rmSync(folder, { recursive: true }));

const importFile = (name: string, env: Record<string, string> = {}) => {
  const program = resolve(import.meta.dirname, '../../dist/server/commands/import.js');
  return runProgram(program, [name], { DATA_DIR: dataDir, INIT_CWD: folder, ...env });
};

const REPORT =
  /^Item a: 1 of 2 items, exam ([0-9a-f-]{36}), version 0\n {2}bad\.xml\n {4}line 2: refused: is not well-formed XML/m;

async function exams(url: string): Promise<unknown> {
  const headers = { Authorization: BASIC, 'Content-Type': 'application/json' };
  return (await fetch(`${url}/api/exams`, { method: 'POST', headers, body: '{}' })).json();
}

it('imports into a store that no server has, tells what became of each file, and the next server has the exam', async () => {
  await (await startServerProcess({ dataDir, env: { DEMO: '0' } })).kill('SIGTERM');
  const { code, output } = await importFile('good.zip');
  expect(output).toMatch(REPORT);
  expect(code).toBe(0);
  const server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  expect(await exams(server.url)).toMatchObject({
    items: [{ exam: { id: REPORT.exec(output)?.[1], name: 'Item a' } }],
  });
  await server.kill('SIGTERM');
});

it('sends the package to the server that has the store, with its key; without one it says what is needed', async () => {
  const server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  try {
    const keyless = await importFile('good.zip', { PUBLIC_URL: server.url });
    expect(keyless).toEqual({
      code: 1,
      output: expect.stringMatching(/^a server is using .*set its APP_KEY and APP_SECRET/),
    });
    const key = { PUBLIC_URL: server.url, APP_KEY, APP_SECRET };
    const sent = await importFile('good.zip', key);
    expect(sent).toEqual({ code: 0, output: expect.stringMatching(REPORT) });
    expect(await importFile('bad.zip', key)).toEqual({
      code: 1,
      output: expect.stringMatching(/^Nothing was imported: no item .*\n {2}bad\.xml\n {4}line 1: refused: /m),
    });
    expect(await importFile('good.zip', { ...key, APP_SECRET: 'another-secret' })).toEqual({
      code: 1,
      output: expect.stringMatching(/answered 401/m),
    });
    expect(await exams(server.url)).toMatchObject({ items: [{ exam: { name: 'Item a' } }] });
  } finally {
    await server.kill('SIGTERM');
  }
});

it('takes a table of questions by both ways, as an exam that is called as its file', async () => {
  writeFileSync(join(folder, 'Week 7.csv'), 'question,A,B,correct\nWhich?,one,two,B\nAnd?,one,two,C\n');
  const told =
    /^Week 7: 1 of 2 items, exam ([0-9a-f-]{36}), version 0\n {2}the table\n {4}line 3: refused: row 3, column "correct", names option C/m;
  const server = await startServerProcess({ dataDir, env: { DEMO: '0' } });
  const sent = await importFile('Week 7.csv', { PUBLIC_URL: server.url, APP_KEY, APP_SECRET });
  expect(sent).toEqual({ code: 0, output: expect.stringMatching(told) });
  await server.kill('SIGTERM');
  expect(await importFile('Week 7.csv')).toEqual({ code: 0, output: expect.stringMatching(told) });
  const [first, again] = [sent, await importFile('Week 7.csv')].map(({ output }) => told.exec(output)?.[1]);
  expect(again).toBe(first);
});

it('says in one line what is missing', async () => {
  expect(await importFile('gone.zip')).toEqual({ code: 1, output: 'there is no file gone.zip\n' });
  expect(await importFile('good.zip')).toEqual({
    code: 1,
    output: expect.stringMatching(/^there is no database in .*: npm start makes it\n$/),
  });
});
