import { batch, type Signal, signal } from '@preact/signals';
import { same } from '../../shared/lib/same.ts';
import { answerKey } from './answers.ts';
import type { QuestionPlace } from './order.ts';
import type { AttemptSnapshot } from './ports.ts';

type Stored = Pick<AttemptSnapshot, 'flagged' | 'plays' | 'marks'>;

/** What a student leaves on the questions of a test besides answers, by `answerKey`. */
export class Marks {
  readonly flagged: Signal<ReadonlySet<string>>;
  /** How often a recording was played to its end. */
  readonly plays: Signal<ReadonlyMap<string, number>>;
  /** Those of the tools, which read and write them: `studentMarks` as JSON text. */
  readonly ofTools: Signal<string | undefined>;

  constructor(stored: Stored) {
    this.flagged = signal(flagKeys(stored));
    this.plays = signal(playCounts(stored));
    this.ofTools = signal(stored.marks);
  }

  /** What did not change stays the object that it was. */
  reread(stored: Stored): void {
    const [flagged, plays] = [flagKeys(stored), playCounts(stored)];
    batch(() => {
      if (!same([...flagged], [...this.flagged.value])) this.flagged.value = flagged;
      if (!same([...plays], [...this.plays.value])) this.plays.value = plays;
      this.ofTools.value = stored.marks;
    });
  }

  toggleFlag(itemId: string, questionId: string): void {
    const flagged = new Set(this.flagged.value);
    const key = answerKey(itemId, questionId);
    if (!flagged.delete(key)) flagged.add(key);
    this.flagged.value = flagged;
  }

  played(itemId: string, questionId: string): void {
    const key = answerKey(itemId, questionId);
    this.plays.value = new Map(this.plays.value).set(key, (this.plays.value.get(key) ?? 0) + 1);
  }

  of(questions: readonly QuestionPlace[]): Stored {
    const flagged: Stored['flagged'] = [];
    const plays: Stored['plays'] = [];
    for (const { itemId, questionId } of questions) {
      const key = answerKey(itemId, questionId);
      const count = this.plays.value.get(key);
      if (this.flagged.value.has(key)) flagged.push([itemId, questionId]);
      if (count !== undefined) plays.push([itemId, questionId, count]);
    }
    return { flagged, plays, marks: this.ofTools.value };
  }
}

const flagKeys = ({ flagged }: Stored) => new Set(flagged.map(([itemId, questionId]) => answerKey(itemId, questionId)));
const playCounts = ({ plays }: Stored) =>
  new Map(plays.map(([itemId, questionId, count]) => [answerKey(itemId, questionId), count]));
