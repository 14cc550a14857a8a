import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ReadPackage, readPackage } from '../../src/server/import/package/read-package.ts';
import { Archive } from '../../src/server/import/package/zip/archive.ts';
import { scoreExam } from '../../src/shared/scoring/score-exam.ts';
import { chosen } from '../server/import/qti1/qti1.ts';
import { corpusPath } from './corpus.ts';

/* A quiz of QTI 1.2 as a real tool exported it, and what its own conditions give by hand. */
let archive: Archive;
let read: ReadPackage;
beforeAll(async () => {
  archive = await Archive.open(corpusPath('qti-packages/instructure+qti__spec__fixtures__test_qti_1.2.zip'));
  read = await readPackage(archive);
});
afterAll(() => archive.close());

test('all of its questions are taken, with the pictures that are in the package', () => {
  expect(read.authored.name).toBe('1.2 Import Quiz');
  expect(read.skipped).toEqual([]);
  expect(read.authored.items.map(({ questions }) => questions.map(({ interactionType }) => interactionType))).toEqual([
    ['choice'],
    ['choice'],
    ['choice'],
  ]);
  expect(read.files.map(({ path }) => path).sort()).toEqual([
    'exam1/my_files/org0/images/image.png',
    'exam1/my_files/org1/images/image.png',
  ]);
});

test('they score as their conditions say', () => {
  const keys = read.prepared.map(({ key }) => key);
  const pointsOf = (at: number, ...options: number[]) => {
    const [item, question] = [keys[at], keys[at]?.questions[0]];
    if (!item || !question) throw new Error(`there is no item ${at}`);
    return scoreExam([item], { [item.id]: { [question.id]: chosen(...options) } }).points;
  };
  expect([0, 1].map((option) => pointsOf(0, option).actual)).toEqual([0, 10]);
  expect([0, 1, 2, 3, 4].map((option) => pointsOf(1, option).actual)).toEqual([0, 0, 0, 10, 0]);
  // Four right ones at 25, three wrong ones at -10, within 0 and 10.
  expect([pointsOf(2, 0, 2, 3, 6).actual, pointsOf(2, 1).actual, pointsOf(2, 0, 1, 4).actual]).toEqual([10, 0, 5]);
  expect([0, 1, 2].map((at) => pointsOf(at).max)).toEqual([10, 10, 10]);
});
