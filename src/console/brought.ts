import type { ImportAnswer } from '../shared/contract/response-file.ts';

/** A file of answers that somebody brought, and what became of it. */
export interface Brought {
  id: number;
  name: string;
  state: { at: 'waiting' } | { at: 'failed'; detail: string } | { at: 'done'; items: ImportAnswer['items'] };
}

/** Of many files, how far it is and whether one of them has to be looked at; empty without any. */
export function summaryOf(brought: readonly Brought[]): string {
  if (brought.length === 0) return '';
  const read = brought.filter(({ state }) => state.at !== 'waiting');
  const of = brought.length === 1 ? '1 file' : `${brought.length} files`;
  if (read.length < brought.length) return `Reading: ${read.length} of ${of} done.`;
  const whole = brought.filter(({ state }) => state.at === 'done' && state.items.length > 0 && state.items.every(isIn));
  const left = brought.length - whole.length;
  if (left === 0) return `${of} taken whole.`;
  return `${whole.length} of ${of} taken whole. Look at ${left === 1 ? 'the one' : `the ${left}`} below that ${left === 1 ? 'was' : 'were'} not.`;
}

const isIn = (item: ImportAnswer['items'][number]) => item.result === 'received' && item.outcome !== 'gap';
