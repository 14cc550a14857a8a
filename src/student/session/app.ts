/* What the app shows besides the open attempt: who is signed in, which tests there are, and which screen is up. */
import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { Attempt } from './attempt.ts';
import type { QuestionPlace } from './order.ts';
import type {
  AppState,
  AttemptPort,
  AttemptSnapshot,
  GetReadyResult,
  Rescued,
  SaveResult,
  Services,
  SignInResult,
} from './ports.ts';

export type Screen =
  | { name: 'opening' }
  | { name: 'sign-in' }
  | { name: 'tests' }
  | { name: 'check' }
  | { name: 'attempt'; attempt: Attempt; review: boolean };

/** How far a test has come onto this device, or why it did not. */
export type Progress =
  | { state: 'coming'; done: number; total: number }
  | { state: 'failed'; reason: Exclude<GetReadyResult, { ok: true }>['reason'] };

export type Notice = { about: 'open' | 'retake'; detail: string };

export interface AppOptions {
  /** Of the address that the app was opened with. */
  fragment: string;
  later: (ms: number, run: () => void) => () => void;
  /** Says to every tab that an attempt is open, until what it returns is called. */
  holdAttempt: () => () => void;
}

export class App {
  readonly screen: ReadonlySignal<Screen>;
  /** Null until the services are there. */
  readonly state: ReadonlySignal<AppState | null>;
  readonly progress: ReadonlySignal<ReadonlyMap<string, Progress>>;
  readonly notice: ReadonlySignal<Notice | null>;
  /**
   * Counts what the student did to come to another screen or question. The focus follows such a move; at 0 the page
   * was just loaded, and takes nobody's focus.
   */
  readonly moves: ReadonlySignal<number>;
  /** Of the address that the app was opened with: the ticket of a student who came by a printed code, until somebody is signed in. */
  fragment: string;
  /** The first frame is painted. What the first question can do without comes after it. */
  readonly settled = signal(false);
  /** A part of the app did not load. */
  readonly broken = signal(false);
  /** Null while nothing is known of it. */
  readonly rescued = signal<Rescued | null>(null);
  /** Whether the app itself opens on this device without a network; `never` in a browser that keeps no app. */
  readonly installed = signal<'coming' | 'here' | 'never'>('coming');
  /** Applies the newer version that waits; null when there is none. */
  readonly update = signal<(() => void) | null>(null);

  readonly #screen: Signal<Screen> = signal({ name: 'opening' });
  readonly #state: Signal<AppState | null> = signal(null);
  readonly #progress: Signal<ReadonlyMap<string, Progress>> = signal(new Map());
  readonly #notice: Signal<Notice | null> = signal(null);
  readonly #moves = signal(0);
  readonly #options: AppOptions;
  #services: Services | null = null;
  #release: (() => void) | null = null;

  constructor(options: AppOptions) {
    this.#options = options;
    this.fragment = options.fragment;
    this.screen = this.#screen;
    this.state = this.#state;
    this.progress = this.#progress;
    this.notice = this.#notice;
    this.moves = this.#moves;
  }

  /** Shows the attempt that the early reader found; its port comes with `connect`. */
  showEarly(snapshot: AttemptSnapshot, item: StudentItem): Attempt {
    const attempt = new Attempt({ snapshot, item, later: this.#options.later });
    this.#show(attempt);
    return attempt;
  }

  /**
   * The rest of the app is loaded.
   *
   * @param early the run that the early reader found open; null when it found none, or could not reach the database, which
   * a browser that was killed a moment ago may hold for seconds
   */
  async connect(services: Services, early: { partition: string; run: string } | null): Promise<void> {
    this.#services = services;
    services.subscribe((state) => this.#stateChanged(state));
    const open = early ?? (await services.openRun());
    if (open) await this.#resume(services, open);
    // After the open test: its answers are not to wait for the list of all of them.
    if (this.#state.value === null) this.#stateChanged(await services.read());
    if (this.#screen.value.name === 'opening') this.#showHome();
    void services.refresh();
  }

  async signIn(ticket: string): Promise<SignInResult | null> {
    const result = await this.#services?.signIn(ticket);
    const services = this.#services;
    if (!services || !result?.ok) return result ?? null;
    if (result.resume) await this.#resume(services, result.resume);
    if (this.#screen.value.name !== 'attempt') this.#move({ name: 'tests' });
    return result;
  }

  async signOut(): Promise<void> {
    await this.#services?.signOut();
    this.#move({ name: 'sign-in' });
  }

  /**
   * Nothing of the student stays on the screen; their ticket leads straight back. Not while an answer is in this window
   * alone: it would be gone.
   */
  async lock(): Promise<void> {
    const screen = this.#screen.value;
    if (!this.#state.value?.student) return;
    if (screen.name === 'attempt' && screen.attempt.storageFailure.value !== null) return;
    this.#move({ name: 'sign-in' });
    this.#release?.();
    this.#release = null;
    if (screen.name === 'attempt') await screen.attempt.close(true);
    await this.#services?.lock();
  }

  /** From the banner: the answers stay, the test is continued from the list. */
  signInAgain(): void {
    if (this.leave()) this.#move({ name: 'sign-in' });
  }

  /** What the screens ask of the device themselves; null until it is there. */
  get services(): Services | null {
    return this.#services;
  }

  async refresh(): Promise<void> {
    await this.#services?.refresh();
  }

  async getReady(sessionId: string): Promise<void> {
    const services = this.#services;
    if (!services || this.#progress.value.get(sessionId)?.state === 'coming') return;
    this.#setProgress(sessionId, { state: 'coming', done: 0, total: 0 });
    const result = await services.getReady(sessionId, (done, total) =>
      this.#setProgress(sessionId, { state: 'coming', done, total }),
    );
    this.#setProgress(sessionId, result.ok ? null : { state: 'failed', reason: result.reason });
  }

  /** Starts, continues, or looks at what was submitted. */
  async open(sessionId: string): Promise<void> {
    const result = await this.#services?.openAttempt(sessionId);
    if (!result) return;
    if (!result.ok) {
      this.#notice.value = { about: 'open', detail: result.detail };
      return;
    }
    this.showOpened(result);
  }

  /** Shows an attempt that was opened: a test, or the practice. */
  showOpened({ snapshot, port }: { snapshot: AttemptSnapshot; port: AttemptPort }): void {
    this.#moves.value += 1;
    this.#show(this.#connected(snapshot, port));
  }

  async retake(sessionId: string): Promise<void> {
    const result = await this.#services?.retake(sessionId);
    this.#notice.value = result && !result.ok ? { about: 'retake', detail: result.detail } : null;
  }

  /** The submit of the open attempt is taken back, and its review shows again. @returns null when there is nothing to ask */
  async takeBack(): Promise<SaveResult | null> {
    const screen = this.#screen.value;
    if (screen.name !== 'attempt') return null;
    const result = (await this.#services?.takeBack(screen.attempt.snapshot.value.run)) ?? null;
    if (result?.ok) this.#move({ ...screen, review: true });
    return result;
  }

  showReview(review: boolean): void {
    const screen = this.#screen.value;
    if (screen.name !== 'attempt') return;
    screen.attempt.saveNow();
    this.#move({ ...screen, review });
  }

  /** The page may be put away. */
  saveNow(): void {
    const screen = this.#screen.value;
    if (screen.name === 'attempt') screen.attempt.saveNow();
  }

  /** To a question, from the test or from the review. */
  readonly goTo = (place: QuestionPlace): void => {
    const screen = this.#screen.value;
    if (screen.name !== 'attempt') return;
    batch(() => {
      screen.attempt.goTo(place);
      this.#move({ ...screen, review: false });
    });
  };

  /**
   * Back to the list; the attempt stays open to be continued.
   *
   * @returns false when it stays on the screen, because an answer is in this window alone
   */
  leave(): boolean {
    const screen = this.#screen.value;
    if (screen.name !== 'attempt') return true;
    if (screen.attempt.storageFailure.value !== null) return false;
    void screen.attempt.close();
    this.#release?.();
    this.#release = null;
    this.goHome();
    return true;
  }

  /** To the list of tests, or to the sign-in while nobody is signed in. */
  goHome(): void {
    this.#moves.value += 1;
    this.#showHome();
  }

  /** To "Check this device". */
  showCheck(): void {
    this.#move({ name: 'check' });
  }

  async #resume(services: Services, open: { partition: string; run: string }): Promise<void> {
    const resumed = await services.resumeAttempt(open.partition, open.run);
    const screen = this.#screen.value;
    if (screen.name === 'attempt') {
      if (resumed) return screen.attempt.connect(resumed.port, resumed.snapshot);
      this.#state.value ??= await services.read();
      this.leave();
    } else if (resumed) {
      this.#show(this.#connected(resumed.snapshot, resumed.port));
    }
  }

  #connected(snapshot: AttemptSnapshot, port: AttemptPort): Attempt {
    const attempt = new Attempt({ snapshot, later: this.#options.later });
    attempt.connect(port, snapshot);
    return attempt;
  }

  #show(attempt: Attempt): void {
    batch(() => {
      this.#release?.();
      this.#release = this.#holdWhileOpen(attempt);
      this.#notice.value = null;
      this.#screen.value = { name: 'attempt', attempt, review: false };
    });
  }

  /** An update waits while answers are given, and no longer. */
  #holdWhileOpen(attempt: Attempt): () => void {
    return effect(() => (attempt.submitted.value ? undefined : this.#options.holdAttempt()));
  }

  #move(screen: Screen): void {
    batch(() => {
      this.#moves.value += 1;
      this.#screen.value = screen;
    });
  }

  #showHome(): void {
    this.#notice.value = null;
    this.#screen.value = { name: this.#state.value?.student ? 'tests' : 'sign-in' };
  }

  #stateChanged(state: AppState): void {
    const before = this.#state.value;
    batch(() => {
      this.#state.value = state;
      if (state.student || before?.student === null) return;
      // Signed out in another tab.
      const screen = this.#screen.value;
      if (screen.name === 'tests') this.#screen.value = { name: 'sign-in' };
      if (screen.name === 'attempt') this.leave();
    });
  }

  #setProgress(sessionId: string, progress: Progress | null): void {
    const next = new Map(this.#progress.value);
    if (progress) next.set(sessionId, progress);
    else next.delete(sessionId);
    this.#progress.value = next;
  }
}
