import { type Signal, signal } from '@preact/signals';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { AttemptPort } from './ports.ts';

export type MediaFile = StudentItem['media'][number];
export type MediaView = { state: 'opening' } | { state: 'open'; url: string } | { state: 'missing' };

/**
 * Object URLs of opened media files, one a file for the life of the attempt: a picture that several items share is
 * opened once and does not flash when the student goes from one to the next.
 */
export class Media {
  readonly #views = new Map<string, Signal<MediaView>>();
  readonly #waiting: Array<() => void> = [];
  #port: AttemptPort | null = null;
  #closed = false;

  connect(port: AttemptPort): void {
    this.#port = port;
    for (const open of this.#waiting.splice(0)) open();
  }

  view(file: MediaFile): Signal<MediaView> {
    const known = this.#views.get(file.contentHash);
    if (known) return known;
    const view = signal<MediaView>({ state: 'opening' });
    this.#views.set(file.contentHash, view);
    if (this.#port) void this.#open(this.#port, file, view);
    else this.#waiting.push(() => this.#port && void this.#open(this.#port, file, view));
    return view;
  }

  close(): void {
    this.#closed = true;
    for (const view of this.#views.values()) {
      if (view.value.state === 'open') URL.revokeObjectURL(view.value.url);
    }
    this.#views.clear();
  }

  async #open(port: AttemptPort, file: MediaFile, view: Signal<MediaView>): Promise<void> {
    try {
      const url = await port.media(file);
      if (this.#closed) URL.revokeObjectURL(url);
      else view.value = { state: 'open', url };
    } catch {
      view.value = { state: 'missing' };
    }
  }
}
