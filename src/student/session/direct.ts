import type { Signal } from '@preact/signals';
import { type Answers, isInWindowOnly, sentDirectly, unsaved } from './answers.ts';
import type { AttemptPort } from './ports.ts';

/** Sends what the device could not write straight to the server: one request at a time, and each takes everything. */
export class Direct {
  readonly #answers: Signal<Answers>;
  #isSending = false;

  constructor(answers: Signal<Answers>) {
    this.#answers = answers;
  }

  async send(port: AttemptPort): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (isInWindowOnly(this.#answers.value)) {
        let taken: ReturnType<typeof unsaved> = [];
        const isThere = await port.sendDirectly(() => {
          taken = unsaved(this.#answers.value);
          return taken.map(({ itemId, questionId, response }) => ({ itemId, questionId, response }));
        });
        if (!isThere) return;
        this.#answers.value = sentDirectly(this.#answers.value, taken);
      }
    } catch {
      // It is tried again with the next save.
    } finally {
      this.#isSending = false;
    }
  }
}
