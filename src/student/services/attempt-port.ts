import { onCommit, type SatchelDatabase } from '../db/database.ts';
import { readOpen, readSignedIn, writeNothingOpen } from '../db/meta.ts';
import { type AttemptRows, readAttempt } from '../db/read-attempt.ts';
import { readItem, readMedia } from '../db/read-item.ts';
import { readRun } from '../db/read-row.ts';
import type { RunRow } from '../db/rows.ts';
import { releaseTab, takeTab } from '../db/runs.ts';
import { saveAnswers, saveView, type WriteResult, type Writing, type Written } from '../db/save-answer.ts';
import type { AnswerChange, AttemptPort, AttemptSnapshot, SaveResult } from '../session/ports.ts';
import { attemptSnapshot } from '../session/snapshot.ts';
import type { MemoryAnswers } from '../sync/memory-answers.ts';
import type { Trigger } from '../sync/scheduler.ts';
import { submittedAttempt } from './submitted-attempt.ts';

export interface PortOptions {
  db: SatchelDatabase;
  /** The token of this tab. */
  tab: string;
  now: () => number;
  /** Milliseconds of a clock that is never set. */
  monotonic: () => number;
  trigger: (trigger: Trigger) => void;
  /** `submitRun`, which comes after the first question. @throws when it could not be loaded */
  submit: (writing: Writing) => Promise<SaveResult>;
  /** What the disk did not take; null while it could not be loaded. */
  memory: () => Promise<MemoryAnswers | null>;
  onClose: () => void;
}

export const snapshotOf = (rows: AttemptRows): AttemptSnapshot =>
  attemptSnapshot(rows, submittedAttempt(rows.run, rows.session));

const WATCHED = ['runs', 'answers', 'sessions'];

/** One open attempt of this tab over the rows of the device. */
export class RunPort implements AttemptPort {
  #rows: AttemptRows;
  readonly #options: PortOptions;
  readonly #listeners = new Set<(snapshot: AttemptSnapshot, writable: boolean) => void>();
  readonly #stop: () => void;
  /** Writes of this tab that are under way, and the commits that were heard of meanwhile: their own among them. */
  #writing = 0;
  #heard = 0;
  #reading: Promise<void> | null = null;
  #stale = false;
  #closed = false;
  #memory: MemoryAnswers | null = null;
  /** Until when the time that the test was open is written down. */
  #counted: number;

  constructor(rows: AttemptRows, options: PortOptions) {
    this.#rows = rows;
    this.#options = options;
    this.#counted = options.monotonic();
    this.#stop = onCommit((tables) => {
      if (!WATCHED.some((table) => tables.has(table))) return;
      if (this.#writing > 0) this.#heard += 1;
      else void this.#reread();
    });
  }

  get writable(): boolean {
    return this.#rows.run.tab === this.#options.tab;
  }

  get isSubmitted(): boolean {
    return this.#rows.run.submit !== null;
  }

  item = (itemId: string) => readItem(this.#options.db, this.#rows.run, itemId);

  async media(file: Parameters<AttemptPort['media']>[0]): Promise<string> {
    return URL.createObjectURL(await readMedia(this.#options.db, this.#rows.run, file));
  }

  save: AttemptPort['save'] = async (changes) => {
    const result = await this.#write((writing) => saveAnswers(this.#options.db, writing, changes));
    // Whatever was unsaved is in it.
    if (result.ok) this.#memory?.forget(this.#rows.run.run);
    return result;
  };

  async sendDirectly(take: () => AnswerChange[]): Promise<boolean> {
    this.#memory ??= await this.#options.memory();
    for (;;) {
      const before = await this.#readRun();
      const changes = take();
      const after = await this.#readRun();
      // Taken while the disk's counter stood still: what is taken came after that change, and before the next one.
      if (before.seq !== after.seq || before.writer !== after.writer) continue;
      return (await this.#memory?.push(after, changes)) ?? false;
    }
  }

  /** As it was read last, where the disk does not even give it out again. */
  async #readRun(): Promise<RunRow> {
    const { db } = this.#options;
    try {
      return readRun(await db.runs.get(this.#rows.run.run));
    } catch {
      return this.#rows.run;
    }
  }

  saveView: AttemptPort['saveView'] = (view) => this.#write((writing) => saveView(this.#options.db, writing, view));

  async submit(): Promise<SaveResult> {
    const result = await this.#write((writing) => this.#options.submit(writing));
    if (result.ok) this.#options.trigger('submit');
    return result;
  }

  async takeOver(): Promise<void> {
    const { db, tab } = this.#options;
    await takeTab(db, this.#rows.run.run, tab);
    await this.#reread();
  }

  subscribe: AttemptPort['subscribe'] = (listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  leftItem = (): void => this.#options.trigger('left-item');

  close(staysOpen = false): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.onClose();
    this.#stop();
    this.#listeners.clear();
    this.#memory?.forget(this.#rows.run.run);
    void this.#letGo(staysOpen).catch(() => undefined);
  }

  async #letGo(staysOpen: boolean): Promise<void> {
    const { db, tab } = this.#options;
    const { run, partition } = this.#rows.run;
    await releaseTab(db, run, tab);
    // A student whom another tab locked comes back to it.
    if (staysOpen || (await readSignedIn(db)) !== partition) return;
    if ((await readOpen(db))?.run === run) await writeNothingOpen(db);
  }

  async #write(act: (writing: Writing) => Promise<WriteResult | SaveResult>): Promise<SaveResult> {
    const { tab, now, monotonic } = this.#options;
    const at = monotonic();
    const writing = { run: this.#rows.run.run, tab, now: now(), elapsedMs: Math.max(0, at - this.#counted) };
    this.#writing += 1;
    let result: WriteResult | SaveResult | null = null;
    try {
      result = await act(writing);
    } finally {
      this.#writing -= 1;
      this.#settle(result);
    }
    if (result.ok) this.#counted = at;
    return result.ok ? { ok: true } : result;
  }

  /**
   * Where a write of this tab is all that was committed meanwhile, it says itself what the rows are now. A read that is under
   * way sees it: one that began before its transaction is over.
   */
  #settle(result: WriteResult | SaveResult | null): void {
    // The last of several that crossed settles for all of them.
    if (this.#writing > 0) return;
    const heard = this.#heard;
    this.#heard = 0;
    if (result?.ok && 'run' in result && heard === 1) this.#tell(withWritten(this.#rows, result));
    else if (heard > 0) void this.#reread();
  }

  #tell(rows: AttemptRows): void {
    if (this.#closed) return;
    this.#rows = rows;
    for (const listener of this.#listeners) listener(snapshotOf(rows), this.writable);
  }

  /** One read at a time; a commit during a read is followed by another one. Resolves when the rows are today's. */
  #reread(): Promise<void> {
    this.#stale = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    while (this.#stale && !this.#closed) {
      this.#stale = false;
      const { partition, run } = this.#rows.run;
      // Rows that cannot be read now are read after the next commit; saves say for themselves what they did.
      const rows = await readAttempt(this.#options.db, partition, run).catch(() => null);
      // Those of a sealed run are not here: what this tab shows is hidden by the lock, and must not look unanswered.
      this.#tell(rows?.run.sealed === null ? rows : this.#rows);
    }
  }
}

function withWritten(rows: AttemptRows, { run, answers }: Written): AttemptRows {
  const others = rows.answers.filter(
    ({ itemId, questionId }) => !answers.some((one) => one.itemId === itemId && one.questionId === questionId),
  );
  return { ...rows, run, answers: [...others, ...answers] };
}
