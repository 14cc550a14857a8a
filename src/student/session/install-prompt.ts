import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** Of Chromium alone, and not in TypeScript's DOM library. */
export interface BeforeInstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

export interface InstallPage {
  addEventListener: EventTarget['addEventListener'];
  localStorage?: Pick<Storage, 'getItem' | 'setItem'>;
}

const NAME = 'satchel-no-install';

/** The browser's offer to install the app, kept until a student is at a place where it is not in the way. */
export class InstallPrompt {
  /** There is something to offer, and nobody said no on this device. */
  readonly isOffered: ReadonlySignal<boolean>;
  readonly #kept: Signal<BeforeInstallPromptEvent | null> = signal(null);
  readonly #isDeclined = signal(false);
  readonly #page: InstallPage;

  constructor(page: InstallPage) {
    this.#page = page;
    this.#isDeclined.value = this.#wasDeclined();
    this.isOffered = computed(() => this.#kept.value !== null && !this.#isDeclined.value);
    page.addEventListener('beforeinstallprompt', (event) => {
      // The browser would show it by itself, also in the midst of a test.
      event.preventDefault();
      this.#kept.value = event as BeforeInstallPromptEvent;
    });
    page.addEventListener('appinstalled', () => {
      this.#kept.value = null;
    });
  }

  /** To be called in a click. One offer can be made once; the browser makes another one when it thinks fit. */
  async install(): Promise<void> {
    const kept = this.#kept.value;
    this.#kept.value = null;
    await kept?.prompt().catch(() => undefined);
  }

  /** Nobody is asked again on this device. */
  decline(): void {
    this.#isDeclined.value = true;
    try {
      this.#page.localStorage?.setItem(NAME, 'yes');
    } catch {
      // It is asked again at the next start.
    }
  }

  #wasDeclined(): boolean {
    try {
      return this.#page.localStorage?.getItem(NAME) === 'yes';
    } catch {
      return false;
    }
  }
}
