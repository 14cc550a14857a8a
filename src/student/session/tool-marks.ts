import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { readMarks, type StudentMarks, writeMarks } from '../../shared/contract/student-marks.ts';
import type { Attempt } from './attempt.ts';

/** What a student turns on and off; kept by name in `StudentMarks.open`. */
export type Switch = 'bar' | ToolSwitch;
export type ToolSwitch =
  | 'answerEliminator'
  | 'highlighter'
  | 'lineReader'
  | 'calculator'
  | 'referenceSheet'
  | 'readAloud';

type OfAttempt = Pick<Attempt, 'toolMarks' | 'setToolMarks' | 'canChange'>;
type Place = { itemId: string; questionId: string };

/** What the student of an attempt marked and set with its tools, over the text that the run's row keeps. */
export class ToolMarks {
  readonly marks: ReadonlySignal<StudentMarks>;
  /** What the student turned on last, in this page: the focus goes there. */
  readonly opened = signal<Switch | null>(null);
  readonly #attempt: OfAttempt;

  constructor(attempt: OfAttempt) {
    this.#attempt = attempt;
    this.marks = computed(() => readMarks(attempt.toolMarks.value));
  }

  /** @returns false when it is more than travels, and nothing has changed */
  change(part: Partial<StudentMarks>): boolean {
    const text = writeMarks({ ...this.marks.value, ...part });
    if (text !== null) this.#attempt.setToolMarks(text);
    return text !== null;
  }

  isOn(tool: Switch): boolean {
    return this.marks.value.open.includes(tool);
  }

  toggle(tool: Switch): void {
    const { open } = this.marks.value;
    const isOn = open.includes(tool);
    this.opened.value = isOn ? null : tool;
    this.change({ open: isOn ? open.filter((name) => name !== tool) : [...open, tool] });
  }

  /** Authored indexes. */
  crossedOut({ itemId, questionId }: Place): readonly number[] {
    return this.marks.value.crossedOut.find((one) => one[0] === itemId && one[1] === questionId)?.[2] ?? [];
  }

  crossOut(place: Place, index: number, isOut: boolean): void {
    const others = this.marks.value.crossedOut.filter(
      ([itemId, questionId]) => itemId !== place.itemId || questionId !== place.questionId,
    );
    const rest = this.crossedOut(place).filter((known) => known !== index);
    const indexes = isOut ? [...rest, index].sort((a, b) => a - b) : rest;
    this.change({
      crossedOut: indexes.length > 0 ? [...others, [place.itemId, place.questionId, indexes]] : others,
    });
  }
}

const known = new WeakMap<OfAttempt, ToolMarks>();

/** The same for the same attempt, whoever asks. */
export function toolMarksOf(attempt: OfAttempt): ToolMarks {
  const marks = known.get(attempt) ?? new ToolMarks(attempt);
  known.set(attempt, marks);
  return marks;
}
