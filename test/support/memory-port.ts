import type { StudentItem } from '../../src/shared/contract/student/item.ts';
import type { AttemptPort, AttemptSnapshot, SaveResult } from '../../src/student/session/ports.ts';

/**
 * The attempt's port over a snapshot in memory: what is saved is in the next snapshot, as over IndexedDB. A test holds
 * the next saves back, or lets them fail, to see what is claimed meanwhile.
 */
export class MemoryPort implements AttemptPort {
  snapshot: AttemptSnapshot;
  writable = true;
  closed = false;
  itemsLeft = 0;
  /** Whom an answer reaches that goes past the device. */
  reaches: 'server' | 'nobody' = 'nobody';
  /** What reached the server so. */
  readonly direct: Array<Parameters<AttemptPort['save']>[0]> = [];
  /** What is on its way to the server waits for this. */
  sending: Promise<void> | null = null;
  /** Every batch that came to `save`, whatever became of it. */
  readonly batches: Array<Parameters<AttemptPort['save']>[0]> = [];
  readonly #items: ReadonlyMap<string, StudentItem>;
  readonly #media: (name: string) => Promise<string>;
  readonly #listeners = new Set<(snapshot: AttemptSnapshot, writable: boolean) => void>();
  #refusal: Exclude<SaveResult, { ok: true }> | Error | null = null;
  #gate: Promise<void> | null = null;
  #openGate = () => {};

  constructor(snapshot: AttemptSnapshot, items: readonly StudentItem[], media?: (name: string) => Promise<string>) {
    this.snapshot = snapshot;
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#media = media ?? (() => Promise.reject(new Error('no media')));
  }

  /** Saves from now on wait until `release`. */
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#openGate = resolve;
    });
  }

  release(): void {
    this.#openGate();
    this.#gate = null;
  }

  /** Saves from now on end like this; null lets them through again. */
  refuse(refusal: Exclude<SaveResult, { ok: true }> | Error | null): void {
    this.#refusal = refusal;
  }

  /** The rows changed under the tab. */
  change(part: Partial<AttemptSnapshot>, writable = this.writable): void {
    this.snapshot = { ...this.snapshot, ...part };
    this.writable = writable;
    for (const listener of this.#listeners) listener(this.snapshot, writable);
  }

  /** The server has everything. */
  acknowledge(): void {
    this.change({ answers: this.snapshot.answers.map((answer) => ({ ...answer, state: 'server' })) });
  }

  async item(itemId: string): Promise<StudentItem> {
    const item = this.#items.get(itemId);
    if (!item) throw new Error(`no item ${itemId}`);
    // As from a disk: each reading makes an object of its own.
    return structuredClone(item);
  }

  media(file: StudentItem['media'][number]): Promise<string> {
    return this.#media(file.name);
  }

  save(changes: Parameters<AttemptPort['save']>[0]): Promise<SaveResult> {
    this.batches.push(changes);
    return this.#commit(() => {
      const isChanged = (one: { itemId: string; questionId: string }) =>
        changes.some((change) => change.itemId === one.itemId && change.questionId === one.questionId);
      const kept = this.snapshot.answers.filter((answer) => !isChanged(answer));
      const saved = changes.map((change) => ({ ...change, state: 'device' as const, problem: null }));
      this.change({ answers: [...kept, ...saved] });
    });
  }

  async sendDirectly(take: () => Parameters<AttemptPort['save']>[0]): Promise<boolean> {
    const taken = take();
    await this.sending;
    if (this.reaches === 'nobody') return false;
    this.direct.push(taken);
    return true;
  }

  saveView({ itemId, flagged, plays, marks }: Parameters<AttemptPort['saveView']>[0]): Promise<SaveResult> {
    return this.#commit(() => this.change({ itemId, flagged, plays, marks }));
  }

  submit(): Promise<SaveResult> {
    return this.#commit(() => {
      this.change({
        submitted: {
          code: 'QK7M-2TXA',
          submittedAt: 1_700_000_000_000,
          received: null,
          waiting: true,
          canTakeBack: false,
          timeWasOver: false,
          provisional: null,
          shown: null,
        },
      });
    });
  }

  async takeOver(): Promise<void> {
    this.change({}, true);
  }

  subscribe(listener: (snapshot: AttemptSnapshot, writable: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  leftItem(): void {
    this.itemsLeft += 1;
  }

  close(): void {
    this.closed = true;
  }

  async #commit(write: () => void): Promise<SaveResult> {
    await this.#gate;
    if (this.#refusal instanceof Error) throw this.#refusal;
    if (this.#refusal) return this.#refusal;
    if (!this.writable) return { ok: false, reason: 'tab' };
    if (this.snapshot.submitted) return { ok: false, reason: 'submitted' };
    write();
    return { ok: true };
  }
}
