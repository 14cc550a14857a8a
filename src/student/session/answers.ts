/*
 * The answers of the open attempt as this tab knows them: what the device holds, what was changed here and is not
 * committed yet, and what was changed here and never will be. Pure: `attempt.ts` does the saving.
 *
 * 1. An answer is `device` or `server` only when it was committed or acknowledged; a change takes that away at once.
 * 2. A change leaves `changes` only by a commit of that very version, or into `copies` when this tab lost the run.
 * 3. A copy never becomes an answer by itself.
 * 4. A change that the device could not write is `server` only while the server has that very version, and the device wrote
 *    nothing since: what it wrote may count as the later one.
 * 5. A change from before this tab knew that another one writes becomes a copy when that one answers its question: it is the older
 *    of the two.
 */
import type { Response } from '../../shared/contract/response.ts';
import { same } from '../../shared/lib/same.ts';
import type { AnswerChange, AnswerState, AttemptAnswer } from './ports.ts';

interface Change extends AnswerChange {
  /** Rises with every change, so that a commit of an older value does not pass for one of a newer. */
  version: number;
  failed: boolean;
  /** The server has it, straight from this window. */
  sent: boolean;
}

export interface Answers {
  stored: ReadonlyMap<string, AttemptAnswer>;
  changes: ReadonlyMap<string, Change>;
  copies: ReadonlyMap<string, AnswerChange>;
  version: number;
}

export interface AnswerView {
  response: Response | null;
  state: AnswerState;
  problem: string | null;
  /** What was chosen in this window and is not the answer; undefined when there is none. */
  copy: Response | null | undefined;
}

/** Neither id holds a space (`identifier`). */
export const answerKey = (itemId: string, questionId: string) => `${itemId} ${questionId}`;
const keyOf = (at: { itemId: string; questionId: string }) => answerKey(at.itemId, at.questionId);
const byKey = <T extends { itemId: string; questionId: string }>(list: readonly T[]) =>
  new Map(list.map((entry) => [keyOf(entry), entry]));

export const noAnswers: Answers = { stored: new Map(), changes: new Map(), copies: new Map(), version: 0 };

/**
 * The rows of the device, read anew. Changes that are not committed stay on top of them. What did not change stays the object
 * that it was: whoever shows it is not drawn anew.
 *
 * @param writable false where what is new of them comes from another tab
 */
export function reread(answers: Answers, stored: readonly AttemptAnswer[], writable = true): Answers {
  const kept = stored.map((answer) => {
    const known = answers.stored.get(keyOf(answer));
    return known && same(known, answer) ? known : answer;
  });
  const isKnown = same(stored, [...answers.stored.values()]);
  if (isKnown) return answers;
  const now = { ...answers, stored: byKey(kept) };
  const responseIn = ({ stored }: Answers, change: Change) => stored.get(keyOf(change))?.response;
  return writable ? now : lost(now, (change) => !same(responseIn(answers, change), responseIn(now, change)));
}

/** The student chose. The latest change of a question replaces the one before, and any copy. */
export function changed(answers: Answers, change: AnswerChange): Answers {
  const version = answers.version + 1;
  // A device that could not write the value before is not said to be writing this one: the banner would come and go with every key.
  const failed = answers.changes.get(keyOf(change))?.failed ?? false;
  const entry: Change = { ...change, response: emptyAsNull(change.response), version, failed, sent: false };
  return {
    ...answers,
    version,
    changes: new Map(answers.changes).set(keyOf(change), entry),
    copies: without(answers.copies, keyOf(change)),
  };
}

/** What the next save has to write. */
export const unsaved = (answers: Answers): Change[] => [...answers.changes.values()];

/** `saved` is committed. A question that was changed again meanwhile stays unsaved. */
export function committed(answers: Answers, saved: readonly Change[]): Answers {
  const stored = new Map(answers.stored);
  const changes = new Map(answers.changes);
  for (const { itemId, questionId, response, version } of saved) {
    const key = answerKey(itemId, questionId);
    stored.set(key, { itemId, questionId, response, state: 'device', problem: null });
    if (changes.get(key)?.version === version) changes.delete(key);
  }
  for (const [key, change] of changes) changes.set(key, { ...change, sent: false });
  return { ...answers, stored, changes };
}

/** The device could not write: everything unsaved is in this window's memory alone. */
export const failed = (answers: Answers): Answers => ({
  ...answers,
  changes: new Map([...answers.changes].map(([key, change]) => [key, { ...change, failed: true }])),
});

/** Something could not be written, and is not on the server either. */
export const isInWindowOnly = (answers: Answers): boolean =>
  unsaved(answers).some(({ failed, sent }) => failed && !sent);

/** The server has `taken`. A question that was changed again meanwhile is not meant. */
export function sentDirectly(answers: Answers, taken: readonly Change[]): Answers {
  const versions = new Set(taken.map(({ version }) => version));
  const changes = new Map(answers.changes);
  for (const [key, change] of changes) if (versions.has(change.version)) changes.set(key, { ...change, sent: true });
  return { ...answers, changes };
}

/**
 * Another tab holds the run, or it was submitted: what is unsaved stays readable, as a copy.
 *
 * @param isLost left out: each
 */
export function lost(answers: Answers, isLost: (change: Change) => boolean = () => true): Answers {
  const all = unsaved(answers);
  const copies = all
    .filter(isLost)
    .map(({ itemId, questionId, response }): AnswerChange => ({ itemId, questionId, response }));
  return {
    ...answers,
    changes: byKey(all.filter((change) => !isLost(change))),
    copies: new Map([...answers.copies, ...byKey(copies)]),
  };
}

/** The student has read the copy. */
export const copyDropped = (answers: Answers, itemId: string, questionId: string): Answers => ({
  ...answers,
  copies: without(answers.copies, answerKey(itemId, questionId)),
});

/** One question as it is shown. */
export function answerOf(answers: Answers, itemId: string, questionId: string): AnswerView {
  const key = answerKey(itemId, questionId);
  const change = answers.changes.get(key);
  const stored = answers.stored.get(key);
  return {
    response: change ? change.response : (stored?.response ?? null),
    state: change ? changeState(change) : (stored?.state ?? 'none'),
    problem: change ? null : (stored?.problem ?? null),
    copy: answers.copies.get(key)?.response,
  };
}

function changeState({ failed, sent }: Change): AnswerState {
  if (!failed) return 'saving';
  return sent ? 'server' : 'memory';
}

/** The empty forms of a response are no answer (and would change the digest of a submit). */
function emptyAsNull(response: Response | null): Response | null {
  if (response === null) return null;
  if ('options' in response) return response.options.length > 0 ? response : null;
  if ('pairs' in response) return response.pairs.length > 0 ? response : null;
  if ('points' in response) return response.points.length > 0 ? response : null;
  return 'value' in response && response.value === '' ? null : response;
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
