/*
 * What becomes of one batch: a pure function of what the server holds and what came. No database, no clock, no exam.
 *
 *  1. A gap writes nothing. What is acknowledged of a writer is always without holes, so that an acknowledgement of n means
 *     that every change up to n is on the disk.
 *  2. A change whose seq is acknowledged already is a repeat: it moves nothing, however often and however late it comes. When
 *     what is known under that seq is not this value, it moves nothing either, and is named in the answer: a device that was
 *     put back from an older copy gives its numbers out twice. A batch that a later one overtook looks the same from here;
 *     the device can tell, by whether it still has the answer under that number. A file has nobody to be told: such a
 *     change of one counts as new.
 *  3. A batch that brings nothing new takes the run from nobody.
 *  4. Every change that is new ends in exactly one place: in the answers, in the history as a value that lost, or in the
 *     journal.
 *  5. A stranded batch replaces no answer of the holder, of an integrator or of staff: it fills what was never answered. What
 *     they cleared they cleared on purpose.
 *  6. Answers given to another version of the exam count for nothing here: they wait for staff, whatever their form.
 *  7. The holder's answers are written under the run's epoch, whichever they still name: two devices are never in one epoch.
 */
import type { Response } from '../../shared/contract/response.ts';
import { FIRST_ORDER, type WriterOrder } from '../../shared/contract/writer-order.ts';
import type { AnswerTable } from '../store/tables.ts';
import { isEarlier } from './writer-order.ts';

/** One changed answer of a batch. */
export interface BatchEntry {
  /** Its `questionKey`. */
  key: string;
  itemId: string;
  questionId: string;
  seq: number;
  response: Response | null;
  /** The response as canonical JSON: equal answers are equal texts. Null when it was cleared. */
  json: string | null;
  /** Where it stands in the body: the index of the item in `responses`, and of the question in the item. */
  at: { item: number; question: number };
}

/** The answer that stands for a question. */
export interface StandingAnswer {
  itemId: string;
  questionId: string;
  json: string | null;
  epoch: number;
  writer: string;
  seq: number;
  source: AnswerTable['source'];
  receivedAt: number;
  /** Whether it lies on the sheet of its run. */
  onSheet?: boolean;
  /** What the sheet says of a question that has a row as well: a server that knows no sheets ran beside this one. */
  behind?: StandingAnswer;
  /** The answer itself, when it just came and needs no parsing. */
  response?: Response | null;
}

export interface RunFacts {
  archived: boolean;
  epoch: number;
  holder: string | null;
  released: boolean;
  heldFromEpoch: number;
  /** The version that the run is pinned to; null before its first answer. */
  examVersion: number | null;
}

export interface WriterFacts {
  /** Changes up to here are in the answers or their history. */
  ackedThrough: number;
  /** Changes up to here are there or in the journal. */
  journaledThrough: number;
}

export interface Batch {
  deviceId: string;
  writer: string;
  order: WriterOrder;
  epoch: number;
  baseSeq: number;
  lastSeq: number;
  /** Version of the package that it was answered on; null when the config never had such a package. */
  packageVersion: number | null;
  /** No question twice, every seq in (baseSeq, lastSeq]. */
  entries: BatchEntry[];
  /** It carries a submit that has no receipt yet. */
  bringsSubmit: boolean;
}

/** Which device has the run after this batch. */
export interface Hold {
  holder: string;
  epoch: number;
  heldFromEpoch: number;
}

export type StrandReason = 'archived' | 'package' | 'epoch' | 'device';

export type BatchPlan =
  | { kind: 'gap'; ackedThrough: number }
  | {
      kind: 'stranded';
      reason: StrandReason;
      /** Their numbers are known with other values. */
      differs: BatchEntry[];
      /** The version to pin the run to, when it has none. */
      pin: number | null;
      journal: Array<{ entry: BatchEntry; state: 'waiting' | 'filled' | 'same' }>;
      fill: BatchEntry[];
      replaced: StandingAnswer[];
      heldThrough: number;
    }
  | { kind: 'refused'; misfits: Array<{ entry: BatchEntry; message: string }> }
  | {
      kind: 'applied';
      /** Their numbers are known with other values. */
      differs: BatchEntry[];
      /** Null when the run stays where it is. */
      hold: Hold | null;
      pin: number | null;
      put: BatchEntry[];
      /** What `put` replaces. */
      replaced: StandingAnswer[];
      /** New, but older than what stands. */
      lost: BatchEntry[];
      /** The epoch that the new answers are written under. */
      epoch: number;
      ackedThrough: number;
    };

export interface BatchFacts {
  run: RunFacts;
  writer: WriterFacts;
  batch: Batch;
  standing: ReadonlyMap<string, StandingAnswer>;
  /** Of the entries whose seq is acknowledged: those whose very value is known under it. */
  known: ReadonlySet<BatchEntry>;
  /** It came in a file. */
  byFile: boolean;
  /** Of the writers of the run, as far as they said. */
  orders: ReadonlyMap<string, WriterOrder>;
  /** What is wrong with an entry for the run's version of the exam; null when it fits. */
  check: (entry: BatchEntry) => string | null;
}

/** Names a question within a run: a question's id is unique only in its item. */
export function questionKey({ itemId, questionId }: { itemId: string; questionId: string }): string {
  return `${itemId}\n${questionId}`;
}

export function planBatch(facts: BatchFacts): BatchPlan {
  const { run, writer, batch } = facts;
  const routed = route(run, batch, batch.lastSeq > writer.ackedThrough || batch.bringsSubmit);
  if ('strand' in routed) return strand(facts, routed.strand);
  if (batch.baseSeq > writer.ackedThrough) return { kind: 'gap', ackedThrough: writer.ackedThrough };
  return apply(facts, routed.hold);
}

function route(run: RunFacts, batch: Batch, isNew: boolean): { strand: StrandReason } | { hold: Hold | null } {
  const { deviceId, epoch, packageVersion } = batch;
  if (run.archived) return { strand: 'archived' };
  if (packageVersion === null || (run.examVersion !== null && run.examVersion !== packageVersion)) {
    return { strand: 'package' };
  }
  if (run.holder === null) return { hold: { holder: deviceId, epoch: run.epoch, heldFromEpoch: run.heldFromEpoch } };
  if (run.holder === deviceId) {
    if (epoch < run.heldFromEpoch) return { strand: 'epoch' };
    const takesBack = run.released && isNew;
    return { hold: takesBack ? { holder: deviceId, epoch: run.epoch, heldFromEpoch: run.heldFromEpoch } : null };
  }
  if (!run.released || !isNew) return { strand: 'device' };
  const raised = run.epoch + 1;
  // It may send more batches that still say the old epoch before it hears of the new one.
  return { hold: { holder: deviceId, epoch: raised, heldFromEpoch: Math.min(epoch, raised) } };
}

/** Entries whose numbers are known with other values. */
function differing({ writer, batch, known }: BatchFacts): BatchEntry[] {
  const held = heldThrough(writer);
  return batch.entries.filter((entry) => entry.seq <= held && !known.has(entry));
}

/** Up to here the writer's changes are somewhere on the disk. */
export const heldThrough = ({ ackedThrough, journaledThrough }: WriterFacts): number =>
  Math.max(ackedThrough, journaledThrough);

function apply(facts: BatchFacts, hold: Hold | null): BatchPlan {
  const { run, writer, batch, standing, byFile, orders, check } = facts;
  const differs = differing(facts);
  const fresh = batch.entries.filter((entry) => entry.seq > writer.ackedThrough || (byFile && differs.includes(entry)));
  // A repeat that does not fit was set aside when it came in a file: its device has not heard of that.
  const misfits = batch.entries.flatMap((entry) => {
    const message = check(entry);
    return message === null ? [] : [{ entry, message }];
  });
  if (misfits.length > 0) return { kind: 'refused', misfits };

  const epoch = hold?.epoch ?? run.epoch;
  const put: BatchEntry[] = [];
  const replaced: StandingAnswer[] = [];
  const lost: BatchEntry[] = [];
  for (const entry of fresh) {
    const current = standing.get(entry.key);
    if (current === undefined) put.push(entry);
    else if (current.writer === batch.writer && current.seq === entry.seq && current.json === entry.json) {
      // The journal filled it in with this very change.
    } else if (isNewer({ seq: entry.seq, epoch, writer: batch.writer, order: batch.order }, current, orders)) {
      put.push(entry);
      replaced.push(current);
    } else lost.push(entry);
  }
  return {
    kind: 'applied',
    differs: byFile ? [] : differs,
    hold,
    pin: run.examVersion === null ? batch.packageVersion : null,
    put,
    replaced,
    lost,
    epoch,
    ackedThrough: Math.max(writer.ackedThrough, batch.lastSeq),
  };
}

export interface Change {
  seq: number;
  epoch: number;
  writer: string;
  order?: WriterOrder | undefined;
}

/**
 * The holder's change against what stands. Between writers the epoch decides, then what the device knows of their order, and
 * then the arrival, which is now.
 *
 * @param orders of the writers of the run
 */
export function isNewer(
  { order = FIRST_ORDER, ...change }: Change,
  current: StandingAnswer,
  orders: BatchFacts['orders'],
): boolean {
  if (current.writer === change.writer) return change.seq > current.seq;
  // An integrator's and staff's values have no place in the devices' epochs; a filled one stood only while the holder had none.
  if (current.source !== 'device' && current.source !== 'restored') return true;
  if (change.epoch !== current.epoch) return change.epoch > current.epoch;
  const known = orders.get(current.writer);
  return known === undefined || !isEarlier({ ...change, order }, { ...current, order: known });
}

function strand(facts: BatchFacts, reason: StrandReason): BatchPlan {
  const { run, writer, batch, standing, byFile, check } = facts;
  const held = heldThrough(writer);
  if (batch.baseSeq > held) return { kind: 'gap', ackedThrough: held };
  const differs = differing(facts);

  const mayFill = (reason === 'epoch' || reason === 'device') && run.examVersion !== null;
  const journal: Array<{ entry: BatchEntry; state: 'waiting' | 'filled' | 'same' }> = [];
  const fill: BatchEntry[] = [];
  const replaced: StandingAnswer[] = [];
  for (const entry of batch.entries) {
    if (entry.seq <= held && !(byFile && differs.includes(entry))) continue;
    const current = standing.get(entry.key);
    if (!mayFill || check(entry) !== null) journal.push({ entry, state: 'waiting' });
    else if ((current?.json ?? null) === entry.json) journal.push({ entry, state: 'same' });
    else if (isOpenTo(batch.writer, entry, current)) {
      journal.push({ entry, state: 'filled' });
      fill.push(entry);
      if (current) replaced.push(current);
    } else journal.push({ entry, state: 'waiting' });
  }
  return {
    kind: 'stranded',
    reason,
    differs: byFile ? [] : differs,
    pin: run.archived && run.examVersion === null ? batch.packageVersion : null,
    journal,
    fill,
    replaced,
    heldThrough: Math.max(held, batch.lastSeq),
  };
}

/** Nobody ever answered the question, or this writer itself cleared or filled it before. */
function isOpenTo(writer: string, entry: BatchEntry, current: StandingAnswer | undefined): boolean {
  if (current === undefined) return entry.json !== null;
  if (current.writer !== writer || entry.seq <= current.seq) return false;
  return current.source === 'filled' || current.json === null;
}
