/*
 * What the device keeps, and where. No import of Dexie here: the early reader opens the same database with bare
 * IndexedDB, before Dexie is loaded, and must agree on names and shapes.
 *
 * Keys:  partitions partition · sessions [partition+id] · runs run · answers [run+itemId+questionId] · packages hash
 *        items [package+id] · media hash · outbox [run+writer] · snapshots partition · meta name
 */
import type { DeviceSession } from '../../shared/contract/device-session.ts';
import type { ExamPackage } from '../../shared/contract/package.ts';
import type { Response } from '../../shared/contract/response.ts';
import type { Results } from '../../shared/contract/score.ts';
import type { SessionView } from '../../shared/contract/session-view.ts';
import type { SubmitClaim } from '../../shared/contract/submit-claim.ts';
import type { WriterOrder } from '../../shared/contract/writer-order.ts';
import type { WrongTries } from './wrong-tries.ts';

export const DATABASE_NAME = 'satchel';
/** Dexie multiplies its versions by ten; the early reader compares with this before it reads anything. */
export const DATABASE_VERSION = 1;

/** One student of one workspace on this device. */
export interface PartitionRow {
  /** `<workspaceId>/<studentId>` */
  partition: string;
  student: { id: string; name: string };
  workspace: { id: string; name: string };
  /** Offline sign-in: a random key wrapped under PBKDF2-SHA-256 of the ticket. The ticket itself is nowhere. */
  ticketSalt: Uint8Array<ArrayBuffer>;
  ticketIterations: number;
  wrappedKey: Uint8Array<ArrayBuffer>;
  /** The key that `wrappedKey` wraps, while the student is signed in: it seals their rows when they leave. */
  key: CryptoKey | null;
  /** The token sealed under the wrapped key, so that a sign-in offline has it again when the network comes back. */
  sealedToken?: Uint8Array<ArrayBuffer> | undefined;
  /** Null while signed out, or when the server no longer takes it: sign in again, answering goes on. */
  token: string | null;
  /** The last whole answer of the sessions list. */
  storeId: string | null;
  /** Server clock when a store that was restored from a backup answered first; what was signed before may be gone. */
  storeSince?: number | undefined;
  /** Server clock of that list: one that was asked earlier and arrives later is passed over. */
  listedAt?: number | undefined;
  publicKeys: JsonWebKey[];
  /** Server clock minus device clock, milliseconds. */
  clockOffsetMs: number;
  /** The clocks that this is from, each time: `{ server, device }`. */
  heard?: unknown;
}

/** An exam session as the server last listed it. Keys are held as CryptoKeys, never as text. */
export interface SessionRow {
  partition: string;
  id: string;
  listed: Omit<DeviceSession, 'package' | 'runKey'> & { package: { hash: string; bytes: number } };
  contentKey: CryptoKey;
  scoringKey: CryptoKey | null;
  runKey: CryptoKey;
  /** Hash of the package that is verified and whole on this device; an old one stays until the new one is. */
  readyPackage: string | null;
  /** The content and scoring key of `readyPackage`, when the server has already moved on to another one. */
  readyContentKey: CryptoKey | null;
  readyScoringKey: CryptoKey | null;
}

/**
 * One run on this device.
 *
 *   open ──submit──> submitted ──signed receipt──> received
 *     \                  \──── run left behind ───> stranded   (kept, shown as Needs attention)
 *      \───────────────────────────────────────────────^
 *   received or submitted ──reopen (a greater opening)──> open
 */
export type RunState = 'open' | 'submitted' | 'received' | 'stranded';

export interface RunRow {
  run: string;
  partition: string;
  sessionId: string;
  attempt: number;
  state: RunState;
  /** The package that this run is answered on; never changes once there is an answer. */
  package: string;
  contentKey: CryptoKey;
  scoringKey: CryptoKey | null;
  uploadToken: string;
  /** Seals what leaves this device as a file, with the same key as only the server can read it. */
  runKey: CryptoKey;
  envelope: string;
  /**
   * The student left: the answers are in the partition's snapshot, and all of the run in the outbox. `lost`: the snapshot
   * was sealed under a ticket that is not the student's any more.
   */
  sealed: 'snapshot' | 'lost' | null;
  /** The server has taken a claim or a batch of this run from this device. */
  claimed?: boolean | undefined;
  epoch: number;
  opening: number;
  /** The session's revision up to which responses were fetched; -1 while they never were. */
  revision: number;
  /** Minted in the transaction that created this row: a wiped or restored database counts under a new one. */
  writer: string;
  /** Where the writer stands among those of this device; left out while its first database lives. */
  order?: WriterOrder | undefined;
  /** The gapless counter of changes, and how far the server has them on disk. */
  seq: number;
  ackedSeq: number;
  /** Changes, each pair from and through, that the server acknowledged into its journal (`aside.ts`). */
  aside?: Array<[from: number, through: number]> | undefined;
  /** While the answers are sealed: changes that the server has refused by name, before that or as it signed since. */
  refused?: Array<[from: number, through: number]> | undefined;
  /** The only tab that may write; checked in every save. */
  tab: string | null;
  startedAt: number;
  /** Of a monotonic clock, summed over the pages that had the test open. */
  elapsedMs: number;
  /** How long it has been going on, where its time is limited: a `RunClock`. */
  clock?: unknown;
  /** When its time is over, by this device's wall clock as of the last look; left out while that is not known, or stands. */
  dueAt?: number | undefined;
  view: SessionView;
  /** The server has not taken the marks of `view` as they are. */
  unsentMarks?: boolean | undefined;
  /** How often the student went elsewhere, and whether a proctor has to let them in again (`leave-lock.ts`). */
  left?: { times: number; isLocked: boolean; wrong: WrongTries } | undefined;
  submit: SubmitClaim | null;
  /** Results as this device computed them (`keyRelease` `submit`); provisional until the server's. */
  provisional: Results | null;
  /** Compact JWS of the server, verified before it is stored. */
  receipt: string | null;
  held: string | null;
  /** Why this run needs attention, in words for the student; null when it does not. */
  problem: string | null;
  /** Server clock. */
  receivedAt: number | null;
}

export interface AnswerRow {
  run: string;
  itemId: string;
  questionId: string;
  /** Null when cleared. */
  response: Response | null;
  seq: number;
  savedAt: number;
  /** The server refused this value by name: why. Cleared by the next change of the answer. */
  problem: string | null;
  /** Came from the server or another device; not this device's own answer, and never part of its submit. */
  foreign: boolean;
  /** The JSON text of a stored value that this version cannot read as a response; only on a row that was read. */
  raw?: string;
}

/**
 * A run as one sealed line of a response file (`contract/response-file.ts`), from its first change. The server alone can
 * open it; it goes up with nobody signed in, and is the copy that stays when a snapshot cannot be opened any more.
 */
export interface OutboxRow {
  run: string;
  writer: string;
  partition: string;
  uploadToken: string;
  jwe: string;
  /** The run's counter when it was sealed, and how many of its answers were unsent then. */
  seq: number;
  unsent: number;
  /** The server signed that it has it. */
  sent: boolean;
  sealedAt: number;
  /** Why the server did not take it. */
  problem: string | null;
  /** The submit that is sealed in it, whose receipt says that the server has it. */
  submitId?: string | null | undefined;
  /** When the server signed a receipt for that submit, server clock. */
  receivedAt?: number | undefined;
  /** Put back from the second copy, with the keys that the server signs with: its student is not on this device. */
  rescued?: { publicKeys: JsonWebKey[] } | undefined;
}

/** What a student left behind, sealed under the partition key: see `lock.ts`. */
export interface SnapshotRow {
  partition: string;
  id: string;
  sealed: Uint8Array<ArrayBuffer>;
}

/** A verified package without its sealed items, which are rows of their own: one item is read, not the whole. */
export interface PackageRow {
  hash: string;
  examId: string;
  examVersion: number;
  items: Array<{ id: string; questions: string[]; unanswered?: string[] | undefined }>;
  media: ExamPackage['media'];
  keys: string | null;
}

export interface ItemRow {
  package: string;
  id: string;
  /** As in the package: base64url(nonce || ciphertext || tag). */
  sealed: string;
}

export interface MediaRow {
  /** SHA-256 of the sealed bytes. */
  hash: string;
  sealed: Uint8Array<ArrayBuffer>;
}

/**
 * `device-id` (string) · `signed-in` (partition or null) · `open` (the run that the early reader shows and the keys
 * of its rows, or null) · `school` (name of the last workspace, for the sign-in screen) · `wrong-tickets` (`{ count, at }`: how often
 * in a row a ticket was wrong without a network) · `active` (when the student last did something, device clock) · `life` (how
 * many databases this device lost before this one) · `lost` (`{ isSeen }`: what there was before was lost, and whether somebody read so)
 * · `preflight` (what the last "Check this device" found) · `settings` (how the students of this device read best: `reading-settings.ts`)
 */
export interface MetaRow {
  name:
    | 'device-id'
    | 'signed-in'
    | 'open'
    | 'school'
    | 'wrong-tickets'
    | 'active'
    | 'life'
    | 'lost'
    | 'preflight'
    | 'settings';
  value: unknown;
}
