import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromRoot } from '../../src/commands/paths.mjs';
import { choice, packageOf } from '../server/import/package/package.ts';
import { itemXml, response, SCORE, template } from '../server/import/qti/item.ts';
import { choices, equal, interopXml, itemXml as quizItem, set, when } from '../server/import/qti1/qti1.ts';

/* The commands as an author calls them, from a folder of their own. */

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-qti-'));
  const item = itemXml({
    before: response('RESPONSE', 'single', 'string', ['York']) + SCORE,
    body: '<p><textEntryInteraction responseIdentifier="RESPONSE"/><img src="map.png" alt="A map"/></p>',
    rules: template('match_correct'),
  });
  writeFileSync(join(folder, 'york.xml'), item);
  writeFileSync(join(folder, 'broken.xml'), '<assessmentItem>');
  const cases = [
    { id: 'right', item: 'york.xml', response: { RESPONSE: 'York' } },
    { id: 2, item: 'york.xml', response: { RESPONSE: null } },
    { id: 'broken', item: 'broken.xml', response: {} },
    { id: 'gone', item: 'gone.xml', response: {} },
    { id: 'unknown', item: 'york.xml', response: { OTHER: 'x' } },
    { id: 'shapeless', item: 'york.xml', response: 'York' },
  ];
  writeFileSync(join(folder, 'cases.jsonl'), [...cases.map((one) => JSON.stringify(one)), '{', ''].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Said {
  code: number | null;
  lines: Array<Record<string, unknown>>;
}

function call(command: string, ...args: string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const program = fromRoot('src', 'commands', `${command}.mjs`);
    const child = spawn(process.execPath, [program, ...args], {
      cwd: fromRoot(),
      env: { ...process.env, INIT_CWD: folder },
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code,
        lines: text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      });
    });
  });
}

describe('score-qti', () => {
  it('answers every line, and a bad one with what is wrong', async () => {
    const { code, lines } = await call('score-qti', 'cases.jsonl');
    expect(code).toBe(0);
    expect(lines).toEqual([
      { id: 'right', score: 1, outcomes: { SCORE: 1 } },
      { id: 2, score: 0, outcomes: { SCORE: 0 } },
      { id: 'broken', error: expect.stringContaining('is not well-formed XML') },
      { id: 'gone', error: expect.stringContaining('there is no file') },
      { id: 'unknown', error: 'the item has no response variable OTHER' },
      { id: 'shapeless', error: expect.stringContaining('a case is') },
      { id: null, error: expect.stringContaining('JSON') },
    ]);
  });
});

describe('check-qti', () => {
  it('reports what was imported, simplified, skipped and refused, by file and line', async () => {
    const { code, lines } = await call('check-qti', '.');
    expect(code).toBe(1);
    expect(lines).toEqual([
      { file: 'broken.xml', line: 1, outcome: 'refused', reason: expect.stringContaining('is not well-formed XML') },
      { file: 'york.xml', line: null, outcome: 'imported', id: 'I1', title: 'An item', questions: ['textEntry'] },
      { file: 'york.xml', line: null, outcome: 'skipped', reason: 'the file map.png is not there' },
    ]);
  });

  it('reports of a package as of a folder, and of one that brings nothing why', async () => {
    writeFileSync(join(folder, 'good.zip'), packageOf({ 'a.xml': choice('a'), 'x/b.xml': '<assessmentItem/>' }));
    writeFileSync(join(folder, 'bad.zip'), packageOf({ 'notes.xml': '<notes/>' }));
    const { code, lines } = await call('check-qti', 'good.zip', 'bad.zip');
    expect(code).toBe(1);
    expect(lines).toEqual([
      { file: 'good.zip/a.xml', line: null, outcome: 'imported', id: 'a', title: 'Item a', questions: ['choice'] },
      { file: 'good.zip/x/b.xml', line: 1, outcome: 'refused', reason: 'has no itemBody' },
      { file: 'bad.zip/notes.xml', line: null, outcome: 'skipped', reason: 'is neither an item nor a test' },
      { file: 'bad.zip', line: null, outcome: 'refused', reason: expect.stringContaining('notes.xml') },
    ]);
  });

  it('reports of a file of QTI 1 each of its items', async () => {
    const asked = choices('R', 'Single', 'A', 'B');
    const quiz = interopXml(
      quizItem({ body: asked, rules: when(equal('R', 'A'), set(1)) }, 'a'),
      quizItem({ body: '' }, 'b'),
    );
    writeFileSync(join(folder, 'quiz.xml'), quiz.replace('<presentation></presentation>', ''));
    const { lines } = await call('check-qti', 'quiz.xml');
    expect(lines).toEqual([
      { file: 'quiz.xml', line: null, outcome: 'imported', id: 'a', title: 'Item a', questions: ['choice'] },
      { file: 'quiz.xml', line: expect.any(Number), outcome: 'refused', reason: 'has no presentation' },
    ]);
  });
});
