import { posix } from 'node:path';
import { z } from 'zod';
import { prepareExam } from '../../src/server/import/prepare-exam.ts';
import { importItem } from '../../src/server/import/qti/import-item.ts';
import { responseOf } from '../../src/server/import/qti/lexical-response.ts';
import { safeId } from '../../src/server/import/qti/safe-id.ts';
import { authoredExam } from '../../src/shared/contract/exam.ts';
import type { ItemKey } from '../../src/shared/contract/item-key.ts';
import type { Response } from '../../src/shared/contract/response.ts';
import { PICTURE } from '../server/device/school.ts';
import { corpusText } from './corpus.ts';

/** One answer to one item, and the score that independent QTI engines agreed on. */
const oracleCase = z.object({
  id: z.string(),
  corpus_path: z.string(),
  response: z.record(z.string(), z.union([z.null(), z.string(), z.array(z.string())])),
  expected_score: z.number(),
  expected_outcomes: z.record(z.string(), z.unknown()),
});
export type OracleCase = z.infer<typeof oracleCase>;

export const oracleCases: OracleCase[] = corpusText('oracle.jsonl')
  .trim()
  .split('\n')
  .map((line) => oracleCase.parse(JSON.parse(line)));

/** Imported, put and prepared as an exam of one item, with a picture of one pixel for every file that it shows. */
export function keyOf(path: string): ItemKey {
  const { item, files } = importItem(corpusText(path));
  const names = [...files.map(({ name }) => name), 'there-is-no-picture'];
  const media = names.map((name) => ({ name, type: 'image/gif', data: PICTURE }));
  const exam = { name: posix.basename(path), items: [{ ...item, media }] };
  const [prepared] = prepareExam(authoredExam.parse(JSON.parse(JSON.stringify(exam)))).items;
  if (!prepared) throw new Error('there is no item');
  return prepared.key;
}

/** The response forms that say what the engines were given. */
export function responsesOf(key: ItemKey, response: OracleCase['response']): Record<string, Response | null> {
  return Object.fromEntries(
    Object.entries(response).map(([name, written]) => {
      const question = key.questions.find(({ id }) => id === safeId(name));
      const declaration = key.processing?.rules.responses.find(({ identifier }) => identifier === safeId(name));
      if (!question || !declaration) throw new Error(`there is no question ${name}`);
      return [question.id, responseOf(question, declaration, written)];
    }),
  );
}

export const byItem = (cases: readonly OracleCase[]): Array<[path: string, cases: OracleCase[]]> => {
  const groups = new Map<string, OracleCase[]>();
  for (const one of cases) groups.set(one.corpus_path, [...(groups.get(one.corpus_path) ?? []), one]);
  return [...groups];
};
