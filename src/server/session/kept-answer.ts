/*
 * What a kept answer would count as in the attempt that is current now: a pure function.
 *
 *  1. An answer belongs to its run. One of a run that was put away counts for nothing else.
 *  2. Indexes mean options of one version. An answer to another version is carried over by the ids of the options that it
 *     chose, and never by their places.
 *  3. Whatever is carried over has to fit the question as any other answer does.
 */
import type { Hindrance } from '../../shared/contract/journal.ts';
import { type Response, response } from '../../shared/contract/response.ts';
import { normalizeResponse } from '../../shared/session/normalize-response.ts';
import { parseResponse } from '../store/answers.ts';
import type { JournalRow } from '../store/journal.ts';
import { carryOver } from './carry-over.ts';
import { checkResponse } from './check-response.ts';
import type { ExamEdition } from './exam-edition.ts';
import type { ExamKeys } from './exam-keys.ts';
import { questionKey } from './plan-batch.ts';

/** The attempt that a kept answer is judged for. */
export interface Target {
  run: string;
  /** The version that the run is on, or would be pinned to. */
  version: number;
  keys: ExamKeys;
  /** Every version that a kept answer names, and the run's own. */
  editions: ReadonlyMap<number, ExamEdition>;
}

export type Judged =
  | { kind: 'fits'; response: Response | null }
  | { kind: 'hindered'; hindrance: Hindrance; message: string };

export function judgeKept(target: Target, row: JournalRow): Judged {
  if (row.run_id !== target.run) {
    return hindered('put-away', 'One of these answers is of an attempt that was put away. Restore that attempt.');
  }
  const kept = readKept(row);
  if (kept === undefined) return hindered('unreadable', 'this answer cannot be read');
  const carried = toVersion(target, row, kept);
  if (carried === undefined) {
    return hindered('other-version', 'what it chose is not in the version of the test that this attempt is on');
  }
  const message = checkResponse(target.keys, {
    itemId: row.item_id,
    questionId: row.question_id,
    response: carried,
  });
  return message === null ? { kind: 'fits', response: carried } : hindered('misfit', message);
}

const hindered = (reason: Hindrance, message: string): Judged => ({ kind: 'hindered', hindrance: reason, message });

/**
 * The answer in a row. A stranded one was checked for its form when it came; a quarantined one is whatever the device had.
 * @returns undefined when it is none
 */
export function readKept(row: JournalRow): Response | null | undefined {
  if (row.kind === 'stranded') return row.response_json === null ? null : parseResponse(row.response_json);
  try {
    const parsed = response.safeParse(JSON.parse(row.raw ?? 'null'));
    return parsed.success ? normalizeResponse(parsed.data) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Where the version is not known (its package was made after the backup that this server was restored from), the answer is
 * taken by its indexes, and the list says so.
 */
function toVersion(
  { version, editions }: Target,
  row: JournalRow,
  given: Response | null,
): Response | null | undefined {
  if (row.exam_version === null || row.exam_version === version) return given;
  const key = questionKey({ itemId: row.item_id, questionId: row.question_id });
  return carryOver(editions.get(row.exam_version)?.get(key), editions.get(version)?.get(key), given);
}
