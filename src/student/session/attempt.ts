/*
 * The attempt that this tab has open, as signals for the screens.
 *
 * 1. A choice shows at once; "saved" is said only after the port's promise resolved with `ok`.
 * 2. Until a port is connected, changes wait; they are the first thing saved once this tab is the writer.
 * 3. One save is under way at a time, and each takes everything that is unsaved: no change overtakes another. Typed text
 *    waits for a pause (`typing.ts`); whatever else makes a save takes it along, so that no way out of the question is
 *    quicker than the text.
 * 4. A change that cannot be written stays in memory and is tried again with every change and every few seconds.
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import {
  type Answers,
  answerKey,
  changed,
  committed,
  copyDropped,
  failed,
  lost,
  noAnswers,
  reread,
  unsaved,
} from './answers.ts';
import { Direct } from './direct.ts';
import { Marks } from './marks.ts';
import { Media } from './media.ts';
import { itemOrder, type QuestionPlace, questionPlaces } from './order.ts';
import type { AnswerChange, AttemptPort, AttemptSnapshot, SaveResult } from './ports.ts';
import { type ItemView, Position } from './position.ts';
import { settled } from './settled.ts';
import { sameScreen } from './snapshot.ts';
import { type AttemptStatus, attemptStatus } from './status.ts';
import { Typing } from './typing.ts';

/** How long a full disk is left alone before the next try; a change, or the student, tries at once. */
const RETRY_MS = 5000;
/** How long a student stays at an item before that is noted, and the next one drawn: whoever turns page after page waits for neither. */
const STAY_MS = 300;

/** `connecting`: the rows are not reached yet. `elsewhere`: another tab is the writer, this one reads. */
export type Link = 'connecting' | 'writer' | 'elsewhere';

export interface AttemptOptions {
  snapshot: AttemptSnapshot;
  /** The item at the snapshot's place, when the early reader has opened it already. */
  item?: StudentItem | null;
  /** Calls back once after so many milliseconds; gives back how to call that off. */
  later: (ms: number, run: () => void) => () => void;
}

export class Attempt {
  readonly snapshot: ReadonlySignal<AttemptSnapshot>;
  readonly items: AttemptSnapshot['items'];
  readonly questions: QuestionPlace[];
  readonly place: ReadonlySignal<QuestionPlace>;
  readonly item: ReadonlySignal<ItemView>;
  /** Moved by `goTo` alone, which has the place noted. */
  readonly position: Position;
  readonly answers: ReadonlySignal<Answers>;
  readonly flagged: ReadonlySignal<ReadonlySet<string>>;
  readonly toolMarks: ReadonlySignal<string | undefined>;
  readonly link: ReadonlySignal<Link>;
  /** Why the device could not write, while something is not on it. */
  readonly storageFailure: ReadonlySignal<string | null>;
  /** Submitted on this device, in this tab or another. */
  readonly submitted: ReadonlySignal<boolean>;
  readonly status: ReadonlySignal<AttemptStatus>;
  /** The student is in the midst of a text: nobody reads out to them how each pause of it is saved. */
  readonly isTyping: ReadonlySignal<boolean>;
  readonly media = new Media();

  readonly #snapshot: Signal<AttemptSnapshot>;
  readonly #answers: Signal<Answers>;
  readonly #marks: Marks;
  readonly #link = signal<Link>('connecting');
  readonly #failure = signal<string | null>(null);
  readonly #submitted: Signal<boolean>;
  readonly #later: AttemptOptions['later'];
  readonly #typing: Typing;
  readonly #direct: Direct;
  #port: AttemptPort | null = null;
  #unsubscribe: (() => void) | null = null;
  #saving: Promise<SaveResult> | null = null;
  #cancelRetry: (() => void) | null = null;
  #cancelStay: (() => void) | null = null;
  #viewChanged = false;

  constructor({ snapshot, item, later }: AttemptOptions) {
    this.#later = later;
    this.items = itemOrder(snapshot);
    this.questions = questionPlaces(this.items);
    const start = this.questions.find((place) => place.itemId === snapshot.itemId) ?? this.questions[0];
    if (!start) throw new Error('a test without questions cannot be opened');
    const { items, questions } = this;
    this.position = new Position({ items, questions, start, item });
    this.#typing = new Typing(later, () => void this.#save());
    this.snapshot = this.#snapshot = signal(snapshot);
    this.place = this.position.place;
    this.item = this.position.item;
    this.answers = this.#answers = signal(reread(noAnswers, snapshot.answers));
    this.#direct = new Direct(this.#answers);
    this.#marks = new Marks(snapshot);
    this.flagged = this.#marks.flagged;
    this.toolMarks = this.#marks.ofTools;
    this.link = this.#link;
    this.submitted = this.#submitted = signal(snapshot.submitted !== null);
    this.isTyping = this.#typing.isActive;
    this.storageFailure = computed(() =>
      unsaved(this.#answers.value).some((change) => change.failed) ? this.#failure.value : null,
    );
    this.status = computed(() =>
      attemptStatus(this.#answers.value, this.#snapshot.value, this.#link.value === 'elsewhere'),
    );
  }

  /** Reaches the rows. What was chosen until now is saved first. */
  connect(port: AttemptPort, snapshot: AttemptSnapshot): void {
    this.#port = port;
    this.media.connect(port);
    this.#reread(snapshot, port.writable);
    this.#unsubscribe = port.subscribe((next, writable) => this.#reread(next, writable));
    this.position.connect(port);
    this.#stay();
  }

  /** @param typed one of many changes that come as fast as keys do: they are saved together */
  answer(change: AnswerChange, { typed = false } = {}): void {
    if (!this.canChange()) return;
    this.#answers.value = changed(this.#answers.value, change);
    if (typed) this.#typing.key();
    else void this.#save();
  }

  /** The student left the field or the page, which may not be here after the next pause. */
  saveNow(): void {
    this.#typing.isActive.value = false;
    void this.#save();
  }

  toggleFlag(itemId: string, questionId: string): void {
    this.#mark(() => this.#marks.toggleFlag(itemId, questionId));
  }

  /** A recording came to its end. */
  played(itemId: string, questionId: string): void {
    this.#mark(() => this.#marks.played(itemId, questionId));
  }

  /** @param marks `studentMarks` as JSON text */
  setToolMarks(marks: string): void {
    this.#mark(() => (this.#marks.ofTools.value = marks));
  }

  /** Changes wait while the app connects; they are refused while another tab writes, and after the submit. */
  canChange(): boolean {
    return this.#link.value !== 'elsewhere' && !this.#submitted.value;
  }

  isFlagged(place: { itemId: string; questionId: string }): boolean {
    return this.flagged.value.has(answerKey(place.itemId, place.questionId));
  }

  /** How often a recording was played to its end. */
  playsOf(place: { itemId: string; questionId: string }): number {
    return this.#marks.plays.value.get(answerKey(place.itemId, place.questionId)) ?? 0;
  }

  goTo(place: QuestionPlace): void {
    if (!this.position.goTo(place)) return;
    this.#viewChanged = true;
    this.#port?.leftItem();
    this.#stay();
    if (unsaved(this.#answers.value).length > 0) void this.#save();
  }

  dropCopy(itemId: string, questionId: string): void {
    this.#answers.value = copyDropped(this.#answers.value, itemId, questionId);
  }

  /** "Continue here". Copies stay copies; what waited since before the connection is saved. */
  async takeOver(): Promise<void> {
    try {
      await this.#port?.takeOver();
    } catch {
      // The tab stays a reader, and the button stays.
    }
    if (!this.#port?.writable) return;
    this.#link.value = 'writer';
    await this.#save();
  }

  /** Submits once everything is committed; null while the app is still connecting. */
  async submit(): Promise<SaveResult | null> {
    const port = this.#port;
    if (!port) return null;
    // One that is under way leaves to the next what was typed since it began: a time limit ends a test in the midst of a text.
    await this.#saving;
    const saved = await this.#save();
    if (!saved.ok) return saved;
    const result = await settled(() => port.submit());
    if (result.ok) this.#submitted.value = true;
    else this.#refused(result);
    return result;
  }

  /** Lets go of the run once what was chosen is written, or cannot be. */
  async close(staysOpen?: boolean): Promise<void> {
    this.#unsubscribe?.();
    this.media.close();
    this.#cancelStay?.();
    this.position.close();
    await this.#save();
    this.#cancelRetry?.();
    this.#port?.close(staysOpen);
    this.#port = null;
  }

  #reread(snapshot: AttemptSnapshot, writable: boolean): void {
    batch(() => {
      const held = this.#link.value === 'writer';
      const reopened = this.#snapshot.value.submitted !== null && snapshot.submitted === null;
      if (!sameScreen(this.#snapshot.value, snapshot)) this.#snapshot.value = snapshot;
      this.#answers.value = reread(this.#answers.value, snapshot.answers, writable);
      if (!this.#viewChanged) this.#marks.reread(snapshot);
      if (snapshot.submitted) this.#submitted.value = true;
      else if (reopened) this.#submitted.value = false;
      this.#link.value = writable || snapshot.submitted ? 'writer' : 'elsewhere';
      if (snapshot.submitted || (held && !writable)) this.#answers.value = lost(this.#answers.value);
    });
    // A commit of this tab comes round here too, and is no reason to save in the midst of a word.
    if (!writable || this.#typing.isWaiting) return;
    if (this.#viewChanged || unsaved(this.#answers.value).length > 0) void this.#save();
  }

  #stay(): void {
    this.#cancelStay?.();
    this.#cancelStay = this.#later(STAY_MS, () => {
      if (this.#viewChanged) void this.#save();
      void this.position.lookAhead();
    });
  }

  #save(): Promise<SaveResult> {
    this.#typing.end();
    this.#saving ??= this.#drain();
    return this.#saving;
  }

  async #drain(): Promise<SaveResult> {
    // The first turn goes to whoever called: `#saving` has to hold this promise before it can be let go below.
    await null;
    try {
      for (;;) {
        const port = this.#port;
        if (!port || this.#link.value !== 'writer' || this.#submitted.value) {
          return { ok: false, reason: this.#submitted.value ? 'submitted' : 'tab' };
        }
        const changes = unsaved(this.#answers.value);
        // What was typed while the last save was under way has its own pause; a call of `#save` ends that.
        if ((changes.length === 0 || this.#typing.isWaiting) && !this.#viewChanged) {
          if (changes.length === 0) this.#cancelRetry?.();
          return { ok: true };
        }
        const result = changes.length > 0 ? await this.#saveAnswers(port, changes) : await this.#saveView(port);
        if (!result.ok) {
          this.#refused(result);
          return result;
        }
      }
    } finally {
      this.#saving = null;
    }
  }

  async #saveAnswers(port: AttemptPort, changes: ReturnType<typeof unsaved>): Promise<SaveResult> {
    const result = await settled(() =>
      port.save(changes.map(({ itemId, questionId, response }) => ({ itemId, questionId, response }))),
    );
    if (!result.ok) return result;
    batch(() => {
      this.#answers.value = committed(this.#answers.value, changes);
      this.#failure.value = null;
    });
    return result;
  }

  async #saveView(port: AttemptPort): Promise<SaveResult> {
    this.#viewChanged = false;
    const view = { itemId: this.place.value.itemId, ...this.#marks.of(this.questions) };
    const result = await settled(() => port.saveView(view));
    if (!result.ok) this.#viewChanged = true;
    return result;
  }

  #mark(change: () => void): void {
    if (!this.canChange()) return;
    change();
    this.#viewChanged = true;
    void this.#save();
  }

  #refused(result: Exclude<SaveResult, { ok: true }>): void {
    batch(() => {
      if (result.reason === 'storage') {
        this.#failure.value = result.detail;
        this.#answers.value = failed(this.#answers.value);
      } else {
        this.#answers.value = lost(this.#answers.value);
        this.#viewChanged = false;
        if (result.reason === 'tab') this.#link.value = 'elsewhere';
        else this.#submitted.value = true;
      }
    });
    if (result.reason !== 'storage') return;
    if (this.#port) void this.#direct.send(this.#port);
    this.#cancelRetry?.();
    this.#cancelRetry = this.#later(RETRY_MS, () => void this.#save());
  }
}
