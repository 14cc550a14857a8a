import { ProblemError } from '../../src/server/http/problem.ts';
import type { PreparedItem } from '../../src/server/import/prepared-item.ts';
import { readyExam } from '../../src/server/import/put-exam.ts';
import { type ImportedItem, importItem } from '../../src/server/import/qti/import-item.ts';
import { ImportRefused } from '../../src/server/import/qti/import-refused.ts';
import { decodeXml } from '../../src/server/import/qti/xml/decode-xml.ts';
import { parseXml } from '../../src/server/import/qti/xml/parse-xml.ts';
import { importInterop, isInterop } from '../../src/server/import/qti1/import-interop.ts';
import { authoredExam } from '../../src/shared/contract/exam.ts';
import { scoreExam } from '../../src/shared/scoring/score-exam.ts';
import { withFiles } from '../corpus/with-files.ts';
import type { Below } from './draw.ts';
import { hostileContent } from './hostile-content.ts';
import { randomResponse } from './random-response.ts';

/** `refused` by the importer, `not-put` because PUT says by path what is wrong with it, or imported whole. */
export type Fate = 'refused' | 'not-put' | 'imported';

/**
 * The oracle. The importer takes a file or refuses it, and throws nothing else; what it takes is an exam by the schema of
 * PUT; what students get holds nothing that could run or reach out; any responses score.
 * @throws Error that says what does not hold
 */
export function judgeItem(bytes: Uint8Array, below: Below): Fate {
  const imported = refusing(ImportRefused, () => importAll(decodeXml(bytes)));
  if (imported === null || imported.length === 0) return 'refused';
  const exam = { name: 'x', items: imported.map((one) => withFiles(one, (name) => name)) };
  const authored = authoredExam.safeParse(JSON.parse(JSON.stringify(exam)));
  if (!authored.success) throw new Error(`is no exam: ${JSON.stringify(authored.error.issues).slice(0, 500)}`);
  const ready = refusing(ProblemError, () => readyExam(authored.data));
  if (ready === null) return 'not-put';
  judgePrepared(ready.prepared.items, below);
  return 'imported';
}

/** The item of a file, or all of a file of QTI 1 that can be taken. @throws ImportRefused */
function importAll(xml: string): ImportedItem[] {
  const root = parseXml(xml);
  return isInterop(root) ? importInterop(root).items : [importItem(xml)];
}

/** What students get of items, and what their keys score. @throws Error */
export function judgePrepared(items: readonly PreparedItem[], below: Below): void {
  for (const { student } of items) {
    const found = hostileContent(student);
    if (found !== null) throw new Error(`students get ${found}`);
  }
  const keys = items.map(({ key }) => key);
  for (let time = 0; time < 3; time++) {
    const responses = keys.map(({ id, questions }) => [
      id,
      Object.fromEntries(questions.map((question) => [question.id, randomResponse(question, below)])),
    ]);
    const { points } = scoreExam(keys, Object.fromEntries(responses), String(time));
    if (!Object.values(points).every((part) => typeof part === 'boolean' || Number.isFinite(part))) {
      throw new Error(`scores ${JSON.stringify(points)}`);
    }
  }
}

function refusing<Result>(refusal: new (...parts: never[]) => Error, attempt: () => Result): Result | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof refusal) return null;
    throw error;
  }
}
