/*
 * Which of two changes of one device was made first, where the device itself has said so. A pure function.
 *
 *  1. A later life follows an earlier one whole: nothing was changed in a database after it was lost.
 *  2. Answers that the disk did not take follow the change that they name, and come before the next one of the same writer.
 *  3. Of two such writers, the one that names the earlier change came first.
 *  4. Nothing else is known: two writers of one life are told apart by their arrival, as strangers are.
 */
import type { WriterOrder } from '../../shared/contract/writer-order.ts';

export interface OrderedChange {
  writer: string;
  seq: number;
  order: WriterOrder;
}

/** True when `change` is known to be the earlier one. Of two changes at most one is. */
export function isEarlier(change: OrderedChange, than: OrderedChange): boolean {
  if (change.order.life !== than.order.life) return change.order.life < than.order.life;
  const { after } = change.order;
  const thanAfter = than.order.after;
  if (thanAfter?.writer === change.writer) return change.seq <= thanAfter.seq;
  if (after?.writer === than.writer) return after.seq < than.seq;
  return after !== undefined && after.writer === thanAfter?.writer && after.seq < thanAfter.seq;
}
