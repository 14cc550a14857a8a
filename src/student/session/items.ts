import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { AttemptPort } from './ports.ts';

export type ItemView = { state: 'opening' } | { state: 'open'; item: StudentItem } | { state: 'failed' };

/** The items that were opened, each once for the life of the attempt. */
export class Items {
  readonly #opened = new Map<string, StudentItem>();

  constructor(first: StudentItem | null | undefined) {
    if (first) this.#opened.set(first.id, first);
  }

  known(itemId: string): ItemView {
    const item = this.#opened.get(itemId);
    return item ? { state: 'open', item } : { state: 'opening' };
  }

  /** Never rejects: one that does not open is `failed`, and may be tried again. */
  async open(port: AttemptPort, itemId: string): Promise<ItemView> {
    try {
      const item = this.#opened.get(itemId) ?? (await port.item(itemId));
      this.#opened.set(itemId, item);
      return { state: 'open', item };
    } catch {
      return { state: 'failed' };
    }
  }
}
