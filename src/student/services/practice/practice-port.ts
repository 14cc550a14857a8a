import { REFERENCE_SHEET } from '../../../shared/contract/sealing.ts';
import type { StudentItem } from '../../../shared/contract/student/item.ts';
import { attemptSeed } from '../../../shared/scoring/attempt-seed.ts';
import { correctResponse } from '../../../shared/scoring/correct-response.ts';
import { type ResponsesToScore, scoreExam } from '../../../shared/scoring/score-exam.ts';
import type { AnswerChange, AttemptPort, AttemptSnapshot, SaveResult } from '../../session/ports.ts';
import type { PracticeItem } from './practice-item.ts';

export interface PracticePortOptions {
  snapshot: AttemptSnapshot;
  items: readonly PracticeItem[];
  /** What can be looked up. */
  sheet: StudentItem;
  /** An object URL of one of the practice test's files. */
  media: AttemptPort['media'];
  now: () => number;
}

type Shown = NonNullable<NonNullable<AttemptSnapshot['submitted']>['shown']>;

/**
 * An attempt in memory alone. It knows neither the database nor the server, so that nothing of it can be kept, sent, or come
 * between the answers of a test; it is gone with the window.
 */
export class PracticePort implements AttemptPort {
  readonly writable = true;
  readonly media: AttemptPort['media'];
  #snapshot: AttemptSnapshot;
  readonly #items: readonly PracticeItem[];
  readonly #sheet: StudentItem;
  readonly #now: () => number;
  readonly #listeners = new Set<(snapshot: AttemptSnapshot, writable: boolean) => void>();

  constructor({ snapshot, items, sheet, media, now }: PracticePortOptions) {
    this.#snapshot = snapshot;
    this.#items = items;
    this.#sheet = sheet;
    this.media = media;
    this.#now = now;
  }

  async item(itemId: string): ReturnType<AttemptPort['item']> {
    if (itemId === REFERENCE_SHEET) return this.#sheet;
    const found = this.#items.find(({ item }) => item.id === itemId);
    if (!found) throw new RangeError(`The practice test has no item ${itemId}`);
    return found.item;
  }

  async save(changes: AnswerChange[]): Promise<SaveResult> {
    const isChanged = (one: AnswerChange) =>
      changes.some(({ itemId, questionId }) => itemId === one.itemId && questionId === one.questionId);
    const kept = this.#snapshot.answers.filter((answer) => !isChanged(answer));
    const saved = changes.map((change) => ({ ...change, state: 'device' as const, problem: null }));
    return this.#change({ answers: [...kept, ...saved] });
  }

  saveView = async (view: Parameters<AttemptPort['saveView']>[0]): Promise<SaveResult> => this.#change(view);

  async submit(): Promise<SaveResult> {
    const { sessionId, attempt } = this.#snapshot;
    const keys = this.#items.map(({ key }) => key);
    const results = scoreExam(keys, this.#responses(), attemptSeed(sessionId, attempt));
    return this.#change({
      submitted: {
        code: '',
        submittedAt: this.#now(),
        received: null,
        waiting: false,
        canTakeBack: false,
        timeWasOver: false,
        provisional: results,
        shown: { attempt, scoreActual: null, results, ...this.#right() },
      },
    });
  }

  /** There is nobody to send it to. */
  sendDirectly = async (): Promise<boolean> => false;
  takeOver = async (): Promise<void> => {};
  leftItem = (): void => {};

  subscribe: AttemptPort['subscribe'] = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  close(): void {
    this.#listeners.clear();
  }

  #change(part: Partial<AttemptSnapshot>): SaveResult {
    if (this.#snapshot.submitted) return { ok: false, reason: 'submitted' };
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener(this.#snapshot, this.writable);
    return { ok: true };
  }

  #responses(): ResponsesToScore {
    const responses: Record<string, Record<string, AnswerChange['response']>> = {};
    for (const { itemId, questionId, response } of this.#snapshot.answers) {
      responses[itemId] = { ...responses[itemId], [questionId]: response };
    }
    return responses;
  }

  /** What the answers are shown beside. */
  #right(): Required<Pick<Shown, 'correct' | 'correctResponses'>> {
    const correct: NonNullable<Shown['correct']> = {};
    const correctResponses: NonNullable<Shown['correctResponses']> = {};
    for (const { id, questions } of this.#items.map(({ key }) => key)) {
      for (const key of questions) {
        if (key.interactionType === 'choice') correct[id] = { ...correct[id], [key.id]: key.keys };
        else if ('declaration' in key) {
          const response = correctResponse(key);
          if (response) correctResponses[id] = { ...correctResponses[id], [key.id]: response };
        }
      }
    }
    return { correct, correctResponses };
  }
}
