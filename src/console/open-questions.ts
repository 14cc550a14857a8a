/*
 * From what waits in the journal to what a person is asked, and back to what is sent. Pure.
 *
 *  1. Every answer that waits is shown in exactly one place: to choose from, to come back with its attempt, or unusable.
 *  2. A choice for a question settles every answer that waits for it: at most one is taken, the others are not.
 *  3. What counted when the choice was made travels with it, so that the server can refuse one that is out of date.
 */
import type { JournalItem, MergeBody } from '../shared/contract/journal.ts';
import type { Response } from '../shared/contract/response.ts';
import { canonicalJson } from '../shared/lib/canonical-json.ts';

export type Decision = MergeBody['decisions'][number];

/** One answer that could count instead, as it came from one device or from several. */
export interface OtherAnswer {
  key: string;
  /** In the order in which they came. */
  came: JournalItem[];
}

/** A question that is answered in more than one way. */
export interface OpenQuestion {
  key: string;
  question: JournalItem['question'];
  /** Tells what counts now: the same in every row of the question. */
  now: JournalItem;
  /** What differs from that; empty when all the rest says the same by now. */
  others: OtherAnswer[];
  rows: JournalItem[];
}

/** `current`, or the key of one of the question's other answers. */
export type Choice = string;
export const KEEP: Choice = 'current';

export interface Waiting {
  open: OpenQuestion[];
  /** By the run that they are of, and come back with. */
  putAway: Map<string, JournalItem[]>;
  unusable: JournalItem[];
}

export function sortWaiting(items: readonly JournalItem[]): Waiting {
  const waiting = inOrder(items.filter(({ state }) => state === 'waiting'));
  const putAway = new Map<string, JournalItem[]>();
  for (const item of waiting.filter(comesBack)) {
    putAway.set(item.run, [...(putAway.get(item.run) ?? []), item]);
  }
  return {
    open: openQuestions(waiting.filter(({ hindrance }) => hindrance === null)),
    putAway,
    unusable: waiting.filter((item) => item.hindrance !== null && !comesBack(item)),
  };
}

/** What the device itself had set aside stays aside when its attempt is restored. */
const comesBack = ({ hindrance, raw }: JournalItem) => hindrance === 'put-away' && raw === undefined;

/** What waits no more and came from elsewhere, in the order of the questions. */
export function settled(items: readonly JournalItem[]): JournalItem[] {
  return inOrder(items.filter(({ state }) => state === 'filled' || state === 'taken' || state === 'dismissed'));
}

function inOrder(items: JournalItem[]): JournalItem[] {
  const place = ({ question }: JournalItem) => question?.number ?? Number.MAX_SAFE_INTEGER;
  return items.sort((a, b) => place(a) - place(b) || a.receivedAt.localeCompare(b.receivedAt));
}

function openQuestions(rows: readonly JournalItem[]): OpenQuestion[] {
  const byQuestion = new Map<string, JournalItem[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.itemId, row.questionId]);
    byQuestion.set(key, [...(byQuestion.get(key) ?? []), row]);
  }
  return [...byQuestion].flatMap(([key, own]) => {
    const [now] = own;
    if (!now) return [];
    const others = new Map<string, JournalItem[]>();
    for (const row of own) {
      const other = keyOf(row.countsAs?.response ?? null);
      if (other !== keyOf(now.current)) others.set(other, [...(others.get(other) ?? []), row]);
    }
    return [
      {
        key,
        question: now.question,
        now,
        rows: own,
        others: [...others].map(([other, came]) => ({ key: other, came })),
      },
    ];
  });
}

const keyOf = (response: Response | null) => canonicalJson(response);

/** What settles a question as it was chosen. */
export function decisionsOf({ now, others, rows }: OpenQuestion, choice: Choice): Decision[] {
  const taken = others.find(({ key }) => key === choice)?.came.at(-1);
  return rows.map((row) => ({ ...decide(row, row === taken ? 'stranded' : 'current'), seen: now.current }));
}

/** An answer that does not come to count: it leaves the list, and stays in the record. */
export const dismiss = (row: JournalItem): Decision => decide(row, 'current');

function decide({ run, writer, seq, itemId, questionId }: JournalItem, take: Decision['take']): Decision {
  return { run, writer, seq, itemId, questionId, take };
}
