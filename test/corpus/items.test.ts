import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../src/server/http/problem.ts';
import { findScripts } from '../../src/server/import/find-scripts.ts';
import { prepareExam } from '../../src/server/import/prepare-exam.ts';
import { preparedItems } from '../../src/server/import/prepared-item.ts';
import { type ImportedItem, importItem } from '../../src/server/import/qti/import-item.ts';
import { ImportRefused } from '../../src/server/import/qti/import-refused.ts';
import { decodeXml } from '../../src/server/import/qti/xml/decode-xml.ts';
import { authoredExam } from '../../src/shared/contract/exam.ts';
import { PICTURE } from '../server/device/school.ts';
import { corpusItems, corpusPath } from './corpus.ts';

/*
 * Every item file of the corpus is imported whole, or refused with its line and a reason. The oracle for what is imported:
 * it is an exam by the schema of PUT, it can be prepared or says by path why not, and what is prepared reads back.
 */
type Outcome = { kind: 'imported'; item: ImportedItem } | { kind: 'refused'; line: number | null; reason: string };

function outcomeOf(path: string): Outcome {
  try {
    return { kind: 'imported', item: importItem(decodeXml(readFileSync(corpusPath(path)))) };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return { kind: 'refused', line: error.line, reason: error.message };
  }
}

const outcomes = corpusItems().map((path) => ({ path, outcome: outcomeOf(path) }));

describe('the items of the corpus', () => {
  it('are imported, all but those that are no items', () => {
    const refused = outcomes.filter(({ outcome }) => outcome.kind === 'refused');
    for (const { path, outcome } of refused) {
      expect(outcome, path).toMatchObject({
        line: expect.any(Number),
        reason: expect.stringMatching(/^(is|has) no|^is not well-formed/),
      });
    }
    expect(outcomes.length - refused.length).toBeGreaterThan(420);
  });

  it('that are not well-formed are refused, every one', () => {
    const malformed = outcomes.filter(({ path }) => path.startsWith('qti/malformed/'));
    expect(malformed.length).toBeGreaterThanOrEqual(5);
    for (const { outcome, path } of malformed) {
      expect(outcome, path).toMatchObject({
        kind: 'refused',
        reason: expect.stringMatching(/^is not well-formed XML: /),
      });
    }
  });
});

describe('what is imported', () => {
  const imported = outcomes.flatMap(({ path, outcome }) =>
    outcome.kind === 'imported' ? [{ path, ...outcome.item }] : [],
  );

  it.each(imported)('$path can be put, and reads back as it was prepared', ({ item, files }) => {
    const names = [...files.map(({ name }) => name), 'there-is-no-picture'];
    const media = names.map((name) => ({ name, type: 'image/gif', data: PICTURE }));
    const exam = authoredExam.parse(JSON.parse(JSON.stringify({ name: 'x', items: [{ ...item, media }] })));
    expect(findScripts(exam)).toEqual([]);
    try {
      const { items } = prepareExam(exam);
      expect(preparedItems.parse(JSON.parse(JSON.stringify(items)))).toEqual(JSON.parse(JSON.stringify(items)));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      expect(error.issues?.map(({ message }) => message)).toEqual([]);
    }
  });
});
