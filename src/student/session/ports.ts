/*
 * What the screens need of the rest, as types. `session/` and `ui/` are written against these; `services.ts` beside
 * `main.tsx` implements them over `db/` and `sync/`, and is loaded after the first question is up.
 */
import type { DeviceSession } from '../../shared/contract/device-session.ts';
import type { DeviceConfig } from '../../shared/contract/exam-config.ts';
import type { Response } from '../../shared/contract/response.ts';
import type { Results } from '../../shared/contract/score.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { FreeSpace } from '../../shared/lib/free-space.ts';
import type { Learned } from './preflight.ts';
import type { ReadingSettings } from './reading-settings.ts';

/**
 * Where an answer is. `memory`: it could not be written, the loud banner is up. `device` and `server` are said only
 * after the commit, or the acknowledgement, that they claim.
 */
export type AnswerState = 'none' | 'saving' | 'memory' | 'device' | 'server' | 'attention';

export interface AttemptAnswer {
  itemId: string;
  questionId: string;
  response: Response | null;
  state: AnswerState;
  problem: string | null;
}

/** An attempt as it is read from the device, by the early reader or by `services`. */
export interface AttemptSnapshot {
  partition: string;
  run: string;
  sessionId: string;
  attempt: number;
  examName: string;
  studentName: string;
  config: DeviceConfig;
  package: string;
  /**
   * In the order of the package; `session/` derives the student's order from the session id and the attempt. `unanswered`
   * are the questions that take no answer: pages to read, recordings.
   */
  items: Array<{ id: string; questions: string[]; unanswered?: string[] | undefined }>;
  answers: AttemptAnswer[];
  flagged: Array<[itemId: string, questionId: string]>;
  /** How often recordings were played to their end. */
  plays: Array<[itemId: string, questionId: string, count: number]>;
  /** `studentMarks` as JSON text. */
  marks?: string | undefined;
  /** The item that was open. */
  itemId: string | null;
  /** The student went elsewhere, and a proctor has to let them in again. */
  isLocked: boolean;
  /** The test went on without this run: what is answered in it is kept for staff, and may not count. */
  isLeftBehind: boolean;
  /** Set once submitted on this device. */
  submitted: SubmittedAttempt | null;
  problem: string | null;
  /** In memory alone: nothing of it is kept or sent, and nothing may be said to be. */
  practice?: true;
}

export interface SubmittedAttempt {
  /** Submission code: the first 40 bits of the submit's digest in the ticket's alphabet, as XXXX-XXXX. */
  code: string;
  submittedAt: number;
  /** A receipt whose signature this device has verified. */
  received: { at: string; jws: string } | null;
  /** It goes up by itself, or its receipt is still to come. */
  waiting: boolean;
  /** "Submitted by mistake": no server has signed for it, and no result was shown. */
  canTakeBack: boolean;
  /** The device handed it in, because the time was over. */
  timeWasOver: boolean;
  provisional: Results | null;
  shown: DeviceSession['shown'];
}

export interface AnswerChange {
  itemId: string;
  questionId: string;
  response: Response | null;
}

export type SaveResult =
  | { ok: true }
  /** Another tab is the writer now. The change was not saved as the answer. */
  | { ok: false; reason: 'tab' }
  /** Submitted meanwhile (in another tab). */
  | { ok: false; reason: 'submitted' }
  /** The device could not write it (full disk, broken database); `detail` says what, for the banner. */
  | { ok: false; reason: 'storage'; detail: string };

/** One open attempt of this tab. Every promise that resolves with `ok` does so after a strict commit. */
export interface AttemptPort {
  /** True while this tab is the run's writer. */
  readonly writable: boolean;
  item(itemId: string): Promise<StudentItem>;
  /** An object URL of an opened media file; the caller revokes it. */
  media(file: StudentItem['media'][number]): Promise<string>;
  /** All changes in one transaction. */
  save(changes: AnswerChange[]): Promise<SaveResult>;
  /**
   * Straight to the server, past a device that cannot write.
   *
   * @param take called when the answers are wanted; may be called again
   * @returns true when the server has, and counts, what was taken last
   */
  sendDirectly(take: () => AnswerChange[]): Promise<boolean>;
  saveView(view: Pick<AttemptSnapshot, 'flagged' | 'plays' | 'marks'> & { itemId: string }): Promise<SaveResult>;
  submit(): Promise<SaveResult>;
  /** "Continue here": makes this tab the writer. */
  takeOver(): Promise<void>;
  /**
   * Calls back whenever the rows changed under this tab: uploads acknowledged, another tab took over, a submit. A
   * snapshot never goes back behind a save, or a submit, whose promise has resolved.
   */
  subscribe(listener: (snapshot: AttemptSnapshot, writable: boolean) => void): () => void;
  /** Leaving an item: an upload is due soon. */
  leftItem(): void;
  /**
   * The student left the attempt: the early reader shows it no more, unless it `staysOpen` behind a lock. A page that is
   * closed does not call this.
   */
  close(staysOpen?: boolean): void;
}

export type TestStep = 'get-ready' | 'start' | 'continue' | 'submitted' | 'not-open-yet' | 'closed' | 'ask-teacher';

/** One line of My tests. */
export interface TestSummary {
  sessionId: string;
  examName: string;
  attempt: number;
  step: TestStep;
  /** The package and every media file are on this device and verified. */
  ready: boolean;
  bytes: number;
  opensAt: string | null;
  closesAt: string | null;
  /** How long an attempt may take, in milliseconds; null for as long as it likes. */
  allowedMs: number | null;
  /** Null while no answer of the attempt is on this device: how many there are elsewhere is not known here. */
  answered: number | null;
  questions: number | null;
  /** What is unsent on this device: answers, or a submit. */
  waiting: number;
  problem: string | null;
  /** What opens here was left behind, until the server says how the test goes on. */
  isLeftBehind: boolean;
  submitted: SubmittedAttempt | null;
  canRetake: boolean;
}

export type SignInResult =
  /** `resume`: the test that was open when this student's tests were locked. */
  | { ok: true; resume: { partition: string; run: string } | null }
  | { ok: false; reason: 'wrong-ticket' | 'no-network' | 'slow-down' | 'server' | 'storage'; detail: string };

export type GetReadyResult =
  | { ok: true }
  | { ok: false; reason: 'network' | 'hash' | 'storage' | 'server' | 'sign-in'; detail: string };

export interface AppState {
  /** Null when nobody is signed in. */
  student: { name: string } | null;
  school: string | null;
  tests: TestSummary[];
  online: boolean;
  /** The server asked for a new sign-in; answering goes on. */
  signInAgain: boolean;
  /** A newer app is needed to upload; nothing is lost meanwhile. */
  updateNeeded: boolean;
  /** Answers of other students of this device that still wait to go up. */
  othersWaiting: number;
  /** Somebody's tests are locked here after a pause: their ticket goes straight back to where they were. */
  locked: boolean;
  /** Free space: `low` under 150 MB, `full` under 50 MB (no test starts then); `unknown` where the browser does not tell. */
  storage: FreeSpace;
  /** The browser lost this app's database, and nobody has read so yet: how many tests the second copy saved, and how many of them the server has. */
  wiped: { rescued: number; sent: number } | null;
  /** How the student reads best. */
  settings: ReadingSettings;
}

/** What is left of the time of an attempt. */
export interface TimeView {
  /** Milliseconds; never below 0. */
  leftMs: number;
  allowedMs: number;
  /** Staff stopped the clock. */
  isPaused: boolean;
  /** Nobody has given more time meanwhile: it is to be handed in now. */
  isOver: boolean;
}

export type ExportScope = { sessionId: string } | 'student' | 'device';

export type ExportResult =
  | { ok: true; name: string; text: string; runs: number }
  /** `nothing`: no answer was ever given here. */
  | { ok: false; reason: 'nothing' | 'storage' };

/** What is left of the unsent answers where the device's database does not open. */
export interface Rescued extends Pick<Services, 'exportResponses'> {
  tests: number;
  /** Tests whose answers the server signed for since. */
  sent: number;
}

export type ReceiptResult =
  /** `tests` whose answers the server is now known to have. */
  { ok: true; tests: number } | { ok: false; reason: 'not-a-receipt' | 'other-device' | 'not-genuine' };

/** `nobody`: the server takes a report of a student who is signed in alone. It goes with the next one, by itself. */
export type CheckReported = 'sent' | 'nobody' | 'not-reached';

/** What is done before a test, with no ticket and no network. */
export interface BeforeTests {
  /** Looks at the device, all at once. @param learned told of each fact as it is there, never of the sound */
  check(learned: (part: Learned) => void): Promise<void>;
  /** To be called in a click. @returns false where the browser makes no sound */
  playTone(): Promise<boolean>;
  /** Keeps what was learned, and tells the server where that can be. */
  report(learned: Learned): Promise<CheckReported>;
  /** A new practice test. @throws when its part of the app does not come */
  practice(): Promise<{ snapshot: AttemptSnapshot; port: AttemptPort }>;
}

export interface Services {
  /** What the screens show besides the open attempt, which does without it. @throws when it does not load */
  read(): Promise<AppState>;
  subscribe(listener: (state: AppState) => void): () => void;
  signIn(ticket: string): Promise<SignInResult>;
  /** Seals what is unsent and forgets the key: the ticket opens it again, and the answers go on uploading. */
  signOut(): Promise<void>;
  /** As `signOut`, but the ticket goes straight back into the open test. */
  lock(): Promise<void>;
  /** Nothing was done for too long, in any tab of this device. */
  isIdle(): Promise<boolean>;
  /** The student did something: the time until the lock starts anew. */
  active(): void;
  /** A sealed response file, with a network or without, signed in or not. */
  exportResponses(scope: ExportScope): Promise<ExportResult>;
  /** Takes one or more statements that the server signed for an import, as text: a JWS, several, or a link that ends in one. */
  acceptReceipt(text: string): Promise<ReceiptResult>;
  /**
   * Of the student who is signed in; else of the device, and of whoever signs in next. What is left out stays as it was chosen last,
   * whether or not the state tells of that yet.
   */
  saveSettings(part: Partial<ReadingSettings>): Promise<void>;
  /** Somebody has read that the database was lost. */
  seenWiped(): Promise<void>;
  /** Fetches the list of tests; quiet when there is no network. */
  refresh(): Promise<void>;
  getReady(sessionId: string, onProgress: (done: number, total: number) => void): Promise<GetReadyResult>;
  /**
   * Starts or continues: reads the rows, mints the run's row when it is new. An attempt that was submitted on this device
   * opens too, with `submitted` set, and its items and media can be read.
   */
  openAttempt(
    sessionId: string,
  ): Promise<{ ok: true; snapshot: AttemptSnapshot; port: AttemptPort } | { ok: false; detail: string }>;
  /** Connects a snapshot of the early reader with the rows. */
  resumeAttempt(partition: string, run: string): Promise<{ snapshot: AttemptSnapshot; port: AttemptPort } | null>;
  /**
   * Calls back every second with the time of an attempt that this tab shows; null where it has no limit.
   *
   * @returns stops it
   */
  watchTime(run: string, watcher: (time: TimeView | null) => void): () => void;
  /** The attempt that was open when the app was closed, of the student who is signed in; null when there is none. */
  openRun(): Promise<{ partition: string; run: string } | null>;
  /** Null while it could not be loaded. */
  before(): Promise<BeforeTests | null>;
  retake(sessionId: string): Promise<{ ok: true } | { ok: false; detail: string }>;
  /** The student went elsewhere: locks the run where its config wants that. */
  left(run: string): Promise<void>;
  /** Opens a locked run again with the proctor's code. `storage`: this device could not look. */
  letIn(run: string, typed: string): Promise<'ok' | 'wrong' | 'slow-down' | 'storage'>;
  /** Takes the submit of a run back on this device; `submitted` when it is too late for that. */
  takeBack(run: string): Promise<SaveResult>;
}
