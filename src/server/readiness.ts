import type { ClockWatch } from './clock-watch.ts';

/** Whether a server should be sent anything, as far as it knows without asking its store. */
export class Readiness {
  readonly #clock: Pick<ClockWatch, 'isSteady'>;
  #isStopping = false;

  constructor(clock: Pick<ClockWatch, 'isSteady'>) {
    this.#clock = clock;
  }

  /** It goes on answering, and whoever stands in front of it looks for another one. */
  stop(): void {
    this.#isStopping = true;
  }

  /** A sentence for whoever asks; undefined when there is nothing against it. */
  obstacle(): string | undefined {
    if (this.#isStopping) return 'The server is stopping.';
    return this.isClockSteady() ? undefined : 'The clock of the server was set, and is not relied on yet.';
  }

  isClockSteady(): boolean {
    return this.#clock.isSteady();
  }
}
