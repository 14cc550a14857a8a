import { type AuthoredExam, type AuthoredItem, authoredExam, type Objective } from '../../../shared/contract/exam.ts';
import { parseInput } from '../../http/parse-input.ts';
import { ProblemError } from '../../http/problem.ts';
import { prepareItems } from '../prepare-exam.ts';
import type { PreparedItem } from '../prepared-item.ts';
import { checkText } from '../put-exam.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import type { MediaFacts } from '../read-media.ts';

export interface CheckedItem {
  item: AuthoredItem;
  prepared: PreparedItem;
}

/** Faults of one item that are told; the first is mostly the cause of the others. */
const MAX_TOLD = 3;

/**
 * Holds an imported item to everything that `PUT /api/exam/:examId` asks, alone, so that one that fails fails alone.
 * @param media by name
 * @throws ImportRefused with what is wrong
 */
export function checkItem(
  item: AuthoredItem,
  objectives: readonly Objective[],
  media: ReadonlyMap<string, MediaFacts>,
): CheckedItem {
  try {
    const exam: AuthoredExam = parseInput(authoredExam, { name: 'item', objectives, items: [item] });
    checkText(exam);
    const [prepared] = prepareItems(exam, ({ name }) => media.get(name) ?? { contentHash: '', bytes: 0 });
    const [checked] = exam.items;
    if (!checked || !prepared) throw new Error('an exam of one item has no item');
    return { item: checked, prepared };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new ImportRefused(wordsOf(error));
  }
}

function wordsOf({ issues = [], detail }: ProblemError): string {
  // `items.0` is this item.
  const told = issues.slice(0, MAX_TOLD).map(({ path, message }) => `${path.slice(2).join('.')} ${message}`.trim());
  return told.length > 0 ? `cannot be put: ${told.join('; ')}` : detail;
}
