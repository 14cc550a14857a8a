import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDatabase, type SatchelDatabase } from '../../../src/student/db/database.ts';
import type { AnswerRow, PartitionRow, RunRow, SessionRow } from '../../../src/student/db/rows.ts';

export const freshFactory = () => new IDBFactory();
export const freshDatabase = (indexedDB: IDBFactory = freshFactory()): SatchelDatabase => openDatabase({ indexedDB });

export const contentKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
  'encrypt',
  'decrypt',
]);

export const PARTITION = 'demo/student-1';
export const RUN = 'run-aaaaaaaaaaaaaaaa';
export const TAB = 'tab-aaaaaaaaaaaaaaaa';
export const WRITER = 'writer-aaaaaaaaaaaaa';
export const PACKAGE = 'a'.repeat(64);
export const T0 = Date.parse('2026-03-02T09:00:00Z');

export const aRun = (part: Partial<RunRow> = {}): RunRow => ({
  run: RUN,
  partition: PARTITION,
  sessionId: 'session-1',
  attempt: 1,
  state: 'open',
  package: PACKAGE,
  contentKey,
  scoringKey: null,
  uploadToken: 'u1.token',
  runKey: contentKey,
  envelope: 'owner.sealed',
  sealed: null,
  epoch: 1,
  opening: 1,
  revision: 0,
  writer: WRITER,
  seq: 0,
  ackedSeq: 0,
  tab: TAB,
  startedAt: T0,
  elapsedMs: 0,
  view: {},
  submit: null,
  provisional: null,
  receipt: null,
  held: null,
  problem: null,
  receivedAt: null,
  ...part,
});

export const anAnswer = (part: Partial<AnswerRow> & { seq: number }): AnswerRow => ({
  run: RUN,
  itemId: 'item-1',
  questionId: `q${part.seq}`,
  response: { options: [{ index: 0 }] },
  savedAt: T0,
  problem: null,
  foreign: false,
  ...part,
});

export const aSubmit = (part: Partial<NonNullable<RunRow['submit']>> = {}): NonNullable<RunRow['submit']> => ({
  submitId: 'submit-aaaaaaaaaaaaa',
  opening: 1,
  through: 0,
  count: 0,
  digest: 'd'.repeat(64),
  startedAt: T0,
  submittedAt: T0 + 1000,
  elapsedMs: 1000,
  clockOffsetMs: 0,
  ...part,
});

export const aPartition = (part: Partial<PartitionRow> = {}): PartitionRow => ({
  partition: PARTITION,
  student: { id: 'student-1', name: 'Ada Lovelace' },
  workspace: { id: 'demo', name: 'Demo School' },
  ticketSalt: new Uint8Array(16),
  ticketIterations: 1,
  wrappedKey: new Uint8Array(60),
  key: null,
  token: 'd1.token',
  storeId: 'store-1',
  publicKeys: [],
  clockOffsetMs: 0,
  ...part,
});

export const aSession = (
  part: Partial<Omit<SessionRow, 'listed'>> & { listed?: Partial<SessionRow['listed']> } = {},
): SessionRow => ({
  partition: PARTITION,
  id: 'session-1',
  contentKey,
  scoringKey: null,
  runKey: contentKey,
  readyPackage: null,
  readyContentKey: null,
  readyScoringKey: null,
  ...part,
  listed: {
    id: 'session-1',
    maturity: 'NOT_STARTED',
    attempt: 1,
    run: RUN,
    epoch: 1,
    opening: 1,
    revision: 0,
    examId: 'exam-1',
    examName: 'Saving and spending',
    examVersion: 0,
    config: {
      shuffleOptions: false,
      shuffleItems: false,
      showScoreOnComplete: true,
      showCorrectAnswersOnComplete: false,
      allowRetakes: false,
      keyRelease: 'server',
      window: { opensAt: null, closesAt: null },
    },
    accommodations: {},
    package: { hash: PACKAGE, bytes: 1000 },
    envelope: '',
    uploadToken: 'u1.token',
    ackedThrough: {},
    canRetake: false,
    shown: null,
    ...part.listed,
  },
});
