import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { PackageRefused } from '../../src/server/import/package/package-refused.ts';
import { type ReadPackage, readPackage } from '../../src/server/import/package/read-package.ts';
import { Archive } from '../../src/server/import/package/zip/archive.ts';
import { preparedItems } from '../../src/server/import/prepared-item.ts';
import { authoredExam } from '../../src/shared/contract/exam.ts';
import { corpusPath, corpusText } from './corpus.ts';

/*
 * Every package of the corpus is imported, or refused with a reason that names the file and the cause. The oracle for how
 * many items a package means to have is its manifest, and the elements of a quiz of QTI 1, read here by a pattern and not by the
 * reader.
 */
const packages = z
  .array(z.object({ file: z.string(), expect_invalid: z.boolean(), item_files: z.int() }))
  .parse(JSON.parse(corpusText('qti-packages/index.json')))
  .map((one) => ({ ...one, name: basename(one.file).split('__').at(-1) ?? '' }));

type Outcome = ReadPackage | PackageRefused;

async function outcomeOf(file: string): Promise<{ outcome: Outcome; planned: number; ofQuizzes: number }> {
  const archive = await Archive.open(corpusPath(file));
  try {
    const manifest = archive.find('imsmanifest.xml');
    const xml = manifest === undefined ? '' : (await archive.read(manifest, 1_000_000)).toString('utf8');
    const planned = [...xml.matchAll(/<(?:\w+:)?resource\s[^>]*type="imsqti_(apip)?item_/g)].length;
    const outcome = await readPackage(archive).catch((error: unknown) => {
      if (error instanceof PackageRefused) return error;
      throw error;
    });
    let ofQuizzes = 0;
    for (const path of archive.paths.filter((name) => name.endsWith('.xml'))) {
      const text = (await archive.read(path, 1_000_000)).toString('utf8');
      if (text.includes('<questestinterop')) ofQuizzes += [...text.matchAll(/<item\s/g)].length;
    }
    return { outcome, planned, ofQuizzes };
  } finally {
    archive.close();
  }
}

const itemsOf = (outcome: Outcome) => ('items' in outcome ? outcome.items : []);

describe('the packages of the corpus', () => {
  it('are there', () => expect(packages.length).toBeGreaterThanOrEqual(8));

  it.each(packages)('$name is imported, or refused by file and cause', async ({ file, expect_invalid, item_files }) => {
    const { outcome, ofQuizzes } = await outcomeOf(file);
    if (outcome instanceof PackageRefused) {
      expect(outcome.report.map((line) => line.file)).not.toContain('');
      for (const { reason } of outcome.report) expect(reason).toMatch(/^(is|has|lies|names) /);
      expect(outcome.report.some((line) => outcome.message.includes(line.file))).toBe(true);
    } else expect(outcome.items.length).toBeGreaterThan(0);
    if (expect_invalid) expect(outcome).toBeInstanceOf(PackageRefused);
    else expect(itemsOf(outcome).length).toBe(item_files + ofQuizzes);
  });

  it.each(packages)('$name has every item of its manifest imported or skipped', async ({ file }) => {
    const { outcome, planned } = await outcomeOf(file);
    if (planned > 0) expect(itemsOf(outcome).length + outcome.skipped.length).toBe(planned);
  });

  it.each(packages.filter(({ expect_invalid }) => !expect_invalid))('$name reads back as it was', async ({ file }) => {
    const { outcome } = await outcomeOf(file);
    if (outcome instanceof PackageRefused) return;
    expect(authoredExam.parse(JSON.parse(JSON.stringify(outcome.authored)))).toEqual(outcome.authored);
    expect(preparedItems.parse(JSON.parse(JSON.stringify(outcome.prepared)))).toHaveLength(outcome.items.length);
    const { outcome: again } = await outcomeOf(file);
    expect(again).toMatchObject({ examId: outcome.examId, authored: outcome.authored });
  });
});
