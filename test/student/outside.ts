import type { OutsideStores } from '../../src/student/pwa/outside-stores.ts';

/** What a browser keeps outside of IndexedDB, as it is: names and texts. */
export class Outside implements OutsideStores {
  readonly texts = new Map<string, string>();
  text: string | null = null;
  /** Every write fails, as on a full disk. */
  isFull = false;
  writes = 0;

  copies = {
    all: async () => new Map(this.texts),
    put: async (name: string, text: string) => {
      if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
      this.writes++;
      this.texts.set(name, text);
    },
    remove: async (name: string) => {
      this.texts.delete(name);
    },
  };

  /** As it is now. */
  copy(): Outside {
    const copy = new Outside();
    for (const [name, text] of this.texts) copy.texts.set(name, text);
    copy.text = this.text;
    return copy;
  }

  marker = {
    read: () => this.text,
    write: (text: string) => {
      this.text = text;
    },
  };
}
