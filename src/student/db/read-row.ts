import { z } from 'zod/mini';
import { deviceSession } from '../../shared/contract/device-session.ts';
import { counter } from '../../shared/contract/ids.ts';
import { examPackage } from '../../shared/contract/package.ts';
import { publicKey } from '../../shared/contract/receipt.ts';
import { responseOrCleared } from '../../shared/contract/response.ts';
import { results } from '../../shared/contract/score.ts';
import { sessionView } from '../../shared/contract/session-view.ts';
import { submitClaim } from '../../shared/contract/submit-claim.ts';
import { writerOrder } from '../../shared/contract/writer-order.ts';
import type { AnswerRow, PackageRow, PartitionRow, RunRow, SessionRow } from './rows.ts';
import { UnreadableRow } from './storage-failure.ts';

/*
 * Rows are loose: a newer version of the app may have written more fields, and this one puts back what it read.
 */
const key = z.custom<CryptoKey>((value) => value instanceof CryptoKey);
const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const text = z.nullable(z.string());

const partitionRow = z.looseObject({
  partition: z.string(),
  student: z.object({ id: z.string(), name: z.string() }),
  workspace: z.object({ id: z.string(), name: z.string() }),
  ticketSalt: bytes,
  ticketIterations: z.int(),
  wrappedKey: bytes,
  key: z.nullable(key),
  sealedToken: z.optional(bytes),
  token: text,
  storeId: text,
  storeSince: z.optional(z.number()),
  listedAt: z.optional(z.number()),
  publicKeys: z.array(publicKey),
  clockOffsetMs: z.number(),
});

const sessionRow = z.looseObject({
  partition: z.string(),
  id: z.string(),
  listed: z.extend(z.omit(deviceSession, { package: true, runKey: true }), {
    package: z.object({ hash: z.string(), bytes: z.number() }),
  }),
  contentKey: key,
  scoringKey: z.nullable(key),
  runKey: key,
  readyPackage: text,
  readyContentKey: z.nullable(key),
  readyScoringKey: z.nullable(key),
});

const runRow = z.looseObject({
  run: z.string(),
  partition: z.string(),
  sessionId: z.string(),
  attempt: z.int(),
  state: z.enum(['open', 'submitted', 'received', 'stranded']),
  package: z.string(),
  contentKey: key,
  scoringKey: z.nullable(key),
  uploadToken: z.string(),
  runKey: key,
  envelope: z.string(),
  sealed: z.nullable(z.enum(['snapshot', 'lost'])),
  claimed: z.optional(z.boolean()),
  epoch: counter,
  opening: counter,
  revision: z.int(),
  writer: z.string(),
  order: z.optional(writerOrder),
  seq: counter,
  ackedSeq: counter,
  aside: z.optional(z.array(z.tuple([counter, counter]))),
  refused: z.optional(z.array(z.tuple([counter, counter]))),
  tab: text,
  startedAt: z.number(),
  elapsedMs: z.number(),
  dueAt: z.optional(z.number()),
  view: sessionView,
  unsentMarks: z.optional(z.boolean()),
  left: z.optional(
    z.object({ times: counter, isLocked: z.boolean(), wrong: z.object({ count: counter, at: z.number() }) }),
  ),
  submit: z.nullable(submitClaim),
  provisional: z.nullable(results),
  receipt: text,
  held: text,
  problem: text,
  receivedAt: z.nullable(z.number()),
});

const answerRow = z.looseObject({
  run: z.string(),
  itemId: z.string(),
  questionId: z.string(),
  response: z.unknown(),
  seq: counter,
  savedAt: z.number(),
  problem: text,
  foreign: z.boolean(),
});

const packageRow = z.looseObject({
  hash: z.string(),
  examId: z.string(),
  examVersion: z.int(),
  items: z.array(
    z.object({ id: z.string(), questions: z.array(z.string()), unanswered: z.optional(z.array(z.string())) }),
  ),
  media: examPackage.shape.media,
  keys: text,
});

/** @throws UnreadableRow with the table and the field */
export function read<T>(schema: z.ZodMiniType<T>, table: string, row: unknown): T {
  const parsed = schema.safeParse(row);
  if (!parsed.success) throw new UnreadableRow(`${table}: ${parsed.error.issues[0]?.path.join('.')}`);
  return parsed.data;
}

/** @throws UnreadableRow */
export const readPartition = (row: unknown): PartitionRow => read(partitionRow, 'partitions', row);
/** @throws UnreadableRow */
export const readSession = (row: unknown): SessionRow => read(sessionRow, 'sessions', row);
/** @throws UnreadableRow */
export const readRun = (row: unknown): RunRow => read(runRow, 'runs', row);
/** @throws UnreadableRow */
export const readPackage = (row: unknown): PackageRow => read(packageRow, 'packages', row);

/**
 * A value that is not, or not yet, a response to this version is kept beside as text with the reason, so that it goes
 * to the server's journal instead of being passed over.
 * @throws UnreadableRow
 */
export function readAnswer(row: unknown): AnswerRow {
  const answer = read(answerRow, 'answers', row);
  const response = responseOrCleared.safeParse(answer.response);
  if (response.success) return { ...answer, response: response.data };
  return {
    ...answer,
    response: null,
    raw: JSON.stringify(answer.response) ?? '',
    problem: answer.problem ?? 'This version of the app cannot read the answer.',
  };
}

/** Those of `rows` that can be read; the others stay on the disk for a version that can. */
export function readable<T>(rows: readonly unknown[], readRow: (row: unknown) => T): T[] {
  return rows.flatMap((row) => {
    try {
      return [readRow(row)];
    } catch (error) {
      if (error instanceof UnreadableRow) return [];
      throw error;
    }
  });
}
