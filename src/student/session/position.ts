/* Where in the test the student is: the item on the screen, and those one step from it, which are opened and drawn ahead. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { QuestionPlace } from './order.ts';
import type { AttemptPort, AttemptSnapshot } from './ports.ts';

export type ItemView = { state: 'opening' } | { state: 'open'; item: StudentItem } | { state: 'failed' };

export interface PositionOptions {
  /** In the order of this student. */
  items: AttemptSnapshot['items'];
  questions: QuestionPlace[];
  start: QuestionPlace;
  /** When it is open already. */
  item: StudentItem | null | undefined;
}

export class Position {
  readonly place: ReadonlySignal<QuestionPlace>;
  readonly item: ReadonlySignal<ItemView>;
  /** Once the student stays: the item and those that a step leads to, to be drawn while nobody waits. */
  readonly near: ReadonlySignal<StudentItem[]>;

  readonly #options: PositionOptions;
  /** Each item once for the life of the attempt. */
  readonly #opened = new Map<string, StudentItem>();
  readonly #place;
  readonly #item;
  readonly #near = signal<StudentItem[]>([]);
  #port: AttemptPort | null = null;

  constructor(options: PositionOptions) {
    this.#options = options;
    const { item, start } = options;
    if (item) this.#opened.set(item.id, item);
    this.place = this.#place = signal(start);
    this.item = this.#item = signal(this.#known());
    this.near = this.#near;
  }

  connect(port: AttemptPort): void {
    this.#port = port;
    void this.reopen();
  }

  close(): void {
    this.#port = null;
  }

  /** @returns whether it is in another item */
  goTo(place: QuestionPlace): boolean {
    const left = this.#place.value.itemId !== place.itemId;
    this.#place.value = place;
    if (left) void this.reopen();
    return left;
  }

  /** The first question of the item before (-1) or after (1) the current one; null at either end. */
  neighbour(step: -1 | 1): QuestionPlace | null {
    const { items, questions } = this.#options;
    const at = items.findIndex((item) => item.id === this.#place.value.itemId);
    const id = items[at + step]?.id;
    return questions.find((place) => place.itemId === id) ?? null;
  }

  /** Any item, to be read beside the current one; null when it cannot be opened. */
  async read(itemId: string): Promise<StudentItem | null> {
    try {
      const read = this.#opened.get(itemId) ?? (await this.#port?.item(itemId));
      // Where two have read it at once the first counts: to the screens each item is one object.
      const item = this.#opened.get(itemId) ?? read;
      if (item) this.#opened.set(itemId, item);
      return item ?? null;
    } catch {
      return null;
    }
  }

  /** Shows the current item as soon as it is open, for the first time or once more. */
  async reopen(): Promise<void> {
    const { itemId } = this.#place.value;
    this.#item.value = this.#known();
    if (!this.#port || this.#item.value.state === 'open') return;
    const item = await this.read(itemId);
    if (!this.#port || this.#place.value.itemId !== itemId) return;
    this.#item.value = item ? { state: 'open', item } : { state: 'failed' };
  }

  /** The student stays: opens what a step leads to. What cannot be opened is told of once they are there. */
  async lookAhead(): Promise<void> {
    const { itemId } = this.#place.value;
    const ids = [this.neighbour(-1)?.itemId, itemId, this.neighbour(1)?.itemId];
    const items = await Promise.all(ids.map((id) => id && this.read(id)));
    if (this.#place.value.itemId !== itemId) return;
    this.#near.value = items.flatMap((item) => (item && !isHeard(item) ? [item] : []));
  }

  #known(): ItemView {
    const item = this.#opened.get(this.#place.value.itemId);
    return item ? { state: 'open', item } : { state: 'opening' };
  }
}

/** A recording plays on where nobody sees it, and may begin by itself. */
const isHeard = ({ media }: StudentItem): boolean => media.some(({ type }) => /^(audio|video)\//.test(type));
